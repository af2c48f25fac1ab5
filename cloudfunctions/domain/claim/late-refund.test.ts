import { at, claimed, lin, orderOf, rulesWith } from '../../../testing/scenes/claims'
import type { Order } from '../order/order'
import type { Memory } from '../member/memory'
import { memoryAtLeaving, memoryOnceClosed, settleLeft } from './late-refund'

const NOW = at('2026-11-20')
const rules = rulesWith({})
const life = { _id: 'b:life:x', life: 'x', leftAt: NOW }
const { account, order } = claimed(lin, orderOf('1'), rules, NOW)
const gone = { ...account, leftAt: NOW }

function refund(refundedFen: number, memory: Memory, before: Order = order) {
  const settled = settleLeft({ ...before, refundedFen }, gone, memory, rules, NOW)
  if (!settled) throw new Error('nothing to settle')
  return settled
}

test('E4: who leaves is remembered with what they lose, and only with what had not ended', () => {
  const memory = memoryAtLeaving({ ...account, lives: ['w'], deficit: 0 }, life)
  expect(memory).toMatchObject({
    _id: 'b:life:x',
    brand: 'b',
    lives: ['w', 'x'],
    at: NOW,
    left: { balance: 300, deficit: 0 },
  })
  expect(memory.left).not.toHaveProperty('tasks')
  expect(memoryAtLeaving(account, life).lives).toEqual(['x'])
  const yearLater = { ...life, leftAt: at('2028-01-01') }
  expect(memoryAtLeaving(account, yearLater).left?.balance).toBe(0)
  const owing = { ...account, balance: 0, lots: [], deficit: 20 }
  expect(memoryAtLeaving(owing, life).left).toEqual({ balance: 0, deficit: 20 })
})

test('E4: a refund after leaving first takes what was lost, and only then is a debt', () => {
  const memory = memoryAtLeaving(account, life)
  const part = refund(10_000, memory)
  expect(part.memory.left).toEqual({ balance: 200, deficit: 0 })
  expect(part.memory.parts).not.toHaveProperty('deficit')
  expect(part.memory).not.toHaveProperty('owes')
  expect(part.order.claim).toMatchObject({
    state: 'credited',
    points: 300,
    settledRefundFen: 0,
    sinceLeft: { state: 'credited', points: 200, growth: 200, settledRefundFen: 10_000 },
  })
  // The next report goes on from there, and the same one again brings nothing.
  expect(settleLeft(part.order, gone, part.memory, rules, NOW)).toBeNull()
  const whole = refund(30_000, part.memory, part.order)
  expect(whole.memory.left).toEqual({ balance: 0, deficit: 0 })
  expect(whole.order.claim?.sinceLeft).toMatchObject({ points: 0, settlements: 3 })
})

test('E4: what had been spent before leaving is the membership’s debt, and says that it is new', () => {
  const spent = { ...account, balance: 120, lots: [{ expiresOn: '2027-11-30', points: 120 }] }
  const memory = memoryAtLeaving(spent, life)
  const owing = refund(30_000, memory).memory
  expect(owing).toMatchObject({
    parts: { deficit: 180 },
    owes: true,
    left: { balance: 0, deficit: 180 },
  })
  const known = { ...memory, parts: { ...memory.parts, deficit: 180 } }
  expect(refund(30_000, known).memory).not.toHaveProperty('owes')
})

test('E4: only what was credited, to a membership that is remembered, can be owed', () => {
  const memory = memoryAtLeaving(account, life)
  const late = { ...order, refundedFen: 10_000 }
  expect(settleLeft(late, gone, { ...memory, left: undefined }, rules, NOW)).toBeNull()
  const waiting = { ...late, claim: { ...order.claim, state: 'pending' as const } }
  expect(settleLeft(waiting, gone, memory, rules, NOW)).toBeNull()
  expect(settleLeft({ ...late, claim: null }, gone, memory, rules, NOW)).toBeNull()
})

test('E4: a task that a late refund undoes is undone in the memory', () => {
  const task = {
    kind: 'orders' as const,
    id: 'buy',
    title: '下一单',
    about: '',
    goal: 2,
    leastFen: 25_000,
    window: 'month' as const,
    from: '2026-01-01',
    to: null,
    points: 10,
    growth: 0,
  }
  const counting = rulesWith({ tasks: { version: 1, tasks: [task] } })
  const bought = claimed(lin, orderOf('1'), counting, NOW)
  const memory = memoryAtLeaving(bought.account, life)
  expect(memory.left?.tasks?.progress).toMatchObject([{ task: 'buy', count: 1 }])
  const late = { ...bought.order, refundedFen: 10_000 }
  const settled = settleLeft(late, { ...bought.account, leftAt: NOW }, memory, counting, NOW)
  expect(settled?.memory.left?.tasks?.progress).toEqual([])
  expect(settled?.order.claim?.sinceLeft?.tasks).toEqual([])
  expect(refund(10_000, memoryAtLeaving(account, life)).order.claim?.sinceLeft).not.toHaveProperty(
    'tasks',
  )
})

test('once everything is closed, limits count what was really kept', () => {
  const memory = memoryAtLeaving(account, life)
  const closed = memoryOnceClosed(memory, { ...account, redeemed: { mug: 2 } })
  expect(closed.parts.redeemed).toEqual({ mug: 2 })
  expect({ ...closed, parts: {} }).toEqual({ ...memory, parts: {} })
})
