import { withoutPersonalNumbers } from '../contracts/plain-text'

/** One JSON line that the cloud's log search finds by `reference`. Never holds personal data. */
export function logLine(level: 'error' | 'warn', fields: Record<string, unknown>): void {
  const said = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === 'string' ? withoutPersonalNumbers(value) : value,
  ])
  console[level](JSON.stringify(Object.fromEntries(said)))
}

/** The text of anything that was thrown. */
export function textOf(thrown: unknown): string {
  if (thrown instanceof Error) return `${thrown.name}: ${thrown.message}`
  if (typeof thrown === 'object' && thrown !== null && 'errMsg' in thrown) {
    return String(thrown.errMsg)
  }
  return String(thrown)
}

/** These errors repeat the input that they could not read, so only their kind is logged. */
const REPEATING = ['ValiError', SyntaxError.name, URIError.name]

/** What was thrown, in a form that may be logged. */
export function loggedText(thrown: unknown): string {
  const isRepeating = thrown instanceof Error && REPEATING.includes(thrown.name)
  return isRepeating ? thrown.name : textOf(thrown)
}
