import type { Action, OutputOf, Reply } from '@contracts/action'
import type { showPickUp } from '@contracts/mall/redemption'
import type { Call } from '@/cloud/make-call'
import { createPickUp } from './pick-up-state'

type Shown = OutputOf<typeof showPickUp>

const shown = (code: string | null): Shown => ({
  now: 0,
  code,
  shopAddress: '武林路 88 号',
  redemption: {
    redemptionId: 'r1',
    rewardId: 'mug',
    name: '马克杯',
    picture: 'mug',
    kind: 'goods',
    points: 680,
    state: 'placed',
    placedAt: 0,
    couponId: null,
    shopName: '武林店',
    cancellable: true,
    pickUp: { lastDay: '2026-12-19', isOver: false, handedOver: null },
    poolCode: null,
  },
})

function cloudOf(answerOf: (time: number) => Reply<typeof showPickUp>) {
  let asked = 0
  const call: Call = async <A extends Action>() => {
    asked += 1
    return answerOf(asked) as Reply<A>
  }
  return { call, asked: () => asked }
}

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

test('M16: the page asks until the goods were handed over, and no longer', async () => {
  const { call, asked } = cloudOf((time) => ({ ok: shown(time < 3 ? '482173009911' : null) }))
  const pickUp = createPickUp(call, 'r1')
  pickUp.start()
  await jest.advanceTimersByTimeAsync(30_000)
  expect(asked()).toBe(3)
  expect(pickUp.screen.state.getState().data?.code).toBeNull()
})

test('M16: goods of another member are asked for once', async () => {
  const { call, asked } = cloudOf(() => ({ refused: 'REDEMPTION_NOT_FOUND' }))
  createPickUp(call, 'r1').start()
  await jest.advanceTimersByTimeAsync(10_000)
  expect(asked()).toBe(1)
})
