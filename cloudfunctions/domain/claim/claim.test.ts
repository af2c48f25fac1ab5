import { at, claimed, lin, orderOf, rulesWith } from '../../../testing/scenes/claims'
import { isReopened, reopened } from './claim-reopen'
import { noteClaimRequest } from './claim-request'
import { countClaim, openClaim, orderKey, pointsToday, refuseHeld, worthOf } from './claim'
import { claimFacts } from './claim-facts'
import { openClaimNote } from './open-claim'
import { needsSettling, settle } from './settlement'

const NOW = at('2026-11-20')
const asked = { requestId: 'r', claimedAt: NOW, shown: 'proof' as const }

test('O2: who claims an order that somebody has learns the day of that claim, and only its holder the points', () => {
  const { order } = claimed(lin, orderOf('1'), rulesWith({}), NOW)
  expect(refuseHeld(order.claim, lin)).toEqual({
    refused: 'ALREADY_CLAIMED_BY_YOU',
    detail: { on: '2026-11-20', points: 300 },
  })
  expect(refuseHeld(order.claim, { ...lin, _id: 'b:other' })).toEqual({
    refused: 'ALREADY_CLAIMED',
    detail: { on: '2026-11-20' },
  })
})

test('an order is worth something once it is finished, and as much as stayed paid', () => {
  const claim = openClaim(
    orderOf('1'),
    lin,
    asked,
    rulesWith({ growth: { growth: 2, perFen: 300 } }),
  )
  const worth = (change: object) => worthOf(orderOf('1', change), claim)
  expect(worth({})).toMatchObject({ points: 300, growth: 200, byKind: { consumption: 300 } })
  expect(worth({ refundedFen: 10_000 })).toMatchObject({ points: 200, growth: 133 })
  expect(worth({ refundedFen: 40_000 })).toMatchObject({ points: 0, growth: 0 })
  for (const status of ['unpaid', 'paid', 'shipped', 'closed']) {
    expect(worth({ status })).toMatchObject({ points: 0, growth: 0 })
  }
})

test('E3: a claim that opens has brought nothing yet, and keeps what its member was promised', () => {
  const birthday = { monthDay: '11-10', since: '2020-01-01', setOn: '2020-01-01', before: null }
  const member = {
    ...countClaim(lin, NOW),
    phoneTail: '27',
    growth: 500,
    profile: { birthday, requests: [] },
  }
  const tiers = [
    { id: 'low', name: '低', growth: 0 },
    { id: 'high', name: '高', growth: 500 },
  ]
  const claim = openClaim(orderOf('1'), member, asked, rulesWith({ tiers }))
  expect(claim).toMatchObject({
    account: 'b:m',
    tail: '27',
    shown: 'proof',
    requestId: 'r',
    claimedAt: NOW,
    state: 'waiting',
    points: 0,
    growth: 0,
    pendingPoints: 0,
    postsOn: null,
    first: null,
    byKind: { consumption: 0, reward: 0, interaction: 0 },
    settledPaidFen: 0,
    settledRefundFen: 0,
    settlements: 0,
    growthEach: 1,
    growthPerFen: 100,
    ruleVersion: 3,
    promisedTo: { tier: { id: 'high', name: '高' }, birthday: '11-10', earnedToday: 0 },
  })
})

test('O3: claims of a day are counted together, and those of another day are not', () => {
  const rules = rulesWith({})
  const first = claimed(lin, orderOf('1'), rules, NOW).account
  expect(first.claims).toMatchObject({ day: '2026-11-20', count: 1, points: 300 })
  const second = countClaim(first, NOW)
  expect(second.claims).toMatchObject({ count: 2, points: 300 })
  expect(pointsToday(second, at('2026-11-21'))).toBe(0)
  expect(countClaim(second, at('2026-11-21')).claims).toMatchObject({
    day: '2026-11-21',
    count: 1,
    points: 0,
  })
})

test('the keys of an order’s entries name the order, and its later holders in turn', () => {
  const { order } = claimed(lin, orderOf('77'), rulesWith({}), NOW)
  expect(orderKey(order, order.claim)).toBe('order:tmall:77')
  expect(orderKey(order, { ...order.claim, round: 1 })).toBe('order:tmall:77:1')
})

test('what a statement shows of an order names what was paid, what went back, and which cap held', () => {
  const { order } = claimed(lin, orderOf('12345678901'), rulesWith({}, 200), NOW)
  expect(claimFacts({ ...order, refundedFen: 5000 }, order.claim)).toEqual({
    channel: 'tmall',
    orderNo: '1234 **** 8901',
    paidFen: 30_000,
    refundedFen: 5000,
    limits: [{ cap: 'day', points: 200 }],
  })
  expect(claimFacts({ ...order, refundedFen: 50_000 }, order.claim).limits).toEqual([])
})

test('L3: the same request is noted once', () => {
  const request = { requestId: 'r1', about: 'a' }
  const once = noteClaimRequest(lin, request)
  expect(once.claims.requests).toEqual([{ ...request, told: null }])
  expect(noteClaimRequest(once, request)).toBe(once)
  expect(noteClaimRequest(once, { requestId: 'r2', about: 'b' }).claims.requests).toHaveLength(2)
})

test('O9: an order that was closed and goes on has its claim back: credited if it had brought something', () => {
  const { order } = claimed(lin, orderOf('1'), rulesWith({}), NOW)
  const closed = {
    ...order,
    status: 'closed' as const,
    claim: { ...order.claim, state: 'closed' as const },
  }
  const open = { ...closed, status: 'completed' as const }
  expect(isReopened(closed, open)).toBe(true)
  expect(isReopened(open, open)).toBe(false)
  expect(isReopened(closed, closed)).toBe(false)
  expect(isReopened(closed, order)).toBe(false)
  expect(isReopened(closed, { ...open, claim: null })).toBe(false)
  expect(reopened(open).claim?.state).toBe('credited')
  expect(reopened({ ...open, claim: { ...open.claim, settlements: 0 } }).claim?.state).toBe(
    'waiting',
  )
  const unclaimed = { ...open, claim: null }
  expect(reopened(unclaimed)).toBe(unclaimed)
})

test('an order is settled when it is finished, when its day has come, or when its money changed', () => {
  const rules = rulesWith({ postDays: 30 })
  const { order } = claimed(lin, orderOf('1'), rules, NOW)
  const today = '2026-11-20'
  expect(order.claim).toMatchObject({ state: 'pending', postsOn: '2026-12-10' })
  expect(needsSettling(order, today)).toBe(false)
  expect(needsSettling(order, '2026-12-09')).toBe(false)
  expect(needsSettling(order, '2026-12-10')).toBe(true)
  expect(needsSettling({ ...order, refundedFen: 1 }, today)).toBe(true)
  expect(needsSettling({ ...order, paidFen: 1 }, today)).toBe(true)
  expect(needsSettling({ ...order, refundedFen: 1, untold: ['paid'] }, today)).toBe(false)
  expect(needsSettling({ ...order, status: 'paid', refundedFen: 1 }, today)).toBe(false)
  expect(needsSettling({ ...order, status: 'closed' }, today)).toBe(true)
  const opened = { ...order, claim: { ...order.claim, state: 'waiting' as const } }
  expect(needsSettling(opened, today)).toBe(true)
  const over = { ...order, claim: { ...order.claim, state: 'closed' as const } }
  expect(needsSettling({ ...over, status: 'closed' }, today)).toBe(false)
  const credited = { ...order, claim: { ...order.claim, state: 'credited' as const } }
  expect(needsSettling(credited, '2027-12-10')).toBe(false)
  expect(needsSettling({ ...order, claim: null }, today)).toBe(false)
})

test('E4: an order that is closed while its points wait takes them off, and its claim ends', () => {
  const rules = rulesWith({ postDays: 30 })
  const held = claimed(lin, orderOf('1'), rules, NOW)
  const closed = settle({ ...held.order, status: 'closed' }, held.account, rules, NOW)
  expect(closed?.account).toMatchObject({ balance: 0, pending: 0 })
  expect(closed?.claim).toMatchObject({ state: 'closed', points: 0, pendingPoints: 0 })
  expect(closed?.entries).toEqual([])
})

test('E4: a partial refund while points wait leaves the rest, and posts on the same day', () => {
  const rules = rulesWith({ postDays: 30 })
  const held = claimed(lin, orderOf('1'), rules, NOW)
  const part = settle({ ...held.order, refundedFen: 10_000 }, held.account, rules, at('2026-11-25'))
  expect(part?.account).toMatchObject({ pending: 200 })
  expect(part?.claim).toMatchObject({
    state: 'pending',
    pendingPoints: 200,
    postsOn: '2026-12-10',
    settledRefundFen: 10_000,
    first: { balance: 0, growthEarned: 0, paidToDeficit: 0 },
  })
})

test('L3: the first answer of a claim stays what it was, whatever the order brings later', () => {
  const owing = { ...lin, deficit: 100 }
  const { order, account } = claimed(owing, orderOf('1'), rulesWith({}), NOW)
  const first = { balance: 200, growthEarned: 300, paidToDeficit: 100 }
  expect(order.claim.first).toEqual(first)
  const less = settle({ ...order, refundedFen: 10_000 }, account, rulesWith({}), NOW)
  expect(less?.claim.first).toEqual(first)
  expect(less?.entries[0]).toMatchObject({ requestId: null, ref: 'b:tmall:1', source: 'order' })
  expect(order.claim.settlements).toBe(1)
})

test('E4: money that was refunded and then paid again brings its points once more', () => {
  const rules = rulesWith({})
  const first = claimed(lin, orderOf('1'), rules, NOW)
  const back = settle({ ...first.order, refundedFen: 10_000 }, first.account, rules, NOW)
  if (!back) throw new Error('nothing to settle')
  const again = settle({ ...first.order, claim: back.claim }, back.account, rules, NOW)
  expect(again?.account).toMatchObject({ balance: 300, growth: 300 })
  expect(again?.entries).toMatchObject([{ _id: 'b:m:order:tmall:1:settle:2', points: 100 }])
})

test('the check of a programme tells what an open one means, and says nothing of others', () => {
  expect(openClaimNote({ claim: { proof: 'never' } })).toContain('知道编号就能认领别人的订单')
  for (const body of [{ claim: { proof: 'phone' } }, { claim: {} }, {}]) {
    expect(openClaimNote(body)).toBeNull()
  }
})
