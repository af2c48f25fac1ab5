import type { Action, Reply } from '@contracts/action'
import type { Call } from '@/cloud/make-call'
import type { Paying } from './payment-type'
import { createPay, timeLeft, type Waiting } from './pay-state'

const payment = {
  timeStamp: '1',
  nonceStr: 'n',
  package: 'prepay_id=1',
  signType: 'RSA',
  paySign: 's',
}
const waiting = (state: Waiting['reservation']['state']): Waiting => ({
  now: 0,
  balance: 100,
  reservation: {
    reservationId: 'b:trade:1',
    rewardId: 'box',
    name: '礼盒',
    picture: 'mug',
    kind: 'goods',
    points: 300,
    fen: 990,
    state,
    payBy: 900_000,
    shopName: '湖滨店',
    redemptionId: null,
    refund: null,
  },
})

/** Answers each action with its next answer, and the last one from then on. */
function cloudOf(answers: Record<string, unknown[]>) {
  const asked: string[] = []
  const call: Call = async <A extends Action>(action: A) => {
    asked.push(action.name)
    const own = answers[action.name] ?? []
    return (own.length > 1 ? own.shift() : own[0]) as Reply<A>
  }
  return { call, asked }
}

const reserved = { ok: waiting('reserved') }

test.each<[Paying, Waiting['reservation']['state']]>([
  ['done', 'fulfilled'],
  ['cancelled', 'reserved'],
  ['failed', 'reserved'],
])(
  'M1: after WeChat’s sheet (%s) the cloud is asked, and alone says what is paid',
  async (paying, state) => {
    const { call, asked } = cloudOf({
      'reservation.check': [reserved, { ok: waiting(state) }],
      'reservation.pay': [
        { ok: { now: 0, reservation: waiting('reserved').reservation, payment } },
      ],
    })
    const given: unknown[] = []
    const pay = createPay(call, 'b:trade:1', async (what) => {
      given.push(what)
      return paying
    })
    await pay.load()
    await Promise.all([pay.submit(), pay.submit()])
    expect(given).toEqual([payment])
    expect(asked).toEqual(['reservation.check', 'reservation.pay', 'reservation.check'])
    expect(pay.screen.state.getState().data?.reservation.state).toBe(state)
    expect(pay.state.getState()).toEqual({
      sending: null,
      failure: null,
      unpaid: paying === 'done' ? null : paying,
    })
  },
)

test('M2: what is over is not paid, and says so', async () => {
  const { call } = cloudOf({
    'reservation.check': [{ ok: waiting('released') }],
    'reservation.pay': [{ refused: 'RESERVATION_OVER' }],
  })
  const pay = createPay(call, 'b:trade:1', async () => 'done')
  await pay.submit()
  expect(pay.state.getState().failure?.title).toBe('付款时间过了')
  expect(pay.screen.state.getState().data?.reservation.state).toBe('released')
})

test('M2: given up: the page shows that it went back, or that it was paid meanwhile', async () => {
  const back = cloudOf({ 'reservation.cancel': [{ ok: waiting('released') }] })
  const given = createPay(back.call, 'b:trade:1', async () => 'done')
  await given.cancel()
  expect(given.screen.state.getState().data).toBeNull()
  const late = cloudOf({
    'reservation.cancel': [{ refused: 'ALREADY_PAID' }],
    'reservation.check': [{ ok: waiting('fulfilled') }],
  })
  const paid = createPay(late.call, 'b:trade:1', async () => 'done')
  await paid.cancel()
  expect(paid.state.getState().failure?.title).toBe('已经付过了')
  expect(paid.screen.state.getState().data?.reservation.state).toBe('fulfilled')
})

test('the time that is left is shown to the second, and never below zero', () => {
  expect([0, 28_000, 900_000, 900_001].map((now) => timeLeft(900_000, now))).toEqual([
    '15:00',
    '14:32',
    '0:00',
    '0:00',
  ])
})
