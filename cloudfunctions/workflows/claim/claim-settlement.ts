import type { ProgramRules } from '../../contracts/programme/program'
import type { Account } from '../../domain/account/account'
import { assert } from '../../domain/assert'
import { businessDay } from '../../domain/business-day'
import type { ClaimRules } from '../../domain/claim/claim'
import { closedNotice, matchedNotice } from '../../domain/claim/claim-notice'
import { settleWithTasks } from '../../domain/claim/claim-tasks'
import { settleLeft } from '../../domain/claim/late-refund'
import { closeLeftClaim } from '../../domain/member/leave'
import { tierTermsOf } from '../../domain/tier/tier-standing'
import { toReview, type ClaimReview, type WaitingClaim } from '../../domain/claim/waiting-claim'
import { contestOf, isBuyer, shownBy } from '../../domain/claim/claim-right'
import { nextClaim } from '../../domain/claim/claim-move'
import { orderId, type Order } from '../../domain/order/order'
import type { OrderStatus } from '../../domain/order/order-status'
import { takeBudgets } from '../earning/campaign-budget'
import { takeForBuyer } from './claim-moves'
import { lifeOf } from '../member/memory'
import type { Rules } from '../programme/publication'
import { tell } from '../message/tell'
import { transact, type Transaction } from '../../platform/database/transaction'
import { wholeOrder } from '../order/whole-order'
import type { Shown } from '../../domain/order/order-parts'
import { type SettleRules, needsSettling } from '../../domain/claim/settlement'

/** The part of a programme that claims need. */
export function claimRules({ rules, version }: Rules<ProgramRules>): ClaimRules {
  return {
    version,
    earn: rules.earn,
    growth: rules.growth,
    tiers: rules.tiers,
    tierTerms: tierTermsOf(rules),
    tasks: { version, tasks: rules.tasks },
    expiry: rules.expiry,
    ...rules.claim,
  }
}

/** What settling did to a member's points: credited, taken back, or nothing. */
export type Settled = 'credited' | 'clawedBack' | 'none'

/** Writes an order together with what its claim is now worth. `known` saves reading the account. */
export async function writeSettled(
  tx: Transaction,
  reported: Order,
  rules: SettleRules,
  now: number,
  known?: Account,
): Promise<Settled> {
  return (await settleInto(tx, reported, rules, now, known)).settled
}

/** The same, and the order as it was written. */
export async function settleInto(
  tx: Transaction,
  reported: Order,
  rules: SettleRules,
  now: number,
  known?: Account,
): Promise<{ order: Order; settled: Settled }> {
  const order = await takeBudgets(tx, reported, now)
  const isSettled = !order.claim?.sinceLeft && !needsSettling(order, businessDay(now))
  if (!order.claim || isSettled) {
    await tx.put('orders', order)
    return { order, settled: 'none' }
  }
  const account = known ?? (await tx.get('accounts', order.claim.account))
  assert(account !== null, 'a claim belongs to an account')
  if (account.leftAt !== undefined) return writeLeft(tx, order, account, rules, now)
  const settlement = settleWithTasks(order, account, rules, now)
  assert(settlement !== null, 'an order that needs settling has a settlement')
  const written: Order = { ...order, claim: settlement.claim }
  await tx.put('orders', written)
  await tx.add('ledger', settlement.entries)
  await tx.put('accounts', settlement.account)
  const gained = settlement.claim.points - order.claim.points
  if (gained < 0) return { order: written, settled: 'clawedBack' }
  return { order: written, settled: settlement.claim.state === 'credited' ? 'credited' : 'none' }
}

/** What a report says of an order is kept, and a debt that comes of it outlives the account. */
async function writeLeft(
  tx: Transaction,
  order: Order,
  account: Account,
  rules: SettleRules,
  now: number,
): Promise<{ order: Order; settled: Settled }> {
  const life = await lifeOf(tx, account)
  const late = life && settleLeft(order, account, life, rules, now)
  if (late) await tx.put('memories', late.life)
  const closed = closeLeftClaim(late?.order ?? order, account)
  await tx.put('orders', closed.order)
  if (closed.account !== account) await tx.put('accounts', closed.account)
  return { order: closed.order, settled: 'none' }
}

/** A waiting claim meets its order, which goes to one member. `told`: they see it themselves. */
export async function matchWaiting(
  waitingId: string,
  id: string,
  rules: ClaimRules,
  now: number,
  told = false,
): Promise<Settled> {
  return transact(async (tx) => {
    const waiting = await tx.get('claims', waitingId)
    const order = await wholeOrder(tx, id)
    if (waiting?.state !== 'waiting' || !order) return tx.abort<Settled>('none')
    const account = await tx.get('accounts', waiting.account)
    assert(account !== null, 'a claim belongs to an account')
    if (account.leftAt !== undefined) return tx.abort<Settled>('none')
    const { proof } = waiting
    const tries = proof ? await tx.get('claim_tries', numberOf(waiting)) : null
    const shown = shownBy(order, account, { proof, tries: tries?.said ?? 0 }, rules)
    const why = reviewReason(waiting, order, shown)
    // Of an order that brings nothing, somebody who did not prove it learns nothing.
    if (why === 'unproven' && NOTHING.includes(order.status)) return tx.abort<Settled>('none')
    const end = why ? toReview(waiting, why, order._id, now) : closed(waiting, order, shown)
    if (end) {
      await tx.put('claims', end)
      if (end.state === 'closed') await tell(tx, closedNotice(end, now))
      return 'none'
    }
    if (order.status === 'unpaid' || !shown) return tx.abort<Settled>('none')
    const { requestId, claimedAt } = waiting
    const asked = { requestId, claimedAt, shown }
    const { claim: held } = order
    if (held) await takeForBuyer(tx, order, held, rules, now)
    const claim = nextClaim(order, account, asked, rules)
    await tx.put('claims', { ...waiting, state: 'matched' })
    const done = await settleInto(tx, { ...order, claim }, rules, now, account)
    if (!told) await tell(tx, matchedNotice(waiting, done.order, now))
    return done.settled
  })
}

/** Statuses of which nobody gets anything. */
export const NOTHING: readonly OrderStatus[] = ['unpaid', 'closed']

/** The number that a claim waits for, as the id of its order. */
export function numberOf({ brand, channel, orderNo }: WaitingClaim): string {
  return orderId(brand, channel, orderNo)
}

/** Why staff must decide. */
function reviewReason(
  { account }: WaitingClaim,
  { claim }: Order,
  shown: Shown | null,
): ClaimReview['why'] | null {
  if (claim?.account === account) return null
  if (!shown) return 'unproven'
  return claim && contestOf(claim, shown) === 'staff' ? 'taken' : null
}

/** A waiting claim that its order ends; null where the order goes to its member. */
function closed(waiting: WaitingClaim, order: Order, shown: Shown | null): WaitingClaim | null {
  const { claim, status } = order
  if (claim?.account === waiting.account) return { ...waiting, state: 'matched', reason: 'taken' }
  if (claim && !(shown && contestOf(claim, shown) === 'moves')) {
    return { ...waiting, state: 'closed', reason: 'taken' }
  }
  return status === 'closed' ? { ...waiting, state: 'closed', reason: 'cancelled' } : null
}

/** The buyer before who typed first, then who asked first. */
export function byRight(
  orders: ReadonlyMap<string, Order>,
  accounts: ReadonlyMap<string, Account>,
) {
  const rank = (claim: WaitingClaim) => {
    const [order, account] = [orders.get(claim.orderNo), accounts.get(claim.account)]
    return order && account && isBuyer(order, account) ? 0 : 1
  }
  return (a: WaitingClaim, b: WaitingClaim) => rank(a) - rank(b) || a.claimedAt - b.claimedAt
}
