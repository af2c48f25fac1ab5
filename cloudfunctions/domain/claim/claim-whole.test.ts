import * as v from 'valibot'
import { TierPolicySettings } from '../../contracts/tier/tier-settings'
import { at, claimed, lin, openedClaim, orderOf, rulesWith } from '../../../testing/scenes/claims'
import { newTaskState } from '../task/task'
import { countClaim, worthOf, type ClaimRules } from './claim'
import { takeBack } from './claim-move'
import { settleWithTasks } from './claim-tasks'
import { memoryAtLeaving, memoryOnceClosed, settleLeft } from './late-refund'
import { settle } from './settlement'
import { contenderId } from './waiting-claim'

const NOW = at('2026-11-20')
const by = { operator: '店长', reason: '小票在另一位手里' }
const orders = {
  kind: 'orders' as const,
  id: 'buy',
  title: '下一单',
  about: '',
  goal: 1,
  leastFen: 25_000,
  window: 'month' as const,
  from: '2026-01-01',
  to: null,
  points: 10,
  growth: 3,
}
const counting = rulesWith({ tasks: { version: 1, tasks: [orders] } })
const tiers = [
  { id: 'low', name: '低', growth: 0 },
  { id: 'high', name: '高', growth: 300 },
]
const policy = v.parse(TierPolicySettings, { since: '2020-01-01', window: { kind: 'none' } })
const withTiers: Partial<ClaimRules> = { tiers, tierTerms: { tiers, policy } }
/** Points of lots that have ended, which any movement first writes off. */
const ended = { ...lin, balance: 7, lots: [{ expiresOn: '2026-11-19', points: 7 }] }

/** An order whose task was reached and collected, and whose review was paid. */
function collected() {
  const { account, order } = claimed(lin, orderOf('1'), counting, NOW)
  const [progress] = account.tasks?.progress ?? []
  if (!progress) throw new Error('no progress')
  const paid = { entry: 'b:m:task:buy:2026-11', points: 10, growth: 3 }
  const review = {
    entry: 'b:m:task:review:1',
    points: 20,
    growth: 0,
    title: '评价',
    ruleVersion: 2,
  }
  return {
    account: {
      ...account,
      growth: account.growth + 3,
      balance: account.balance + 30,
      lots: [{ expiresOn: '2027-11-30', points: account.balance + 30 }],
      tasks: { ...newTaskState(), progress: [{ ...progress, paid, times: 1 }] },
    },
    order: { ...order, claim: { ...order.claim, review } },
  }
}

test('E4: a refund in full takes back the order, its task’s reward and its review, each by an entry', () => {
  const { account, order } = collected()
  const back = settleWithTasks({ ...order, refundedFen: 30_000 }, account, counting, NOW)
  expect(back?.account).toMatchObject({ balance: 0, growth: 0, deficit: 0 })
  expect(back?.entries.map(({ _id, points }) => [_id, points])).toEqual([
    ['b:m:order:tmall:1:settle:1', -300],
    ['b:m:task:buy:2026-11:undo', -10],
    ['b:m:task:review:1:undo', -20],
  ])
  expect(back?.claim).toMatchObject({ tasks: [], review: { entry: '', points: 20 } })
})

test('E4: a refund that leaves enough keeps the task and the review', () => {
  const { account, order } = collected()
  const part = settleWithTasks({ ...order, refundedFen: 5000 }, account, counting, NOW)
  expect(part?.account).toMatchObject({ balance: 280 })
  expect(part?.entries).toHaveLength(1)
  expect(part?.claim).toMatchObject({ tasks: [{ task: 'buy' }], review: order.claim.review })
  const plain = claimed(lin, orderOf('1'), counting, NOW)
  expect(plain.order.claim).not.toHaveProperty('review')
  expect(claimed(lin, orderOf('1', { paidFen: 100 }), counting, NOW).order.claim.tasks).toEqual([])
})

test('O7: an order that moves undoes its task by an entry after its own', () => {
  const { account, order } = collected()
  const { review: _kept, ...claim } = order.claim
  const back = takeBack({ ...order, claim }, claim, account, by, counting, NOW)
  expect(back.entries.map(({ _id }) => _id)).toEqual([
    'b:m:order:tmall:1:moved',
    'b:m:task:buy:2026-11:undo',
  ])
  expect(back.entries[0]?.byKind).toEqual({ consumption: -300, reward: 0, interaction: 0 })
})

test('what has ended is written off first, in every movement of an order', () => {
  const rules = rulesWith({})
  const { account, order } = claimed(ended, orderOf('1'), rules, NOW)
  expect(account.balance).toBe(300)
  const opened = openedClaim(orderOf('1'), ended, rules, NOW)
  const settled = settle({ ...orderOf('1'), claim: opened }, ended, rules, NOW)
  expect(settled?.entries.map(({ source }) => source)).toEqual(['expiry', 'order'])
  const later = { ...account, balance: 307, lots: [...ended.lots, ...account.lots] }
  const back = takeBack(order, order.claim, later, by, rules, NOW)
  expect(back.entries.map(({ source }) => source)).toEqual(['expiry', 'order'])
})

test('T3: an order changes the tier in the same write: up by its growth, down when it goes', () => {
  const rules = rulesWith(withTiers)
  const { account, order } = claimed(lin, orderOf('1'), rules, NOW)
  expect(account.tier?.id).toBe('high')
  const less = settle({ ...order, refundedFen: 10_000 }, account, rules, NOW)
  expect(less?.account.tier?.id).toBe('low')
  expect(takeBack(order, order.claim, account, by, rules, NOW).account.tier?.id).toBe('low')
})

test('E4: an order may bring growth alone or points alone, and takes back just that', () => {
  const growth = rulesWith({ growth: { growth: 1, perFen: 10_000 } })
  const first = claimed(lin, orderOf('1'), growth, NOW)
  expect(first.account).toMatchObject({ balance: 300, growth: 3 })
  // A cap of the points leaves the growth to be settled alone.
  const capped = claimed(lin, orderOf('1'), rulesWith({}, 100), NOW)
  const part = settle({ ...capped.order, refundedFen: 10_000 }, capped.account, rulesWith({}), NOW)
  expect(part?.account).toMatchObject({ balance: 100, growth: 200 })
  expect(part?.entries).toMatchObject([{ points: 0, growth: -100 }])
  const back = settle(
    { ...capped.order, claim: part?.claim ?? null },
    capped.account,
    rulesWith({}),
    NOW,
  )
  expect(back?.entries).toMatchObject([{ points: 0, growth: 100 }])
  const still = settle({ ...first.order, refundedFen: 5050 }, first.account, growth, NOW)
  expect(still?.account).toMatchObject({ balance: 249, growth: 2 })
  const same = settle(
    { ...first.order, refundedFen: 10 },
    claimed(lin, orderOf('1'), growth, NOW).account,
    growth,
    NOW,
  )
  expect(same?.entries).toMatchObject([{ points: -1, growth: -1 }])
})

test('E2: points that only change their kind are an entry, too', () => {
  const { account, order } = claimed(lin, orderOf('1'), rulesWith({}), NOW)
  const byKind = { consumption: 200, reward: 100, interaction: 0 }
  const moved = settle(
    { ...order, refundedFen: 10, paidFen: 30_010, claim: { ...order.claim, byKind } },
    account,
    rulesWith({}),
    NOW,
  )
  expect(moved?.entries).toMatchObject([
    { points: 0, byKind: { consumption: 100, reward: -100, interaction: 0 } },
  ])
})

test('a change of money that changes no points is settled without an entry', () => {
  const { account, order } = claimed(lin, orderOf('1', { paidFen: 30_050 }), rulesWith({}), NOW)
  const none = settle({ ...order, refundedFen: 10 }, account, rulesWith({}), NOW)
  expect(none).toMatchObject({
    entries: [],
    paidToDeficit: 0,
    claim: { settledRefundFen: 10, settlements: 1 },
  })
})

test('E3: what was promised stays: the day of posting and the first answer, whatever the rules say later', () => {
  const rules = rulesWith({ postDays: 30 })
  const held = claimed(ended, orderOf('1'), rules, NOW)
  expect(held.order.claim.first).toEqual({ balance: 0, growthEarned: 0, paidToDeficit: 0 })
  const richer = { ...held.account, balance: 50, lots: [{ expiresOn: '2027-11-30', points: 50 }] }
  const longer = rulesWith({ postDays: 60 })
  const part = settle({ ...held.order, refundedFen: 10_000 }, richer, longer, NOW)
  expect(part?.claim).toMatchObject({
    postsOn: '2026-12-10',
    first: { balance: 0 },
    state: 'pending',
  })
  expect(part?.paidToDeficit).toBe(0)
  const posted = settle(held.order, richer, longer, at('2026-12-10'))
  expect(posted?.claim).toMatchObject({ state: 'credited', postsOn: '2026-12-10' })
})

test('O3: settling counts points for the day of the claim, and keeps what else is counted', () => {
  const requests = [{ requestId: 'x', about: 'y', told: null }]
  const busy = { ...lin, claims: { ...lin.claims, requests } }
  const first = claimed(busy, orderOf('1'), rulesWith({}), NOW)
  expect(first.account.claims).toEqual({ day: '2026-11-20', count: 1, points: 300, requests })
  // A claim that waited counts its points on the day on which its order came.
  const later = at('2026-11-22')
  const order = orderOf('2')
  const waiting = { ...order, claim: openedClaim(order, busy, rulesWith({}), NOW) }
  const settled = settle(waiting, first.account, rulesWith({}), later)
  expect(settled?.account.claims).toEqual({ day: '2026-11-22', count: 0, points: 300, requests })
  const sameDay = settle(waiting, first.account, rulesWith({}), NOW)
  expect(sameDay?.account.claims).toMatchObject({ count: 1, points: 600 })
})

test('E7: the birthday that counts is that of the day of purchase: paid, else ordered, else claimed', () => {
  const birthday = { monthDay: '11-10', since: '2026-11-15', setOn: '2026-11-15', before: null }
  const told = { ...lin, profile: { birthday, requests: [] } }
  const promised = (change: object) =>
    openedClaim(orderOf('1', change), told, rulesWith({}), NOW).promisedTo?.birthday
  const [before, after] = [at('2026-11-14'), at('2026-11-15')]
  expect(promised({ paidAt: before, createdAt: after })).toBeNull()
  expect(promised({ paidAt: after, createdAt: before })).toBe('11-10')
  expect(promised({ paidAt: null, createdAt: before })).toBeNull()
  expect(promised({ paidAt: null, createdAt: null })).toBe('11-10')
})

test('an order that brings a point for each fen brings none for nothing', () => {
  const earn = { ...rulesWith({}).earn, points: 1, perFen: 1 }
  const rules = rulesWith({ earn, growth: { growth: 1, perFen: 1 } })
  const claim = openedClaim(orderOf('1'), lin, rules, NOW)
  const worth = (change: object) => worthOf(orderOf('1', change), claim)
  expect(worth({ status: 'paid' })).toMatchObject({ points: 0, growth: 0 })
  expect(worth({ refundedFen: 30_001 })).toMatchObject({ points: 0, growth: 0 })
  expect(worth({ refundedFen: 29_999 })).toMatchObject({ points: 1, growth: 1 })
  expect(contenderId('b:tmall:1', 'b:m')).toBe('b:tmall:1:b:m')
  expect(
    countClaim({ ...lin, claims: { ...lin.claims, requests: [] } }, NOW).claims,
  ).toHaveProperty('requests')
})

test('E4: a membership’s debt after leaving adds to what it owed, and forgets nothing else', () => {
  const { account, order } = claimed(lin, orderOf('1'), rulesWith(withTiers), NOW)
  const owing = { ...account, balance: 0, lots: [], deficit: 40, redeemed: { mug: 1 } }
  const memory = memoryAtLeaving(owing, { _id: 'b:life:x', life: 'x', leftAt: NOW })
  expect(memory.parts).toMatchObject({ deficit: 40, redeemed: { mug: 1 } })
  const gone = { ...owing, leftAt: NOW, deficit: 0 }
  const late = settleLeft(
    { ...order, refundedFen: 10_000 },
    gone,
    memory,
    rulesWith(withTiers),
    NOW,
  )
  expect(late?.memory).toMatchObject({
    parts: { deficit: 140, redeemed: { mug: 1 } },
    left: { balance: 0, deficit: 140 },
    owes: true,
  })
  expect(late?.memory.left).not.toHaveProperty('tasks')
  expect(late?.order.claim?.sinceLeft).not.toHaveProperty('review')
  const closed = memoryOnceClosed(memory, { ...owing, redeemed: { mug: 2 } })
  expect(closed.parts).toMatchObject({ deficit: 40, redeemed: { mug: 2 } })
  // The next refund goes on from the debt as it is.
  const order2 = { ...(late?.order ?? order), refundedFen: 30_000 }
  const whole = settleLeft(order2, gone, late?.memory ?? memory, rulesWith(withTiers), NOW)
  expect(whole?.memory.parts.deficit).toBe(340)
  expect(whole?.order.claim?.sinceLeft).toMatchObject({
    growth: 0,
    byKind: { consumption: 0, reward: 0, interaction: 0 },
    settledPaidFen: 30_000,
  })
})

test('E4: what a late refund undoes is taken from what was collected, and from the review', () => {
  const { account, order } = collected()
  const memory = memoryAtLeaving(account, { _id: 'b:life:x', life: 'x', leftAt: NOW })
  const gone = { ...account, leftAt: NOW, tasks: undefined, balance: 0, lots: [] }
  const late = settleLeft({ ...order, refundedFen: 30_000 }, gone, memory, counting, NOW)
  expect(late?.memory.left).toMatchObject({ balance: 0, deficit: 0 })
  expect(late?.order.claim).toMatchObject({
    review: { entry: 'b:m:task:review:1' },
    sinceLeft: { tasks: [], review: { entry: '' } },
  })
})
