import type { Refund, Trade } from './trade'
import {
  fulfilled,
  isOpen,
  NEVER,
  outRefundNo,
  owing,
  paidLate,
  readPayment,
  refunded,
  type Reservation,
} from './reservation'

const reserved: Reservation = {
  _id: 'b:trade:t1',
  brand: 'b',
  account: 'b:m',
  requestId: 'r1',
  inputHash: '',
  rewardId: 'box',
  name: '礼盒',
  picture: 'mug',
  kind: 'goods',
  points: 300,
  fen: 990,
  shard: 0,
  taken: { offerId: 'cash', each: ['box'], all: [] },
  cancellable: true,
  pickUpDays: 30,
  shopId: 'hubin',
  shopName: '湖滨店',
  templateId: null,
  outTradeNo: 't1',
  appId: 'wx1',
  mchId: '1900000109',
  payer: 'hash of o-lin',
  state: 'reserved',
  reservedAt: 0,
  payBy: 900,
  dueAt: 930,
  made: null,
  paid: null,
  refund: null,
}
const trade: Trade = {
  outTradeNo: 't1',
  state: 'paid',
  appId: 'wx1',
  mchId: '1900000109',
  transactionId: '42001',
  fen: 990,
  openId: 'o-lin',
}
const payerOf = (openId: string) => `hash of ${openId}`
const read = (reservation: Reservation, told: object = {}) =>
  readPayment(reservation, { ...trade, ...told }, payerOf)
const paid = { transactionId: '42001', at: 500 }
const bought = fulfilled(reserved, paid, 'b:m:r1')
const released: Reservation = { ...reserved, state: 'released', dueAt: NEVER }

test('M2: a payment pays for what is held, is late for what went back, and counts once', () => {
  expect(read(reserved)).toEqual({ is: 'pays' })
  expect(read(released)).toEqual({ is: 'late' })
  expect(read(bought)).toEqual({ is: 'known' })
  expect(read(paidLate(released, paid))).toEqual({ is: 'known' })
})

test.each(['unpaid', 'closed', 'other', 'refunded'] as const)(
  'M2: a payment that is %s pays for nothing',
  (state) => {
    expect(read(reserved, { state })).toEqual({ is: 'nothing' })
  },
)

test.each([
  [{ fen: 989 }, 'fen'],
  [{ fen: null }, 'fen'],
  [{ openId: 'o-su' }, 'openId'],
  [{ openId: null }, 'openId'],
  [{ appId: 'wx2' }, 'appId'],
  [{ mchId: '1900000110' }, 'mchId'],
  [{ outTradeNo: 't2' }, 'outTradeNo'],
  [{ transactionId: null }, 'transactionId'],
])('M2: a payment with %o contradicts what was agreed', (told, part) => {
  expect(read(reserved, told)).toEqual({ is: 'contradiction', parts: [part] })
})

test('M2: a second payment for the same thing is a contradiction, and nothing is made again', () => {
  expect(read(bought, { transactionId: '42002' })).toEqual({
    is: 'contradiction',
    parts: ['transactionId'],
  })
})

test('M2: it can be paid until its last moment, and not at it', () => {
  expect([isOpen(reserved, 899), isOpen(reserved, 900), isOpen(bought, 0)]).toEqual([
    true,
    false,
    false,
  ])
})

test('M2: cash goes back once, whole, and only what was paid', () => {
  const owed = owing(bought, 'cancelled', 600)
  expect(owed).toMatchObject({ refund: { state: 'owed' }, dueAt: 600 })
  expect(() => owing(owed, 'cancelled', 601)).toThrow('once')
  expect(() => owing(reserved, 'late', 600)).toThrow('not paid')
  expect(() => paidLate(reserved, paid)).toThrow('released')
  const told: Refund = { outRefundNo: outRefundNo(owed), outTradeNo: 't1', state: 'done', fen: 990 }
  expect(refunded(owed, { ...told, state: 'underWay' })).toMatchObject({ dueAt: 600 + 3_600_000 })
  const done = refunded(owed, told)
  expect(done).toMatchObject({ refund: { state: 'done' }, dueAt: NEVER })
  expect(refunded(done as Reservation, told)).toBeNull()
  expect(refunded(owed, { ...told, fen: 1 })).toEqual({ parts: ['fen'] })
  expect(refunded(bought, told)).toEqual({ parts: ['refund'] })
  expect(refunded(owed, { ...told, state: 'failed' })).toMatchObject({
    refund: { state: 'failed' },
    dueAt: NEVER,
  })
})
