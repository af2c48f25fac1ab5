import { createHash, randomBytes } from 'node:crypto'

/** A new id that nobody can guess: 20 letters and digits. */
export function newId(): string {
  return randomBytes(15).toString('base64url')
}

/** A digest that is the same for the same content, whatever the order of its fields. */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(canonical(content)).digest('base64url').slice(0, 27)
}

/** Shows whether a file is still the one that was read before. */
export function bytesHash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 27)
}

function canonical(content: unknown): string {
  if (Array.isArray(content)) return `[${content.map(canonical).join(',')}]`
  if (content !== null && typeof content === 'object') {
    const fields = Object.entries(content)
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${fields.map(([key, value]) => `${JSON.stringify(key)}:${canonical(value)}`).join(',')}}`
  }
  const text = JSON.stringify(content) as string | undefined
  return text ?? 'null'
}
