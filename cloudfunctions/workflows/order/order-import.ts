import type { ImportAccept } from '../../contracts/order/order-import'
import { businessDay, instantOf } from '../../domain/business-day'
import type { ExportedOrder } from '../../domain/order/export/exported-order'
import type { ClaimRules } from '../../domain/claim/claim'
import { isReopened, reopened } from '../../domain/claim/claim-reopen'
import { needsNewTerms, withNewTerms } from '../../domain/claim/claim-terms'
import {
  finishedBy,
  orderId,
  withPlainTitles,
  type Order,
  type OrderFacts,
} from '../../domain/order/order'
import { canonicalOrderNo, normaliseOrderNo } from '../../domain/order/order-number'
import type { WaitingClaim } from '../../domain/claim/waiting-claim'
import { byRight, matchWaiting, writeSettled, type Settled } from '../claim/claim-settlement'
import { _ } from '../../platform/wechat/cloud'
import { addDocuments, getMany } from '../../platform/database/collection'
import { findAll } from '../../platform/database/pages'
import { isDuplicate } from '../../platform/failures'
import { joinLines } from './order-lines'
import { earnRulesAt } from '../programme/publication'
import { transact, type Transaction } from '../../platform/database/transaction'
import { factsOf, learn, mergeFacts, sameFacts } from '../../domain/order/merge-facts'
import { needsSettling } from '../../domain/claim/settlement'

/** This many orders are looked up and written together: one query and one insert. */
export const BATCH = 100

/** The results of one batch, written or only previewed. */
export interface BatchOutcome {
  added: number
  changed: number
  unchanged: number
  claimsCredited: number
  claimsClawedBack: number
}

export function newOutcome(): BatchOutcome {
  return { added: 0, changed: 0, unchanged: 0, claimsCredited: 0, claimsClawedBack: 0 }
}

/**
 * An order's facts from an export, as we store them. What the file leaves unreported stays
 * unreported, unless the operator has looked it up; of an unfinished order more may come back after
 * that.
 */
export function factsFrom(exported: ExportedOrder, accept?: ImportAccept): OrderFacts {
  const isChecked = accept === 'REFUNDS_CHECKED' && exported.status === 'completed'
  const at = (time: string | null) => (time === null ? null : instantOf(time))
  return factsOf({
    channel: exported.channel,
    orderNo: exported.orderNo,
    status: exported.status,
    paidFen: exported.consumerPaidFen,
    refundedFen: exported.refundedFen,
    freightFen: exported.freightFen,
    createdAt: at(exported.createdAt),
    paidAt: at(exported.paidAt),
    completedAt: at(exported.completedAt),
    phoneTail: exported.phoneTail,
    items: exported.items.map(({ title, quantity, paidFen }) => ({
      title,
      quantity,
      paidFen: paidFen ?? null,
    })),
    numbers: otherNumbers(exported),
    ...byLineFrom(exported, exported.untold !== undefined && !isChecked),
    ...(exported.untold === undefined || isChecked ? {} : { untold: exported.untold }),
  })
}

/** A file may hold only some lines of an order: if those are closed, the whole need not be. */
function byLineFrom(
  { status, lines }: ExportedOrder,
  isUntold: boolean,
): Pick<OrderFacts, 'byLine'> {
  if (lines === undefined) return {}
  const isAny = !lines.some(({ untold }) => untold)
  const told = lines.map(({ untold, ...line }) =>
    isUntold && (isAny || untold) ? { ...line, untold: true as const } : line,
  )
  const whole = status === 'closed' ? null : status
  return { byLine: { lines: told, status: whole, untold: ['paid', 'refunds'] } }
}

/** A person may copy the number of one line, or of the payment where an export has it. */
function otherNumbers({ channel, subOrderNos = [], payNo }: ExportedOrder): string[] {
  const lines = subOrderNos.map((each) => canonicalOrderNo(channel, each))
  return [...lines, ...(payNo ? [normaliseOrderNo(payNo)] : [])]
}

/** Compares a batch with what is known and writes nothing. */
export async function previewBatch(
  brand: string,
  told: OrderFacts[],
  now: number,
): Promise<BatchOutcome> {
  const batch = told.map((facts) => finishedBy(withPlainTitles(facts), now))
  const outcome = newOutcome()
  const known = await knownOrders(brand, batch)
  for (const facts of batch) {
    const order = known.get(orderId(brand, facts.channel, facts.orderNo))
    if (!order) outcome.added++
    else if (sameFacts(order, mergeFacts(order, facts))) outcome.unchanged++
    else outcome.changed++
  }
  return outcome
}

/**
 * Writes a batch. Every step is safe to repeat: orders merge, and claims settle against what they
 * have already brought, so a run that was cut off is simply run again.
 */
export async function commitBatch(
  brand: string,
  told: OrderFacts[],
  rules: ClaimRules,
  now: number,
): Promise<BatchOutcome> {
  const batch = told.map((facts) => finishedBy(withPlainTitles(facts), now))
  const outcome = newOutcome()
  const known = await knownOrders(brand, batch)
  const fresh = batch.filter((each) => !known.has(orderId(brand, each.channel, each.orderNo)))
  const late = await addOrders(brand, fresh, now)
  outcome.added += fresh.length - late.length
  for (const facts of batch) {
    const id = orderId(brand, facts.channel, facts.orderNo)
    const order = known.get(id)
    if (!order && !late.includes(facts)) continue
    await mergeOne({ id, facts, order, rules, now }, outcome)
  }
  const wholes = await joinLines(brand, batch, rules, now)
  await matchBatch({ brand, batch, wholes, rules, now }, outcome)
  return outcome
}

function knownOrders(brand: string, batch: OrderFacts[]): Promise<Map<string, Order>> {
  const ids = batch.map((facts) => orderId(brand, facts.channel, facts.orderNo))
  return getMany('orders', ids)
}

/** Inserts new orders in one call; returns those that another import inserted in the meantime. */
async function addOrders(brand: string, fresh: OrderFacts[], now: number): Promise<OrderFacts[]> {
  if (fresh.length === 0) return []
  const documents = fresh.map((facts): Order => ({
    _id: orderId(brand, facts.channel, facts.orderNo),
    brand,
    ...factsOf(facts),
    claim: null,
    importedAt: now,
  }))
  try {
    await addDocuments('orders', documents)
    return []
  } catch (thrown) {
    if (!isDuplicate(thrown)) throw thrown
    return addOneByOne(fresh, documents)
  }
}

async function addOneByOne(fresh: OrderFacts[], documents: Order[]): Promise<OrderFacts[]> {
  const late: OrderFacts[] = []
  for (const [i, document] of documents.entries()) {
    try {
      await addDocuments('orders', [document])
    } catch (thrown) {
      const facts = fresh[i]
      if (!isDuplicate(thrown) || !facts) throw thrown
      late.push(facts)
    }
  }
  return late
}

interface Merge {
  id: string
  facts: OrderFacts
  order: Order | undefined
  rules: ClaimRules
  now: number
}

async function mergeOne(merge: Merge, outcome: BatchOutcome): Promise<void> {
  const { id, facts, order, rules, now } = merge
  if (
    order &&
    sameFacts(order, mergeFacts(order, facts)) &&
    !needsSettling(order, businessDay(now))
  ) {
    outcome.unchanged++
    return
  }
  const done = await transact(async (tx) => {
    const latest = await tx.get('orders', id)
    if (!latest) return tx.abort({ changed: false, settled: 'none' as Settled })
    const told = await withClaimOpen(tx, latest, learn(latest, facts))
    const merged = needsNewTerms(latest, told) ? await newTerms(tx, told, rules) : told
    const changed = !sameFacts(latest, merged)
    const settled = await writeSettled(tx, merged, rules, now)
    return { changed, settled }
  })
  if (done.changed) outcome.changed++
  else outcome.unchanged++
  count(done.settled, outcome)
}

/** A member who has left gets nothing from an order that is reopened. */
async function withClaimOpen(tx: Transaction, before: Order, order: Order): Promise<Order> {
  const { claim } = order
  if (!claim || !isReopened(before, order)) return order
  const holder = await tx.get('accounts', claim.account)
  return holder?.leftAt === undefined ? reopened(order) : order
}

/** The promise to the member holds: the rules are those under which the order was claimed. */
async function newTerms(tx: Transaction, order: Order, rules: ClaimRules): Promise<Order> {
  const version = order.claim?.ruleVersion ?? rules.version
  const earn = version === rules.version ? rules.earn : await earnRulesAt(tx, order.brand, version)
  return withNewTerms(order, earn ?? rules.earn)
}

interface Matching {
  brand: string
  batch: OrderFacts[]
  /** By the ids of their lines: a claim of a line is a claim of the whole order. */
  wholes: ReadonlyMap<string, string>
  rules: ClaimRules
  now: number
}

/** Claims that wait for one of these numbers, under this or another channel. */
async function matchBatch(
  { brand, batch, wholes, rules, now }: Matching,
  outcome: BatchOutcome,
): Promise<void> {
  const orders = new Map<string, string>()
  for (const facts of batch) {
    const id = orderId(brand, facts.channel, facts.orderNo)
    for (const number of factsOf(facts).numbers ?? []) orders.set(number, id)
  }
  for (const facts of batch) {
    // An order's own number comes before a line's number of another order.
    orders.set(facts.orderNo, orderId(brand, facts.channel, facts.orderNo))
  }
  for (const [number, id] of orders) orders.set(number, wholes.get(id) ?? id)
  const where = { brand, state: 'waiting', orderNo: _.in([...orders.keys()]) }
  const waiting = await findAll('claims', where)
  for (const claim of await inTurn(waiting, orders)) {
    const order = orders.get(claim.orderNo)
    if (!order) continue
    count(await matchWaiting(claim._id, order, rules, now), outcome)
  }
}

/** The claims that wait for one number, in the order in which they are examined. */
async function inTurn(
  waiting: WaitingClaim[],
  ids: ReadonlyMap<string, string>,
): Promise<WaitingClaim[]> {
  if (waiting.length < 2) return waiting
  const orders = await getMany('orders', [...new Set(ids.values())])
  const accounts = await getMany('accounts', [...new Set(waiting.map(({ account }) => account))])
  const byNumber = new Map(
    [...ids].flatMap(([number, id]) => {
      const order = orders.get(id)
      return order ? [[number, order] as const] : []
    }),
  )
  return waiting.sort(byRight(byNumber, accounts))
}

function count(settled: Settled, outcome: BatchOutcome): void {
  if (settled === 'credited') outcome.claimsCredited++
  if (settled === 'clawedBack') outcome.claimsClawedBack++
}
