import type { InputOf } from '../../contracts/action'
import { recogniseOrderNo, submitClaim } from '../../contracts/claim'
import type { Account } from '../../domain/account'
import { assert } from '../../domain/assert'
import {
  countClaim,
  openClaim,
  refuseClaim,
  refuseTooMany,
  type ClaimRules,
} from '../../domain/claim'
import { settleWithTasks } from '../../domain/claim-tasks'
import { refuseUnagreed, type ConsentTerms } from '../../domain/consent'
import { contenderId, isContested, openWaiting, toReview } from '../../domain/waiting-claim'
import { buyerOf, isProven, refuseLockedClaims, watchClaim } from '../../domain/claim-proof'
import type { Order } from '../../domain/order'
import {
  lookupForms,
  normaliseOrderNo,
  readOrderNo,
  readReceiptNo,
} from '../../domain/order-number'
import { memberHandler, type MemberContext, type VisitorContext } from '../../platform/caller-gate'
import { takeBudgets } from '../../platform/campaign-budget'
import { raiseClaimAlarms } from '../../platform/claim-alarms'
import { noteDevice } from '../../platform/claim-devices'
import { claimRules } from '../../platform/claim-settlement'
import { _ } from '../../platform/cloud'
import { findDocuments } from '../../platform/collection'
import { handler } from '../../platform/door'
import { ownAccount } from '../../platform/member-account'
import { inForce } from '../../platform/publication'
import { transact, type Transaction } from '../../platform/transaction'
import { claimUnknown } from './claim-unknown'
import { answerOf } from './claim-view'

/** One number stands under few channels; this only bounds the query. */
const SAME_NUMBER_MAX = 10

type Input = InputOf<typeof submitClaim>

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
  const { program } = await inForce(context.brand, context.now)
  const rules = claimRules(program)
  // What the brand has imported is certain; the shape of a number is only a guess.
  const found = await ordersUnder(input.orderNo, context.brand)
  const chosen = found.filter((order) => !input.channel || order.channel === input.channel)
  const [order] = chosen
  // Where proofs are asked, that several channels have this number is told by its shape only.
  if (chosen.length > 1 && rules.proof === 'never') {
    const candidates = chosen.map((each) => each.channel)
    return { refused: 'CHANNEL_AMBIGUOUS', detail: { candidates } }
  }
  const answer =
    order &&
    chosen.length === 1 &&
    (await claimOrder(order._id, input, { rules, program }, context))
  if (answer) return answer
  const receiptNo = input.channel === 'pos' ? readReceiptNo(input.orderNo) : null
  if (receiptNo !== null) {
    const wanted = { channel: 'pos' as const, orderNo: receiptNo, found: order?._id ?? null }
    return claimUnknown(wanted, input, { rules, program }, context)
  }
  const reading = readOrderNo(input.orderNo)
  if (reading.kind !== 'order') {
    return { refused: 'NOT_AN_ORDER_NUMBER', detail: { looksLike: reading.looksLike } }
  }
  const { candidates, orderNo } = reading
  const fits = candidates.filter((each) => !input.channel || each === input.channel)
  const [channel] = fits
  if (!channel || fits.length > 1) return { refused: 'CHANNEL_AMBIGUOUS', detail: { candidates } }
  const there = chosen.find((each) => each.channel === channel) ?? order
  const wanted = { channel, orderNo, found: there?._id ?? null }
  return claimUnknown(wanted, input, { rules, program }, context)
})

async function ordersUnder(typed: string, brand: string): Promise<Order[]> {
  const forms = lookupForms(normaliseOrderNo(typed))
  if (forms.length === 0) return []
  const where = { brand, numbers: forms.length === 1 ? forms[0] : _.in(forms) }
  const found = await findDocuments('orders', { where, limit: SAME_NUMBER_MAX })
  // An order's own number comes before a line's or a payment's of another.
  const own = found.filter(({ orderNo }) => forms.includes(orderNo))
  return own.length > 0 ? own : found
}

/**
 * An imported order: claimed and, when it is finished, credited in one step. Null for a member who
 * has not shown that it is theirs.
 */
async function claimOrder(
  id: string,
  input: Input,
  { rules, program }: { rules: ClaimRules; program: ConsentTerms },
  context: MemberContext,
) {
  const { now, accountId } = context
  const { requestId, proof } = input
  return transact(async (tx) => {
    const order = await tx.get('orders', id)
    const account = await ownAccount(tx, accountId)
    assert(order !== null, 'an order that was found is there')
    const isOwn = order.claim?.account === accountId
    if (!isOwn && !isProven(order, account, proof, rules)) return tx.abort(null)
    const again = repeated(order, account, requestId)
    if (again) return tx.abort(again)
    const locked = refuseUnagreed(account, program) ?? refuseLockedClaims(account, rules, now)
    if (locked) return tx.abort(locked)
    const refusal = refuseClaim(order, account, rules, now)
    if (refusal?.refused === 'ALREADY_CLAIMED' && rules.proof !== 'never') {
      const withStaff = await contest(tx, order, account, input, rules, now)
      return { ...refusal, detail: { ...refusal.detail, withStaff } }
    }
    if (refusal) return tx.abort(refusal)
    const claim = openClaim(order, account, { requestId, claimedAt: now }, rules)
    const claimed = await takeBudgets(tx, { ...order, claim }, now)
    const about = { orderNo: order.orderNo, buyer: buyerOf(order) }
    const watched = watchClaim(account, about, now)
    const noted = await noteDevice(tx, watched.account, input.deviceId, now)
    const counted = countClaim(noted, now, { requestId, orderId: id })
    const settlement = settleWithTasks(claimed, counted, rules, now)
    const result: Order = { ...claimed, claim: settlement?.claim ?? claimed.claim }
    await tx.put('orders', result)
    await tx.add('ledger', settlement?.entries ?? [])
    await tx.put('accounts', settlement?.account ?? counted)
    await raiseClaimAlarms(tx, counted, watched.alarms, now)
    await endWaiting(tx, id, account)
    return answerOf(result, (settlement?.account ?? counted).balance)
  })
}

/** Two members have shown that an order is theirs: staff decide. False where they have decided. */
async function contest(
  tx: Transaction,
  { _id, brand, channel, orderNo }: Order,
  account: Account,
  { requestId, proof }: Input,
  rules: ClaimRules,
  now: number,
): Promise<boolean> {
  const place = contenderId(_id, account._id)
  const there = await tx.get('claims', place)
  if (there?.review?.decision) return false
  if (there?.state === 'review' && isContested(there)) return true
  if (refuseTooMany(account, rules, now)) return false
  const who = { account: account._id, tail: account.phoneTail, requestId, claimedAt: now, proof }
  const waiting = openWaiting({ _id: place, brand, channel, orderNo }, who, rules)
  await tx.put('claims', toReview(waiting, 'taken', _id, now))
  await tx.put('accounts', countClaim(account, now, { requestId, orderId: _id }))
  return true
}

/** A claim of this order that still waited has come to its end. */
async function endWaiting(tx: Transaction, id: string, account: Account): Promise<void> {
  if (!account.claimWatch?.unproven) return
  for (const place of [id, contenderId(id, account._id)]) {
    const waiting = await tx.get('claims', place)
    if (waiting?.account !== account._id || waiting.state === 'matched') continue
    await tx.put('claims', { ...waiting, state: 'matched' })
  }
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
