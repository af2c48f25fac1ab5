import type { ActionRules } from '../../domain/ledger/action-reward'
import { tierMoves } from '../../domain/tier/tier-due'
import { tierTermsOf } from '../../domain/tier/tier-standing'
import type { TasksInForce } from '../../domain/task/task'
import type { InForce } from './publication'

/** The part of a programme that earnings without an order need. */
export function actionRules({ program: { rules, version } }: InForce): ActionRules {
  return {
    version,
    expiry: rules.expiry,
    caps: rules.caps,
    afterGrowth: tierMoves(tierTermsOf(rules)),
  }
}

export function tasksInForce({ program: { rules, version } }: InForce): TasksInForce {
  return { version, tasks: rules.tasks }
}
