import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Action } from '../../cloudfunctions/contracts/action'

const CONTRACTS = join(__dirname, '../../cloudfunctions/contracts')

/** Every action of the contracts, found by looking, so that a new one is never forgotten. */
export function allActions(): Action[] {
  const files = readdirSync(CONTRACTS).filter((file) => file.endsWith('.ts'))
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
  'order-import': 'staff',
  program: 'staff',
  shop: 'staff',
  guide: 'staff',
  earning: 'staff',
  correction: 'staff',
  reconciliation: 'staff',
  alert: 'staff',
  staff: 'staff',
  reseal: 'staff',
  job: 'jobs',
}

/** Actions whose slug has another audience, too. */
const STAFF = [
  ...['print-code.makeBatch', 'print-code.activate', 'print-code.void'],
  ...[
    'redemption.cancelByStaff',
    'redemption.extendPickUp',
    'claim.openQueue',
    'claim.decide',
    'tier.setManual',
  ],
]

/** The deployed function that answers an action. */
export function audienceOf(action: Action): string {
  if (STAFF.includes(action.name)) return 'staff'
  return AUDIENCE[action.name.split('.')[0] ?? ''] ?? 'member'
}
