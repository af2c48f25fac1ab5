import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Action } from '../cloudfunctions/contracts/action'

const CONTRACTS = join(__dirname, '../cloudfunctions/contracts')

/** An action, the constant that holds it and the file where it is defined. */
export interface ExportedAction {
  action: Action
  constant: string
  /** A path relative to the contracts. */
  file: string
}

/** Every action of the contracts, found by reading them, so that a new one is never forgotten. */
export function exportedActions(): ExportedAction[] {
  const files = readdirSync(CONTRACTS, { recursive: true, encoding: 'utf8' })
  const modules = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  return modules.sort().flatMap((file) => {
    const exported: [string, unknown][] = Object.entries(jest.requireActual(join(CONTRACTS, file)))
    return exported.flatMap(([constant, action]) =>
      isAction(action) ? [{ action, constant, file }] : [],
    )
  })
}

export function allActions(): Action[] {
  return exportedActions().map(({ action }) => action)
}

function isAction(value: unknown): value is Action {
  return typeof value === 'object' && value !== null && 'refusals' in value && 'output' in value
}

const AUDIENCE: Record<string, string> = {
  duty: 'guide',
  'write-off': 'guide',
  'hand-over': 'guide',
  job: 'jobs',
}

/** The deployed function that answers an action. */
export function audienceOf(action: Action): string {
  if ('roles' in action) return 'staff'
  return AUDIENCE[action.name.split('.')[0] ?? ''] ?? 'member'
}
