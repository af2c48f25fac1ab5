import * as v from 'valibot'
import { ShanghaiTime } from '../api/time'
import { bareFacts, paidOf, type OrderFacts } from '../order'
import type { OrderStatus } from '../order-status'
import { SUCCESS, type Connector } from './connector'
import { readExactJson } from './exact-json'
import { Digits, Yuan } from './fields'
import { believed } from './records'

/** The envelope; 交易 messages carry their content as url-encoded JSON, refunds as an object. */
const Envelope = v.object({
  msg_id: Digits,
  type: v.string(),
  msg: v.union([v.string(), v.record(v.string(), v.unknown())]),
})

const Trade = v.object({
  full_order_info: v.object({
    order_info: v.object({
      tid: Digits,
      created: ShanghaiTime,
      pay_time: ShanghaiTime,
      success_time: ShanghaiTime,
    }),
    pay_info: v.object({ payment: Yuan, post_fee: v.optional(Yuan, '0') }),
    orders: v.optional(
      v.array(v.object({ title: v.string(), num: v.number(), payment: v.optional(Yuan) })),
      [],
    ),
  }),
})

const Refund = v.object({ tid: Digits, refund_id: Digits, refunded_fee: Yuan })

const STATUS = new Map<string, OrderStatus>([
  ['trade_TradePaid', 'paid'],
  ['trade_TradeBuyerPay', 'paid'],
  ['trade_TradeSellerShip', 'shipped'],
  ['trade_TradeSuccess', 'completed'],
  ['trade_TradeClose', 'closed'],
])

/** 有赞: `Event-Sign` is the MD5 of client_id, the bytes of the body, and client_secret. */
export const youzan: Connector = {
  repeated: 'answered',
  hasSignedTime: false,
  read({ headers, body, now }, { id, secret }, digests) {
    const isTheirs = digests.same(digests.md5(id + body + secret), headers['event-sign'] ?? '')
    if (!isTheirs) return { refused: 'SIGNATURE_WRONG' }
    const envelope = v.parse(Envelope, readExactJson(body))
    // The header of the same name is not signed: anybody who has a webhook could change it.
    const { msg, type } = envelope
    const content = typeof msg === 'string' ? readExactJson(plainText(msg)) : msg
    const facts = believed(factsOf(type, content), now)
    return { messages: [{ id: envelope.msg_id, facts }], reply: SUCCESS }
  },
}

function plainText(encoded: string): string {
  return encoded.startsWith('{') ? encoded : decodeURIComponent(encoded.replace(/\+/g, ' '))
}

function factsOf(type: string, content: unknown): OrderFacts[] {
  if (type.endsWith('RefundSuccess')) {
    const refund = v.parse(Refund, content)
    const refunds = [{ id: refund.refund_id, fen: refund.refunded_fee }]
    // A refunded amount was paid, even if this message is the first about the order.
    const bare = bareFacts('youzan', refund.tid)
    return [
      { ...bare, status: 'paid', refundedFen: refund.refunded_fee, refunds, untold: ['paid'] },
    ]
  }
  const status = STATUS.get(type)
  if (!status) return []
  const { order_info: order, pay_info: pay, orders } = v.parse(Trade, content).full_order_info
  const items = orders.map(({ title, num, payment }) => ({
    title,
    quantity: num,
    paidFen: payment ?? null,
  }))
  return [
    {
      // Refunds come as separate messages.
      ...bareFacts('youzan', order.tid),
      status,
      items,
      untold: [],
      paidFen: paidOf(status, order.pay_time, pay.payment),
      freightFen: pay.post_fee,
      createdAt: order.created,
      paidAt: order.pay_time,
      completedAt: order.success_time,
    },
  ]
}
