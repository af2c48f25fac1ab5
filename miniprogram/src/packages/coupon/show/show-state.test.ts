import type { Action, OutputOf, Reply } from '@contracts/action'
import type { showCoupon } from '@contracts/coupon/coupon'
import type { Call } from '@/cloud/make-call'
import { createShow } from './show-state'

type Shown = OutputOf<typeof showCoupon>

const shown = (state: Shown['coupon']['state']): Shown => ({
  now: 0,
  code: '803644172950',
  coupon: {
    couponId: 'c1',
    face: { kind: 'off', title: '券', value: 2000, floorFen: 0, terms: '', shopNames: [] },
    state,
    issuedAt: 0,
    startsAt: 0,
    expiresAt: 1,
    used: state === 'used' ? { at: 1, shopName: '湖滨店' } : null,
    points: null,
    cancellable: false,
  },
})

function cloudOf(answerOf: (time: number) => Reply<typeof showCoupon>) {
  let asked = 0
  const call: Call = async <A extends Action>() => {
    asked += 1
    return answerOf(asked) as Reply<A>
  }
  return { call, asked: () => asked }
}

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

test('the page asks every three seconds and stops once the coupon was used', async () => {
  const { call, asked } = cloudOf((time) => ({ ok: shown(time < 3 ? 'usable' : 'used') }))
  const show = createShow(call, 'c1')
  show.start()
  await jest.advanceTimersByTimeAsync(30_000)
  expect(asked()).toBe(3)
  expect(show.screen.state.getState().data?.coupon.used?.shopName).toBe('湖滨店')
})

test('a hidden page asks nothing, and asks immediately when it is shown again', async () => {
  const { call, asked } = cloudOf(() => ({ ok: shown('usable') }))
  const show = createShow(call, 'c1')
  show.start()
  await jest.advanceTimersByTimeAsync(1_000)
  show.stop()
  await jest.advanceTimersByTimeAsync(30_000)
  expect(asked()).toBe(1)
  show.start()
  await jest.advanceTimersByTimeAsync(0)
  expect(asked()).toBe(2)
})

test('without a network the code stays on the screen and the page keeps asking', async () => {
  const { call, asked } = cloudOf((time) =>
    time === 1 ? { ok: shown('usable') } : { unavailable: true, reference: '' },
  )
  const show = createShow(call, 'c1')
  show.start()
  await jest.advanceTimersByTimeAsync(6_500)
  expect(asked()).toBe(3)
  expect(show.screen.state.getState()).toMatchObject({
    data: { code: '803644172950' },
    failure: { kind: 'unavailable' },
  })
})

test('a coupon of another member is asked for once', async () => {
  const { call, asked } = cloudOf(() => ({ refused: 'COUPON_NOT_FOUND' }))
  createShow(call, 'c1').start()
  await jest.advanceTimersByTimeAsync(10_000)
  expect(asked()).toBe(1)
})
