import type { Account } from '../../domain/account/account'
import type { Entry } from '../../domain/account/entry'
import type { ClaimDevice } from '../../domain/claim/claim-device'
import type { ClaimTries } from '../../domain/claim/claim-right'
import type { Taken } from '../../domain/claim/claim-taken'
import type { WaitingClaim } from '../../domain/claim/waiting-claim'
import type { BudgetShard } from '../../domain/earning/campaign-budget'
import type { Alert } from '../../domain/message/alert'
import type { Order } from '../../domain/order/order'
import type { Transaction } from '../../platform/database/transaction'
import { commitTaken } from './claim-moves'

/** Everything that one claim request writes, decided before anything is written. */
export interface ClaimWrites {
  account: Account
  /** What is written for the member who had the order before. */
  taken?: Taken | null
  order?: Order
  budgets?: BudgetShard[]
  entries?: Entry[]
  claims?: WaitingClaim[]
  tries?: ClaimTries | null
  device?: ClaimDevice | null
  alerts?: Alert[]
}

export async function commitClaim(tx: Transaction, writes: ClaimWrites): Promise<void> {
  const { account, taken, order, budgets = [], entries = [], claims = [] } = writes
  if (taken) await commitTaken(tx, taken)
  for (const budget of budgets) await tx.put('budgets', budget)
  if (writes.device) await tx.put('devices', writes.device)
  if (order) await tx.put('orders', order)
  for (const claim of claims) await tx.put('claims', claim)
  await tx.add('ledger', entries)
  await tx.put('accounts', account)
  if (writes.tries) await tx.put('claim_tries', writes.tries)
  for (const alert of writes.alerts ?? []) await tx.put('alerts', alert)
}
