export type RandomBytes = (count: number) => Promise<Uint8Array>

/** The mini-program's storage returns '' for a key that is not there. */
export function idIn(saved: unknown): string | null {
  return typeof saved === 'string' && saved !== '' ? saved : null
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Two FNV-1a sums with different seeds: short enough for a key; the cloud checks collisions. */
export function digest(value: unknown): string {
  const text = JSON.stringify(value, sortKeys)
  return fnv(text, 0x811c9dc5) + fnv(text, 0x01000193)
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const sorted: Record<string, unknown> = {}
  for (const [key, each] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) {
    sorted[key] = each
  }
  return sorted
}

function fnv(text: string, seed: number): string {
  let sum = seed
  for (let at = 0; at < text.length; at++) {
    sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193)
  }
  return (sum >>> 0).toString(16).padStart(8, '0')
}
