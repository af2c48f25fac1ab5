import * as v from 'valibot'
import { bareFacts, type OrderFacts } from '../order'
import { SUCCESS, type Connector } from './connector'
import { readExactJson } from './exact-json'
import { Digits, Fen, Seconds } from './fields'
import { believed, readEach } from './records'

const Messages = v.pipe(v.array(v.unknown()), v.maxLength(100))
const Message = v.object({ tag: Digits, msg_id: Digits, data: v.unknown() })

const Paid = v.object({ p_id: Digits, pay_amount: Fen, pay_time: v.optional(Seconds, 0) })
const Shipped = v.object({ p_id: Digits })
const Completed = v.object({ p_id: Digits, complete_time: v.optional(Seconds, 0) })
const Refunded = v.object({ p_id: Digits, aftersale_id: Digits, refund_amount: Fen })

/** 抖店: `event-sign` is the MD5 of app_key, the bytes of the body, and app_secret. */
export const douyin: Connector = {
  repeated: 'answered',
  hasSignedTime: false,
  read({ headers, body, now }, { id, secret }, digests) {
    const isTheirs = digests.same(digests.md5(id + body + secret), headers['event-sign'] ?? '')
    if (!isTheirs) return { refused: 'SIGNATURE_WRONG' }
    const messages = v.parse(Messages, readExactJson(body))
    const { good: read, unread } = readEach(messages, (each) => {
      const { tag, msg_id: id, data } = v.parse(Message, each)
      const facts = factsOf(tag, typeof data === 'string' ? readExactJson(data) : data)
      return { id, facts: believed(facts, now) }
    })
    const isAllUnread = read.length === 0 && unread.length > 0
    return isAllUnread
      ? { refused: 'WEBHOOK_UNREADABLE', unread }
      : { messages: read, unread, reply: SUCCESS }
  },
}

/** Refunds come as separate messages, so what a message about an order lacks is the paid sum. */
const bareOf = (no: string): OrderFacts => ({ ...bareFacts('douyin', no), untold: ['paid'] })

/** The tags of 订单支付, 卖家发货, 交易完成, 订单取消 and 退款成功; other tags contain no money. */
function factsOf(tag: string, data: unknown): OrderFacts[] {
  switch (tag) {
    case '101': {
      const { p_id: no, pay_amount: paidFen, pay_time: paidAt } = v.parse(Paid, data)
      return [{ ...bareOf(no), status: 'paid', paidFen, paidAt, untold: [] }]
    }
    case '102':
      return [{ ...bareOf(v.parse(Shipped, data).p_id), status: 'shipped' }]
    case '103': {
      const { p_id: no, complete_time: completedAt } = v.parse(Completed, data)
      return [{ ...bareOf(no), status: 'completed', completedAt }]
    }
    case '106':
      return [{ ...bareOf(v.parse(Shipped, data).p_id), status: 'closed' }]
    case '206': {
      const { p_id: no, aftersale_id: id, refund_amount: fen } = v.parse(Refunded, data)
      return [{ ...bareOf(no), status: 'paid', refundedFen: fen, refunds: [{ id, fen }] }]
    }
    default:
      return []
  }
}
