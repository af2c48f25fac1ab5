import { appendFileSync, mkdirSync } from 'node:fs'

/** Read by `npm test` at its end: an action that no journey asks for has no button that works. */
const FILE = 'dist/pressed.txt'
const noted = new Set<string>()

/** Notes that a phone of a test asked for this action. */
export function notePressed(action: string): void {
  if (noted.has(action)) return
  noted.add(action)
  mkdirSync('dist', { recursive: true })
  appendFileSync(FILE, `${action}\n`)
}
