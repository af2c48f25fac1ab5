import { assert } from '../../domain/assert'
import type { Account } from '../../domain/account/account'
import type { ClaimRules } from '../../domain/claim/claim'
import { takeBack } from '../../domain/claim/claim-move'
import {
  movedAwayNotice,
  movedToBuyerNotice,
  sameOrderNotice,
} from '../../domain/claim/claim-notice'
import type { Order, OrderClaim } from '../../domain/order/order'
import { contenderId, movedAway, type ClaimReview } from '../../domain/claim/waiting-claim'
import { tell } from '../message/tell'
import type { Transaction } from '../../platform/database/transaction'

type Decision = NonNullable<ClaimReview['decision']>

/** Staff gave the order to another member: what it brought goes back by entries, and why is told. */
export async function takeByStaff(
  tx: Transaction,
  { order, held, holder }: { order: Order; held: OrderClaim; holder: Account },
  decision: Decision,
  rules: ClaimRules,
): Promise<void> {
  const { operator, reason, at } = decision
  await takeFrom(tx, { order, held, holder }, { operator, reason }, rules, at)
  await leaveTrace(tx, order, held, { at, decision: { ...decision, approved: false } })
  await tell(tx, movedAwayNotice(order, held, reason, at))
}

/** The buyer has come before its points have posted: whoever only knew the number has it no more. */
export async function takeForBuyer(
  tx: Transaction,
  order: Order,
  held: OrderClaim,
  rules: ClaimRules,
  now: number,
): Promise<void> {
  const holder = await tx.get('accounts', held.account)
  assert(holder !== null, 'a claim belongs to an account')
  const by = { operator: '系统', reason: '下单手机号是另一位会员的' }
  await takeFrom(tx, { order, held, holder }, by, rules, now)
  await leaveTrace(tx, order, held, { at: now, decision: null })
  if (holder.leftAt === undefined) {
    await tell(tx, movedToBuyerNotice(order, held, now))
  }
}

/** The order is a line of one that another member has, or the other way about. */
export async function takeForWhole(
  tx: Transaction,
  order: Order,
  held: OrderClaim,
  rules: ClaimRules,
  now: number,
): Promise<void> {
  const holder = await tx.get('accounts', held.account)
  assert(holder !== null, 'a claim belongs to an account')
  // What somebody had who has left stays used up: there is nothing to take back.
  if (holder.leftAt !== undefined) return
  const by = { operator: '系统', reason: '同一笔订单已由另一位会员认领' }
  await takeFrom(tx, { order, held, holder }, by, rules, now)
  await leaveTrace(tx, order, held, { at: now, decision: null })
  await tell(tx, sameOrderNotice(order, held, now))
}

async function takeFrom(
  tx: Transaction,
  { order, held, holder }: { order: Order; held: OrderClaim; holder: Account },
  by: { operator: string; reason: string },
  rules: ClaimRules,
  now: number,
): Promise<void> {
  const { account, entries } = takeBack(order, held, holder, by, rules, now)
  await tx.put('accounts', account)
  await tx.add('ledger', entries)
}

async function leaveTrace(
  tx: Transaction,
  order: Order,
  held: OrderClaim,
  how: { at: number; decision: ClaimReview['decision'] },
): Promise<void> {
  const before = await tx.get('claims', contenderId(order._id, held.account))
  await tx.put('claims', movedAway(order, held, before, how))
}
