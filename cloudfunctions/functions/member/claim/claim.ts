import type { InputOf } from '../../../contracts/action'
import type { Channel } from '../../../contracts/order/channel'
import { recogniseOrderNo, submitClaim } from '../../../contracts/claim/claim'
import { refuseLockedClaims } from '../../../domain/claim/claim-proof'
import { shownBy } from '../../../domain/claim/claim-right'
import { refuseUnagreed } from '../../../domain/member/consent'
import type { Order } from '../../../domain/order/order'
import {
  lookupForms,
  normaliseOrderNo,
  readOrderNo,
  readReceiptNo,
} from '../../../domain/order/order-number'
import { firstAnswer } from '../../../domain/once-only'
import { memberHandler, type VisitorContext } from '../../../platform/door/caller-gate'
import { claimRules } from '../../../workflows/claim/claim-settlement'
import { _ } from '../../../platform/wechat/cloud'
import { findDocuments, getMany } from '../../../platform/database/collection'
import { handler, isRefused } from '../../../platform/door/door'
import { ownAccount } from '../../../platform/door/member-account'
import { inForce } from '../../../workflows/programme/publication'
import { transact, type Transaction } from '../../../platform/database/transaction'
import { idOf, type ClaimAsk, type Wanted } from './claim-ask'
import { claimOrder } from './claim-order'
import { afterWaiting, waitFor, type Held } from './claim-unknown'

/** One number exists in few channels; this only bounds the query. */
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

/**
 * An imported order is certain; the shape of a number is only a guess. A number that nobody has and
 * one that another member has are answered by the same calls in the same order.
 */
export const handleSubmitClaim = memberHandler(submitClaim, async (input, context) => {
  const { program } = await inForce(context.brand, context.now)
  const rules = claimRules(program)
  const found = await ordersUnder(input.orderNo, context.brand)
  const chosen = found.filter((order) => !input.channel || order.channel === input.channel)
  // Where proofs are asked, only the number's shape may reveal that several channels have it.
  if (chosen.length > 1 && rules.proof === 'never') {
    const candidates = chosen.map((each) => each.channel)
    return { refused: 'CHANNEL_AMBIGUOUS', detail: { candidates } }
  }
  const shape = shapeOf(input)
  const wanted = isRefused(shape) ? shape : { ...shape, found: foundFor(shape.channel, chosen) }
  const ask: ClaimAsk = { input, about: aboutOf(input), rules, program, context }
  const held = await transact((tx) => decide(tx, ask, chosen, wanted))
  if (!('waiting' in held) || isRefused(wanted)) return held as Exclude<typeof held, Held>
  return afterWaiting(held, wanted, ask)
})

async function decide(
  tx: Transaction,
  ask: ClaimAsk,
  chosen: Order[],
  wanted: Wanted | ShapeRefused,
) {
  const { input, about, rules, program, context } = ask
  const account = await ownAccount(tx, context.accountId)
  const before = firstAnswer(account.claims.requests, { requestId: input.requestId, about })
  if (before && 'refused' in before) return tx.abort(before)
  const locked = refuseUnagreed(account, program) ?? refuseLockedClaims(account, rules, context.now)
  // A proof counts for one number of one channel: otherwise it could be guessed without being
  // counted.
  const proof = isRefused(wanted) ? undefined : input.proof
  const known = proof && !locked ? await tx.get('claim_tries', idOf(wanted as Wanted, ask)) : null
  const asking = { account, locked, tries: (known?.said ?? 0) + 1 }
  const theirs = chosen.filter(
    (order) =>
      order.claim?.account === account._id || shownBy(order, account, { ...asking, proof }, rules),
  )
  const [own] = theirs
  const answer =
    own && theirs.length === 1 && (await claimOrder(tx, own._id, { ...ask, proof }, asking))
  if (answer) return answer
  return isRefused(wanted) ? tx.abort(wanted) : waitFor(tx, wanted, ask, asking)
}

type ShapeRefused = Extract<ReturnType<typeof shapeOf>, { refused: string }>

/** Channel and number by the number's shape, or a refusal, without looking at any order. */
function shapeOf({ orderNo: typed, channel: said }: Input) {
  const receiptNo = said === 'pos' ? readReceiptNo(typed) : null
  if (receiptNo !== null) return { channel: 'pos' as const, orderNo: receiptNo }
  const reading = readOrderNo(typed)
  if (reading.kind !== 'order') {
    const { looksLike } = reading
    return { refused: 'NOT_AN_ORDER_NUMBER' as const, detail: { looksLike } }
  }
  const { candidates, orderNo } = reading
  const [channel, ...others] = candidates.filter((each) => !said || each === said)
  if (channel && others.length === 0) return { channel, orderNo }
  return { refused: 'CHANNEL_AMBIGUOUS' as const, detail: { candidates } }
}

function foundFor(channel: Channel, chosen: Order[]): Order | null {
  return chosen.find((each) => each.channel === channel) ?? chosen[0] ?? null
}

function aboutOf({ orderNo, channel, proof }: Input): string {
  return JSON.stringify([normaliseOrderNo(orderNo), channel, proof])
}

async function ordersUnder(typed: string, brand: string): Promise<Order[]> {
  const forms = lookupForms(normaliseOrderNo(typed))
  if (forms.length === 0) return []
  const where = { brand, numbers: forms.length === 1 ? forms[0] : _.in(forms) }
  const all = await findDocuments('orders', { where, limit: SAME_NUMBER_MAX })
  const found = await wholesOf(all)
  // An order's own number comes before a line's or payment's number of another order.
  const own = found.filter(({ orderNo }) => forms.includes(orderNo))
  return own.length > 0 ? own : found
}

/** A line is claimed together with its whole order, which the same number finds. */
async function wholesOf(orders: Order[]): Promise<Order[]> {
  const wholes = orders.filter(({ partOf }) => partOf === undefined)
  const ids = new Set(orders.flatMap(({ partOf }) => partOf ?? []))
  for (const { _id } of wholes) ids.delete(_id)
  return ids.size === 0 ? wholes : [...wholes, ...(await getMany('orders', [...ids])).values()]
}
