import type { ProgramPart } from '../../contracts/programme/parts'
import type { ActionRules } from '../../domain/ledger/action-reward'
import { tierMoves } from '../../domain/tier/tier-due'
import { tierTermsOf } from '../../domain/tier/tier-standing'
import type { TasksInForce } from '../../domain/task/task'
import type { InForce } from './publication'

/** What earnings without an order need of a programme; `part` is the one that rewards the action. */
export function actionRules(
  { program: { rules, versions } }: InForce,
  part: ProgramPart,
): ActionRules {
  return {
    version: versions[part],
    expiry: rules.expiry,
    expiryVersion: versions.expiry,
    caps: rules.caps,
    afterGrowth: tierMoves(tierTermsOf(rules)),
  }
}

export function tasksInForce({ program: { rules, versions } }: InForce): TasksInForce {
  return { version: versions.tasks, tasks: rules.tasks }
}
