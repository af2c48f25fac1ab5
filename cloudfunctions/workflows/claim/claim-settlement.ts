import type { Account } from '../../domain/account/account'
import type { Entry } from '../../domain/account/entry'
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
import type { BudgetShard } from '../../domain/earning/campaign-budget'
import type { Memory } from '../../domain/member/memory'
import type { OrderStatus } from '../../domain/order/order-status'
import { loadBudgets } from '../earning/campaign-budget'
import { buyerTakes, commitTaken, loadHolder } from './claim-moves'
import { membershipMemory } from '../member/memory'
import type { ProgramInForce } from '../programme/publication'
import { tell } from '../message/tell'
import { transact, type Transaction } from '../../platform/database/transaction'
import { wholeOrder } from '../order/whole-order'
import type { Shown } from '../../domain/order/order-parts'
import { type SettleRules, needsSettling } from '../../domain/claim/settlement'

/** The part of a programme that claims need. */
export function claimRules({ rules, versions }: ProgramInForce): ClaimRules {
  return {
    version: versions.earning,
    earn: rules.earn,
    growth: rules.growth,
    tiers: rules.tiers,
    tierTerms: tierTermsOf(rules),
    tasks: { version: versions.tasks, tasks: rules.tasks },
    expiry: rules.expiry,
    expiryVersion: versions.expiry,
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

/** The same; also returns the order as it was written. */
export async function settleInto(
  tx: Transaction,
  reported: Order,
  rules: SettleRules,
  now: number,
  known?: Account,
): Promise<{ order: Order; settled: Settled }> {
  const loaded = await loadSettlement(tx, reported, now, known)
  const decided = decideSettlement(loaded, rules, now)
  await commitSettlement(tx, loaded, decided)
  return decided
}

/** Everything needed to settle an order; `account` is null where nothing is to be settled. */
interface Settling {
  order: Order
  budgets: BudgetShard[]
  account: Account | null
  /** What is remembered of a membership after its member left. */
  memory: Memory | null
}

async function loadSettlement(
  tx: Transaction,
  reported: Order,
  now: number,
  known?: Account,
): Promise<Settling> {
  const { order, budgets } = await loadBudgets(tx, reported, now)
  const { claim } = order
  const isSettled = !claim?.sinceLeft && !needsSettling(order, businessDay(now))
  if (!claim || isSettled) return { order, budgets, account: null, memory: null }
  const account = known ?? (await tx.get('accounts', claim.account))
  assert(account !== null, 'a claim belongs to an account')
  const memory = account.leftAt === undefined ? null : await membershipMemory(tx, account)
  return { order, budgets, account, memory }
}

/** The order to be written, and what its claim is now worth to its member. */
interface DecidedSettlement {
  order: Order
  settled: Settled
  account?: Account
  entries?: Entry[]
  memory?: Memory
}

function decideSettlement(loaded: Settling, rules: SettleRules, now: number): DecidedSettlement {
  const { order, account } = loaded
  const { claim } = order
  if (!claim || !account) return { order, settled: 'none' }
  if (account.leftAt !== undefined) return decideLeft({ ...loaded, account }, rules, now)
  const settlement = settleWithTasks(order, account, rules, now)
  assert(settlement !== null, 'an order that needs settling has a settlement')
  const written = {
    order: { ...order, claim: settlement.claim },
    account: settlement.account,
    entries: settlement.entries,
  }
  if (settlement.claim.points < claim.points) return { ...written, settled: 'clawedBack' }
  return { ...written, settled: settlement.claim.state === 'credited' ? 'credited' : 'none' }
}

/** A report about the order is kept, and a debt that follows from it outlives the account. */
function decideLeft(
  { order, account, memory }: Settling & { account: Account },
  rules: SettleRules,
  now: number,
): DecidedSettlement {
  const late = memory && settleLeft(order, account, memory, rules, now)
  const closed = closeLeftClaim(late?.order ?? order, account)
  return {
    order: closed.order,
    settled: 'none',
    ...(late ? { memory: late.memory } : {}),
    ...(closed.account === account ? {} : { account: closed.account }),
  }
}

async function commitSettlement(
  tx: Transaction,
  { budgets }: Settling,
  { order, account, entries = [], memory }: DecidedSettlement,
): Promise<void> {
  for (const budget of budgets) await tx.put('budgets', budget)
  if (memory) await tx.put('memories', memory)
  await tx.put('orders', order)
  await tx.add('ledger', entries)
  if (account) await tx.put('accounts', account)
}

/**
 * A waiting claim meets its order, which goes to one member. `told`: the member sees the result
 * themselves and needs no notice.
 */
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
    const end = endOf(waiting, order, shown, now)
    if (end === 'goesOn') return tx.abort<Settled>('none')
    if (end) {
      await tx.put('claims', end)
      if (end.state === 'closed') await tell(tx, closedNotice(end, now))
      return 'none'
    }
    if (order.status === 'unpaid' || !shown) return tx.abort<Settled>('none')
    const { requestId, claimedAt } = waiting
    const claim = nextClaim(order, account, { requestId, claimedAt, shown }, rules)
    const { claim: held } = order
    const holder = held && (await loadHolder(tx, { order, held }))
    const loaded = await loadSettlement(tx, { ...order, claim }, now, account)
    const taken = held && holder && buyerTakes({ order, held }, holder, rules, now)
    const decided = decideSettlement(loaded, rules, now)
    if (taken) await commitTaken(tx, taken)
    await tx.put('claims', { ...waiting, state: 'matched' })
    await commitSettlement(tx, loaded, decided)
    if (!told) await tell(tx, matchedNotice(waiting, decided.order, now))
    return decided.settled
  })
}

/** How a waiting claim ends or goes on; null where its order goes to its member. */
function endOf(
  waiting: WaitingClaim,
  order: Order,
  shown: Shown | null,
  now: number,
): WaitingClaim | 'goesOn' | null {
  const why = reviewReason(waiting, order, shown)
  // A member who gave no proof learns nothing about an order that brings nothing.
  if (why === 'unproven' && NOTHING.includes(order.status)) return 'goesOn'
  return why ? toReview(waiting, why, order._id, now) : closed(waiting, order, shown)
}

/** In these statuses nobody gets anything from an order. */
export const NOTHING: readonly OrderStatus[] = ['unpaid', 'closed']

/** The number that a claim waits for, in the form of the order's id. */
export function numberOf({ brand, channel, orderNo }: WaitingClaim): string {
  return orderId(brand, channel, orderNo)
}

/** The reason why staff must decide. */
function reviewReason(
  { account }: WaitingClaim,
  { claim }: Order,
  shown: Shown | null,
): ClaimReview['why'] | null {
  if (claim?.account === account) return null
  if (!shown) return 'unproven'
  return claim && contestOf(claim, shown) === 'staff' ? 'taken' : null
}

/** The waiting claim, where the order ends it; null where the order goes to its member. */
function closed(waiting: WaitingClaim, order: Order, shown: Shown | null): WaitingClaim | null {
  const { claim, status } = order
  if (claim?.account === waiting.account) return { ...waiting, state: 'matched', reason: 'taken' }
  if (claim && !(shown && contestOf(claim, shown) === 'moves')) {
    return { ...waiting, state: 'closed', reason: 'taken' }
  }
  return status === 'closed' ? { ...waiting, state: 'closed', reason: 'cancelled' } : null
}

/** The buyer comes before a member who only typed the number; then the earlier claim wins. */
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
