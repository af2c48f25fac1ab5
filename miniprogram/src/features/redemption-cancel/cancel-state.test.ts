import type { Action, Reply } from '@contracts/action'
import type { cancelRedemption } from '@contracts/mall/redemption'
import type { Call } from '@/cloud/make-call'
import { createCancel, type Cancellation } from './cancel-state'
import type { Asked } from '../../cloud/audience'

const placed: Cancellation['redemption'] = {
  redemptionId: 'r1',
  rewardId: 'mug',
  name: '杯',
  picture: 'mug',
  kind: 'goods',
  points: 680,
  state: 'placed',
  placedAt: 0,
  couponId: null,
  shopName: '湖滨店',
  pickUp: { lastDay: '2026-12-20', isOver: false, handedOver: null },
  poolCode: null,
  cancellable: true,
}
const done: Cancellation = {
  redemption: { ...placed, state: 'cancelled', cancellable: false },
  balance: 680,
  restored: 680,
  paidToDeficit: 0,
  grace: null,
}

function cloudOf(...answers: Reply<typeof cancelRedemption>[]) {
  const sent: unknown[] = []
  const call: Call = async <A extends Action>(_action: A, input: Asked<A>) => {
    sent.push(input)
    return answers[sent.length - 1] as Reply<A>
  }
  const told: Cancellation[] = []
  return { acting: createCancel({ call, onDone: (each) => told.push(each) }), sent, told }
}

test('two taps on an open sheet cancel once, and the page is informed', async () => {
  const { acting, sent, told } = cloudOf({ ok: done }, { ok: done })
  await acting.submit()
  expect(sent).toEqual([])
  acting.open(placed)
  await Promise.all([acting.submit(), acting.submit()])
  await acting.submit()
  expect(sent).toEqual([{ redemptionId: 'r1' }])
  expect(told).toEqual([done])
})

test('a coupon that was used meanwhile is shown with its shop', async () => {
  const used = { refused: 'COUPON_USED' as const, detail: { shopName: '武林店', at: 0 } }
  const { acting } = cloudOf(used, { ok: done })
  acting.open(placed)
  await acting.submit()
  const { failure } = acting.state.getState()
  expect(failure?.title).toBe('这张券已经用掉了')
  expect(failure?.body).toContain('武林店')
})

test('after a lost network the same request can be sent again', async () => {
  const { acting, sent } = cloudOf({ unavailable: true, reference: 'x' }, { ok: done })
  acting.open(placed)
  await acting.submit()
  expect(acting.state.getState().failure?.kind).toBe('unavailable')
  await acting.submit()
  expect(sent).toHaveLength(2)
  expect(acting.state.getState()).toMatchObject({ failure: null, done: { balance: 680 } })
})

test('W7: a sheet that was closed early opens again with its answer', async () => {
  const { acting, told } = cloudOf({ ok: done })
  acting.open(placed)
  const sending = acting.submit()
  acting.close()
  expect(acting.state.getState().shut).toBe(true)
  await sending
  expect(acting.state.getState()).toMatchObject({ made: placed, shut: false, done })
  expect(told).toEqual([done])
})
