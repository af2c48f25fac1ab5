/** What `openPage` was given: neither platform decodes it. A torn escape is taken as it stands. */
export function decoded(value: unknown): string {
  const text = typeof value === 'string' ? value : ''
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
