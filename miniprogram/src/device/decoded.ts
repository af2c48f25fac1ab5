/** Decodes what `openPage` was given: no platform does. A broken escape is left as it is. */
export function decoded(value: unknown): string {
  const text = typeof value === 'string' ? value : ''
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
