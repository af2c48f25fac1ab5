/** One JSON line that the cloud's log search finds by `reference`. Never holds personal data. */
export function logLine(level: 'error' | 'warn', fields: Record<string, unknown>): void {
  console[level](JSON.stringify(fields))
}

/** The text of anything that was thrown. */
export function textOf(thrown: unknown): string {
  if (thrown instanceof Error) return `${thrown.name}: ${thrown.message}`
  if (typeof thrown === 'object' && thrown !== null && 'errMsg' in thrown) {
    return String(thrown.errMsg)
  }
  return String(thrown)
}
