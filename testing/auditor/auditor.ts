import { auditDepartures } from './auditor-departures'
import { auditBudgets, worthOf, type Terms } from './auditor-earning'
import { auditGifts } from './auditor-gifts'
import { auditHandOvers, type Goods } from './auditor-hand-over'
import { auditStatistics } from './auditor-statistics'
import { auditLists } from './auditor-lists'
import { auditKinds } from './auditor-kinds'
import { auditPools } from './auditor-pools'
import { read, readOnce, type Reader } from './auditor-reader'
import { auditOffers } from './auditor-offers'
import { auditReservations, type Reservation } from './auditor-reservations'
import { auditTasks } from './auditor-tasks'
import { auditUndoing } from './auditor-undoing'

export interface Lot {
  expiresOn: string
  points: number
}
interface Account {
  _id: string
  balance: number
  deficit: number
  growth: number
  seq: number
  lots: Lot[]
  pending: number
  leftAt?: number
}
export interface Entry {
  _id: string
  kind: string
  of: string | null
  occurredAt: number
  account: string
  seq: number
  from: string
  to: string
  points: number
  growth: number
  deficit: number
  lots: Lot[]
  balanceAfter: number
  source: string
  requestId: string | null
  ref: string | null
}

/**
 * Reads the whole database and recomputes it from the entries. It shares no code with the product,
 * because a mistake in shared code would stay hidden.
 */
export async function audit(
  source: Reader,
  { closedDays = true }: { closedDays?: boolean } = {},
): Promise<void> {
  const database = readOnce(source)
  const faults = [...(await auditAccounts(database)), ...(await auditStock(database))]
  faults.push(...(await auditOrders(database)), ...(await auditCoupons(database)))
  faults.push(...(await auditKinds(database)), ...(await auditGifts(database)))
  faults.push(...(await auditBudgets(database)), ...(await auditTasks(database)))
  faults.push(...(await auditDepartures(database)), ...(await auditOffers(database)))
  faults.push(...(await auditPools(database)), ...(await auditLists(database)))
  const entries = await read<Entry>(database, 'ledger')
  faults.push(...auditUndoing(entries))
  const goods = (await read<Goods>(database, 'redemptions')).filter((one) => !one.held)
  faults.push(...auditHandOvers(goods, entries))
  faults.push(...(await auditReservations(database)))
  if (closedDays) faults.push(...(await auditStatistics(database)))
  if (faults.length > 0) throw new Error(`The auditor found:\n${faults.join('\n')}`)
}

async function auditAccounts(database: Reader): Promise<string[]> {
  const faults: string[] = []
  const accounts = await read<Account>(database, 'accounts')
  const entries = await read<Entry>(database, 'ledger')
  const byAccount = new Map<string, Entry[]>(accounts.map((account) => [account._id, []]))
  for (const entry of entries) {
    const own = byAccount.get(entry.account)
    if (own) own.push(entry)
    else faults.push(`${entry._id} belongs to no account`)
  }
  for (const account of accounts) {
    faults.push(...auditAccount(account, byAccount.get(account._id) ?? []))
  }
  const seen = new Set(entries.map((entry) => entry._id))
  if (seen.size !== entries.length) faults.push('an entry is there twice')
  return faults
}

function auditAccount(account: Account, entries: Entry[]): string[] {
  const faults: string[] = []
  const expect = (what: string, actual: unknown, wanted: unknown) => {
    if (actual !== wanted) faults.push(`${account._id}: ${what} is ${actual}, should be ${wanted}`)
  }
  entries.sort((a, b) => a.seq - b.seq)
  let [balance, growth, deficit] = [0, 0, 0]
  const lots = new Map<string, number>()
  for (const [i, entry] of entries.entries()) {
    expect(`the number of ${entry._id}`, entry.seq, i + 1)
    expect(`the ends of ${entry._id}`, endsFit(entry), true)
    balance += entry.points
    growth += entry.growth
    deficit += entry.deficit
    let moved = 0
    for (const lot of entry.lots) {
      moved += lot.points
      lots.set(lot.expiresOn, (lots.get(lot.expiresOn) ?? 0) + lot.points)
    }
    expect(`the lots of ${entry._id}`, moved, entry.points)
    expect(`the balance after ${entry._id}`, entry.balanceAfter, balance)
    if (balance < 0) faults.push(`${account._id}: the balance goes below zero at ${entry._id}`)
  }
  expect('the balance', account.balance, balance)
  expect('the growth', account.growth, growth)
  expect('the deficit', account.deficit, deficit)
  expect('the number of entries', account.seq, entries.length)
  const left = [...lots].filter(([, points]) => points !== 0).sort(([a], [b]) => (a < b ? -1 : 1))
  expect(
    'the lots',
    JSON.stringify(account.lots.map((l) => [l.expiresOn, l.points])),
    JSON.stringify(left),
  )
  for (const [day, points] of left) {
    if (points < 0) faults.push(`${account._id}: the lot of ${day} is ${points}`)
  }
  return faults
}

/** Points move from the programme to the member, or the other way. */
function endsFit(entry: Entry): boolean {
  const [programme, member] = entry.points >= 0 ? [entry.from, entry.to] : [entry.to, entry.from]
  return programme.startsWith('program:') && member.startsWith('member:')
}

async function auditStock(database: Reader): Promise<string[]> {
  const faults: string[] = []
  const shards = await read<{ _id: string; rewardId: string; left: number }>(database, 'stock')
  const published = await read<{
    collection: string
    document: string
    current: boolean
    body: { stock: number; kind: string }
  }>(database, 'published')
  const coupons = await read<Coupon>(database, 'coupons')
  const goods = await read<{ rewardId: string; state: string }>(database, 'redemptions')
  const codes = await read<{ rewardId: string }>(database, 'pool_codes')
  const held = await read<Reservation>(database, 'reservations')
  const left = new Map<string, number>()
  for (const shard of shards) {
    if (shard.left < 0) faults.push(`${shard._id}: the stock is ${shard.left}`)
    left.set(shard.rewardId, (left.get(shard.rewardId) ?? 0) + shard.left)
  }
  for (const each of published) {
    if (each.collection !== 'catalog' || !each.current) continue
    const rewardId = each.document.split(':')[1] ?? ''
    const out =
      coupons.filter((one) => one.redemption?.rewardId === rewardId && !one.cancelled).length +
      goods.filter((one) => one.rewardId === rewardId && one.state !== 'cancelled').length +
      held.filter((one) => one.rewardId === rewardId && one.state === 'reserved').length
    const sum = (left.get(rewardId) ?? 0) + out
    const isPool = each.body.kind === 'code'
    const stock = isPool ? codes.filter((one) => one.rewardId === rewardId).length : each.body.stock
    if (sum !== stock) {
      faults.push(`${rewardId}: left and redeemed are ${sum}, the stock was ${stock}`)
    }
  }
  return faults
}

/** Every redemption was paid once, and every payment has its redemption. */
async function auditCoupons(database: Reader): Promise<string[]> {
  const faults: string[] = []
  const entries = (await read<Entry>(database, 'ledger')).filter((e) => e.source === 'redemption')
  const paid = new Map<string, number>()
  const held = await read<Reservation>(database, 'reservations')
  const became = new Map(held.map(({ _id, made }) => [_id, made ?? _id]))
  for (const entry of entries) {
    if (!entry.ref) continue
    const ref = became.get(entry.ref) ?? entry.ref
    paid.set(ref, (paid.get(ref) ?? 0) - entry.points + entry.deficit)
  }
  const coupons = await read<Coupon>(database, 'coupons')
  const goods = await read<{ _id: string; points: number; state: string }>(database, 'redemptions')
  const made = [
    ...coupons.map(({ _id, redemption, cancelled, writtenOff }) => {
      if (cancelled && writtenOff) faults.push(`${_id} was cancelled and used`)
      return { _id, points: redemption?.points, isCancelled: Boolean(cancelled) }
    }),
    ...goods.map(({ state, ...one }) => ({ ...one, isCancelled: state === 'cancelled' })),
    ...held
      .filter(({ made }) => made === null)
      .map(({ _id, points, state }) => ({ _id, points, isCancelled: state === 'released' })),
  ]
  for (const { _id, points, isCancelled } of made) {
    if (points === undefined) continue
    const cost = isCancelled ? 0 : points
    if (paid.get(_id) !== cost) faults.push(`${_id}: cost ${cost}, paid ${paid.get(_id)}`)
    paid.delete(_id)
  }
  for (const id of paid.keys()) faults.push(`${id} was paid for and is not there`)
  return faults
}

interface Order {
  _id: string
  channel: string
  orderNo: string
  status: string
  paidFen: number
  refundedFen: number
  claim: {
    account: string
    state: string
    points: number
    pendingPoints: number
    settledPaidFen: number
    settledRefundFen: number
    terms: Terms
  } | null
}

interface Coupon {
  _id: string
  redemption: { rewardId: string; points: number } | null
  cancelled?: object
  writtenOff: object | null
}

/** An order has one member, and brought its worth once. */
async function auditOrders(database: Reader): Promise<string[]> {
  const faults: string[] = []
  const entries = (await read<Entry>(database, 'ledger')).filter((e) => e.source === 'order')
  const brought = new Map<string, Map<string, number>>()
  for (const { ref, account, points, deficit } of entries) {
    const sums = brought.get(ref ?? '') ?? new Map<string, number>()
    sums.set(account, (sums.get(account) ?? 0) + points - deficit)
    brought.set(ref ?? '', sums)
  }
  const pending = new Map<string, number>()
  const accounts = await read<Account>(database, 'accounts')
  const left = new Set(accounts.filter(({ leftAt }) => leftAt).map(({ _id }) => _id))
  for (const order of await read<Order>(database, 'orders')) {
    const { claim } = order
    if (claim) {
      pending.set(claim.account, (pending.get(claim.account) ?? 0) + claim.pendingPoints)
    }
    // Staff may give an order to another member; then the earlier members keep nothing from it.
    const sums = brought.get(order._id) ?? new Map<string, number>()
    for (const account of new Set([...sums.keys(), ...(claim ? [claim.account] : [])])) {
      const wanted = claim?.account === account ? claim.points : 0
      if ((sums.get(account) ?? 0) === wanted) continue
      faults.push(`${order._id} brought ${account} ${sums.get(account)}, should be ${wanted}`)
    }
    if (order.claim?.state !== 'credited') continue
    // A member who has left no longer gains or loses by a refund.
    const hasLeft = left.has(order.claim.account)
    if (
      !hasLeft &&
      order.status === 'completed' &&
      order.claim.settledRefundFen !== order.refundedFen
    ) {
      faults.push(`${order._id} was refunded ${order.refundedFen}, its claim does not know`)
    }
    const net = Math.max(0, order.claim.settledPaidFen - order.claim.settledRefundFen)
    const worth = worthOf(order.claim.terms, net)
    if (order.claim.points !== worth) {
      faults.push(`${order._id} is worth ${worth}, its claim says ${order.claim.points}`)
    }
  }
  for (const account of accounts) {
    const sum = pending.get(account._id) ?? 0
    if (account.pending !== sum) {
      faults.push(`${account._id}: pending is ${account.pending}, its claims hold ${sum}`)
    }
  }
  return faults
}
