import type * as v from 'valibot'
import { listClaims, recogniseOrderNo, submitClaim, type ClaimView } from '../../contracts/claim'
import type { Channel } from '../../contracts/channel'
import { spendable, type Account } from '../../domain/account'
import { assert } from '../../domain/assert'
import { businessDay } from '../../domain/business-day'
import {
  countClaim,
  openClaim,
  openWaiting,
  refuseClaim,
  refuseTooMany,
  settle,
  type ClaimRules,
  type WaitingClaim,
} from '../../domain/claim'
import { receiptFor } from '../../domain/earning'
import { orderId, type Order } from '../../domain/order'
import { lookupForms, normaliseOrderNo, readOrderNo } from '../../domain/order-number'
import { memberHandler, type MemberContext, type VisitorContext } from '../../platform/caller-gate'
import { takeBudgets } from '../../platform/campaign-budget'
import { claimRules, matchWaiting } from '../../platform/claim-settlement'
import { _ } from '../../platform/cloud'
import { findDocuments, getDocument } from '../../platform/collection'
import { handler } from '../../platform/door'
import { inForce } from '../../platform/publication'
import { transact } from '../../platform/transaction'

const CLAIMS_PER_PAGE = 20
/** One number stands under few channels; this only bounds the query. */
const SAME_NUMBER_MAX = 10

type View = v.InferOutput<typeof ClaimView>

export const handleRecognise = handler(
  recogniseOrderNo,
  async ({ orderNo }, _context: VisitorContext) => {
    const reading = readOrderNo(orderNo)
    return reading.kind === 'order'
      ? { orderNo: reading.orderNo, candidates: reading.candidates, looksLike: null }
      : { orderNo: normaliseOrderNo(orderNo), candidates: [], looksLike: reading.looksLike }
  },
)

export const handleSubmitClaim = memberHandler(submitClaim, async (input, context) => {
  const rules = claimRules((await inForce(context.brand, context.now)).program)
  // What the brand has imported is certain; the shape of a number is only a guess.
  const found = await ordersUnder(input.orderNo, context.brand)
  const chosen = found.filter((order) => !input.channel || order.channel === input.channel)
  const [order] = chosen
  if (chosen.length > 1) {
    const candidates = chosen.map((each) => each.channel)
    return { refused: 'CHANNEL_AMBIGUOUS', detail: { candidates } }
  }
  if (order) return claimOrder(order._id, input.requestId, rules, context)
  const reading = readOrderNo(input.orderNo)
  if (reading.kind !== 'order') {
    return { refused: 'NOT_AN_ORDER_NUMBER', detail: { looksLike: reading.looksLike } }
  }
  const { candidates, orderNo } = reading
  const fits = candidates.filter((each) => !input.channel || each === input.channel)
  const [channel] = fits
  if (!channel || fits.length > 1) return { refused: 'CHANNEL_AMBIGUOUS', detail: { candidates } }
  return claimUnknown({ channel, orderNo }, input, rules, context)
})

function ordersUnder(typed: string, brand: string): Promise<Order[]> {
  const forms = lookupForms(normaliseOrderNo(typed))
  if (forms.length === 0) return Promise.resolve([])
  const where = { brand, orderNo: forms.length === 1 ? forms[0] : _.in(forms) }
  return findDocuments('orders', { where, limit: SAME_NUMBER_MAX })
}

/** An imported order: claimed and, when it is finished, credited in one step. */
async function claimOrder(
  id: string,
  requestId: string,
  rules: ClaimRules,
  context: MemberContext,
) {
  const { now, accountId } = context
  return transact(async (tx) => {
    const order = await tx.get('orders', id)
    const account = await tx.get('accounts', accountId)
    assert(order !== null, 'an order that was found is there')
    assert(account !== null, 'a member has an account')
    const again = repeated(order, account, requestId)
    if (again) return tx.abort(again)
    const refusal = refuseClaim(order, account, rules, now)
    if (refusal) return tx.abort(refusal)
    const claim = openClaim(order, account, { requestId, claimedAt: now }, rules)
    const claimed = await takeBudgets(tx, { ...order, claim }, now)
    const counted = countClaim(account, now, { requestId, orderId: id })
    const settlement = settle(claimed, counted, rules, now)
    const result: Order = { ...claimed, claim: settlement?.claim ?? claimed.claim }
    await tx.put('orders', result)
    await tx.add('ledger', settlement?.entries ?? [])
    await tx.put('accounts', settlement?.account ?? counted)
    return answerOf(result, (settlement?.account ?? counted).balance)
  })
}

/** The first answer of the same request; a request id that was about another order is refused. */
function repeated(order: Order, account: Account, requestId: string) {
  const { last } = account.claims
  if (last?.requestId === requestId && last.orderId !== order._id) {
    return { refused: 'REQUEST_ID_REUSED' as const }
  }
  const { claim } = order
  if (claim?.account !== account._id || claim.requestId !== requestId) return null
  return answerOf(order, claim.first?.balance ?? account.balance)
}

function answerOf(order: Order, balance: number) {
  const first = order.claim?.first
  return {
    claim: viewOfOrder(order),
    balance,
    growthEarned: first?.growthEarned ?? 0,
    paidToDeficit: first?.paidToDeficit ?? 0,
  }
}

/** A number of a valid shape that no import has brought: it waits, and is held for this member. */
async function claimUnknown(
  { channel, orderNo }: { channel: Channel; orderNo: string },
  { requestId }: { requestId: string },
  rules: ClaimRules,
  context: MemberContext,
) {
  const { brand, now, today, accountId } = context
  const id = orderId(brand, channel, orderNo)
  const held = await transact(async (tx) => {
    const existing = await tx.get('claims', id)
    const account = await tx.get('accounts', accountId)
    assert(account !== null, 'a member has an account')
    const { last } = account.claims
    if (last?.requestId === requestId && last.orderId !== id) {
      return tx.abort({ refused: 'REQUEST_ID_REUSED' as const })
    }
    if (existing && existing.state !== 'closed') {
      return tx.abort({ waiting: existing, balance: spendable(account, today).points })
    }
    const refusal = refuseTooMany(account, rules, now)
    if (refusal) return tx.abort(refusal)
    const who = { account: accountId, tail: account.phoneTail, requestId, claimedAt: now }
    const waiting = openWaiting({ _id: id, brand, channel, orderNo }, who, rules)
    await tx.put('claims', waiting)
    await tx.put('accounts', countClaim(account, now, { requestId, orderId: id }))
    return { waiting, balance: spendable(account, today).points }
  })
  if ('refused' in held) return held
  if (held.waiting.account !== accountId) return refusedTo(held.waiting)
  // An import may have brought the order since we looked: then it is credited at once.
  const order = await getDocument('orders', id)
  if (order) return afterImport(held.waiting, rules, context)
  return {
    claim: viewOfWaiting(held.waiting),
    balance: held.balance,
    growthEarned: 0,
    paidToDeficit: 0,
  }
}

async function afterImport(waiting: WaitingClaim, rules: ClaimRules, context: MemberContext) {
  await matchWaiting(waiting._id, waiting._id, rules, context.now)
  const order = await getDocument('orders', waiting._id)
  const account = await getDocument('accounts', context.accountId)
  assert(order !== null && account !== null, 'orders and accounts are never removed')
  if (order.claim?.account === context.accountId) return answerOf(order, account.balance)
  // Somebody was faster. Anything else that stands in the way leaves the claim waiting.
  const refusal = order.claim && refuseClaim(order, account, rules, context.now)
  if (refusal) return refusal
  const { balance } = account
  return { claim: viewOfWaiting(waiting), balance, growthEarned: 0, paidToDeficit: 0 }
}

function refusedTo(waiting: WaitingClaim) {
  const on = businessDay(waiting.claimedAt)
  return { refused: 'ALREADY_CLAIMED' as const, detail: { on, tail: waiting.tail } }
}

export const handleListClaims = memberHandler(listClaims, async ({ before }, context) => {
  const { accountId: account } = context
  const bound = _.lt(before ?? Number.MAX_SAFE_INTEGER)
  const limit = CLAIMS_PER_PAGE + 1
  const [orders, waiting] = await Promise.all([
    findDocuments('orders', {
      where: { 'claim.account': account, 'claim.claimedAt': bound },
      sort: [['claim.claimedAt', -1]],
      limit,
    }),
    findDocuments('claims', {
      where: { account, state: _.in(['waiting', 'closed']), claimedAt: bound },
      sort: [['claimedAt', -1]],
      limit,
    }),
  ])
  const all = [...orders.map(viewOfOrder), ...waiting.map(viewOfWaiting)]
  all.sort((a, b) => b.claimedAt - a.claimedAt)
  const page = all.slice(0, CLAIMS_PER_PAGE)
  return {
    claims: page,
    next: all.length > CLAIMS_PER_PAGE ? (page.at(-1)?.claimedAt ?? null) : null,
  }
})

function viewOfOrder(order: Order): View {
  const { channel, orderNo, paidFen, refundedFen, claim } = order
  assert(claim !== null, 'a claimed order has its claim')
  const { state, claimedAt } = claim
  const reason = state === 'waiting' ? 'unfinished' : state === 'closed' ? 'cancelled' : null
  const points = state === 'pending' ? claim.pendingPoints : claim.points
  const postsOn = state === 'pending' ? claim.postsOn : null
  return {
    ...{ channel, orderNo, state, reason, points, paidFen, refundedFen, claimedAt, postsOn },
    receipt: receiptFor(claim.terms, Math.max(0, paidFen - refundedFen)).lines,
    waitsUntil: null,
  }
}

function viewOfWaiting(waiting: WaitingClaim): View {
  const { channel, orderNo, claimedAt, waitsUntil, reason } = waiting
  const open = waiting.state === 'waiting'
  return {
    ...{ channel, orderNo, state: open ? 'waiting' : 'closed', reason, points: 0 },
    ...{ paidFen: null, refundedFen: null, claimedAt, waitsUntil: open ? waitsUntil : null },
    postsOn: null,
    receipt: [],
  }
}
