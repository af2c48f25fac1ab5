import type { Account } from '../../domain/account/account'
import { assert } from '../../domain/assert'
import type { ClaimRules } from '../../domain/claim/claim'
import {
  movedAwayNotice,
  movedToBuyerNotice,
  sameOrderNotice,
} from '../../domain/claim/claim-notice'
import { takeFromHolder, type Holder, type Taken } from '../../domain/claim/claim-taken'
import { contenderId, type ClaimReview } from '../../domain/claim/waiting-claim'
import type { Order, OrderClaim } from '../../domain/order/order'
import type { Transaction } from '../../platform/database/transaction'

type Decision = NonNullable<ClaimReview['decision']>

/** An order and the claim of the member who has it. */
export interface HeldOrder {
  order: Order
  held: OrderClaim
}

/** Staff gave the order to another member: entries take back what it brought, with the reason. */
export async function takeByStaff(
  tx: Transaction,
  { order, held, holder }: HeldOrder & { holder: Account },
  decision: Decision,
  rules: ClaimRules,
): Promise<void> {
  const { operator, reason, at } = decision
  const there = { account: holder, waited: await waitedOf(tx, order, held) }
  const why = {
    by: { operator, reason },
    at,
    decision: { ...decision, approved: false },
    notice: movedAwayNotice(order, held, reason, at),
  }
  await commitTaken(tx, takeFromHolder({ order, held }, there, why, rules))
}

/** The buyer came before the points posted: the member who knew only the number loses the order. */
export function buyerTakes(
  { order, held }: HeldOrder,
  holder: Holder,
  rules: ClaimRules,
  at: number,
): Taken {
  const by = { operator: '系统', reason: '下单手机号是另一位会员的' }
  const isHere = holder.account.leftAt === undefined
  const notice = isHere ? movedToBuyerNotice(order, held, at) : null
  return takeFromHolder({ order, held }, holder, { by, at, decision: null, notice }, rules)
}

/** This order and one that another member has are line and whole of each other. */
export async function takeForWhole(
  tx: Transaction,
  order: Order,
  held: OrderClaim,
  rules: ClaimRules,
  at: number,
): Promise<void> {
  const holder = await loadHolder(tx, { order, held })
  // What a member who has left had stays used up: there is nothing to take back.
  if (holder.account.leftAt !== undefined) return
  const by = { operator: '系统', reason: '同一笔订单已由另一位会员认领' }
  const why = { by, at, decision: null, notice: sameOrderNotice(order, held, at) }
  await commitTaken(tx, takeFromHolder({ order, held }, holder, why, rules))
}

export async function loadHolder(tx: Transaction, { order, held }: HeldOrder): Promise<Holder> {
  const account = await tx.get('accounts', held.account)
  assert(account !== null, 'a claim belongs to an account')
  return { account, waited: await waitedOf(tx, order, held) }
}

function waitedOf(tx: Transaction, order: Order, held: OrderClaim) {
  return tx.get('claims', contenderId(order._id, held.account))
}

export async function commitTaken(tx: Transaction, taken: Taken): Promise<void> {
  await tx.put('accounts', taken.account)
  await tx.add('ledger', taken.entries)
  await tx.put('claims', taken.trace)
  if (taken.notice) await tx.put('messages', taken.notice)
}
