import { at, claimed, lin, orderOf, rulesWith } from '../../../testing/scenes/claims'
import { endOfDay } from '../business-day'
import type { OrderClaim } from '../order/order'
import type { EitherClaim } from '../order/order-parts'
import {
  contenderId,
  isContested,
  isPastEnd,
  movedAway,
  openWaiting,
  toReview,
  withDecision,
  withdrawn,
  withdrawnFrom,
  withProof,
  type WaitingClaim,
} from './waiting-claim'

const NOW = at('2026-11-20')
const id = { _id: 'b:tmall:1:b:m', brand: 'b', channel: 'tmall' as const, orderNo: '1' }
const who = { account: 'b:m', tail: '27', requestId: 'r1', claimedAt: NOW, proof: undefined }
const waits = (change: Partial<typeof who> & { turn?: number } = {}, proof = 'always') =>
  openWaiting(id, { ...who, ...change }, rulesWith({ waitDays: 7, proof: proof as 'always' }))

test('O6: a number that no import has brought waits for so many days, to the end of the last', () => {
  expect(waits({}, 'never')).toEqual({
    ...id,
    account: 'b:m',
    tail: '27',
    requestId: 'r1',
    claimedAt: NOW,
    waitsUntil: endOfDay('2026-11-27'),
    state: 'waiting',
    reason: 'notImported',
    asked: { times: 0, next: NOW },
  })
  const claim = waits()
  expect(isPastEnd(claim, endOfDay('2026-11-27'))).toBe(false)
  expect(isPastEnd(claim, endOfDay('2026-11-27') + 1)).toBe(true)
})

test('O4: where proof is asked, a claim keeps what was said, also that nothing was', () => {
  expect(waits().proof).toBeNull()
  const proof = { paidFen: 6600 }
  expect(waits({ proof } as object).proof).toEqual(proof)
  expect(waits({ proof } as object, 'never')).not.toHaveProperty('proof')
  const better = withProof({ ...waits(), state: 'closed' }, 'r2', proof)
  expect(better).toMatchObject({ requestId: 'r2', proof, state: 'waiting', account: 'b:m' })
})

test('O7: everybody’s first claim of a day comes before anybody’s second, then who waits longest', () => {
  const place = (turn: number | undefined, now: number, _id = 'x') =>
    toReview({ ...waits(turn === undefined ? {} : { turn }), _id }, 'unproven', 'o', now).review
      ?.place ?? ''
  const queue = [place(1, 5), place(undefined, 30), place(0, 20, 'b'), place(0, 20, 'a')]
  queue.push(place(2, 1), place(10, 0), place(0, 1_000_000_000_000))
  expect(queue.toSorted()).toEqual([
    ...[place(0, 20, 'a'), place(0, 20, 'b'), place(0, 30), place(0, 1_000_000_000_000)],
    ...[place(1, 5), place(2, 1), place(10, 0)],
  ])
})

test('O7: a claim that is seen again by staff keeps its place in their queue', () => {
  const first = toReview(waits(), 'unproven', 'b:tmall:1', NOW)
  expect(first).toMatchObject({
    state: 'review',
    review: { why: 'unproven', queuedAt: NOW, order: 'b:tmall:1', decision: null },
  })
  const again = toReview(first, 'taken', 'b:jd:1', NOW + 1000)
  expect(again.review).toEqual({ ...first.review, why: 'taken', order: 'b:jd:1' })
})

test('O7: what staff decide closes a claim once, and a member reads their reason', () => {
  const review = { place: 'p', why: 'taken' as const, queuedAt: NOW, order: 'o', decision: null }
  const claim = { ...waits(), state: 'review' as const, review }
  const decision = { operator: '店长', approved: true, reason: '属实', at: NOW }
  expect(withDecision(claim, decision)).toMatchObject({
    state: 'matched',
    reason: 'notImported',
    review: { decision, place: 'p' },
  })
  const rejected = { ...decision, approved: false }
  expect(withDecision(claim, rejected)).toMatchObject({
    state: 'closed',
    reason: 'rejected',
    review: { decision: rejected },
  })
})

test('O13: two members who have proved one order wait for staff, however late it gets', () => {
  const late = endOfDay('2027-11-27')
  const contested = toReview(waits(), 'taken', 'o', NOW)
  expect([isContested(contested), isPastEnd(contested, late)]).toEqual([true, false])
  const unproven = toReview(waits(), 'unproven', 'o', NOW)
  expect([isContested(unproven), isPastEnd(unproven, late)]).toEqual([false, true])
  expect(isContested(waits())).toBe(false)
  expect(isContested({ ...contested, state: 'closed' })).toBe(false)
})

test('O7: of an order that went to another member a trace stays, with what was said and decided', () => {
  const rules = rulesWith({})
  const { order } = claimed(lin, orderOf('77'), rules, NOW)
  const trace: WaitingClaim = {
    _id: contenderId('b:tmall:77', 'b:m'),
    brand: 'b',
    channel: 'tmall',
    orderNo: '77',
    account: 'b:m',
    tail: '',
    requestId: 'r',
    claimedAt: NOW,
    waitsUntil: NOW + 5,
    state: 'closed',
    reason: 'moved',
  }
  expect(movedAway(order, order.claim, null, { at: NOW + 5, decision: null })).toEqual(trace)
  const before = waits({ proof: { paidFen: 1 } } as object)
  const decision = { operator: '店长', approved: true, reason: '属实', at: NOW }
  expect(movedAway(order, order.claim, before, { at: NOW + 5, decision })).toEqual({
    ...trace,
    proof: { paidFen: 1 },
    review: { place: '', why: 'taken', queuedAt: NOW + 5, order: 'b:tmall:77', decision },
  })
  expect(withdrawnFrom(order, order.claim, NOW + 5)).toEqual({ ...trace, reason: 'withdrawn' })
  expect(withdrawn(before)).toEqual({ ...before, state: 'closed', reason: 'withdrawn' })
})

/** Fields of both forms that are not handed on. Any other stands in `EitherClaim`, or this does not compile. */
const APART: Record<Exclude<keyof OrderClaim & keyof WaitingClaim, keyof EitherClaim>, string> = {
  review: 'what its review brought; what staff decide',
  state: 'each form has its own',
}

test('O7: an order and a waiting number share what their member asked, and little else', () => {
  const rules = rulesWith({})
  const { order } = claimed(lin, orderOf('78'), rules, NOW)
  const shared = Object.keys(waits()).filter((field) => field in order.claim)
  const handed = ['account', 'claimedAt', 'requestId', 'tail']
  expect(shared.filter((field) => !(field in APART)).sort()).toEqual(handed)
  expect(withdrawnFrom(order, order.claim, NOW)).toMatchObject({
    account: order.claim.account,
    requestId: order.claim.requestId,
  })
})
