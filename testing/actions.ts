import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Action } from '../cloudfunctions/contracts/action'

const CONTRACTS = join(__dirname, '../cloudfunctions/contracts')

/** Every action of the contracts, found by looking, so that a new one is never forgotten. */
export function allActions(): Action[] {
  const files = readdirSync(CONTRACTS, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )
  const modules = files.filter((file) => !file.endsWith('.test.ts'))
  return modules.flatMap((file) => {
    const exported: unknown[] = Object.values(jest.requireActual(join(CONTRACTS, file)))
    return exported.filter(isAction)
  })
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
