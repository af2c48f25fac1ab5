import * as v from 'valibot'
import { OrderWebhook, WebhookOrder } from '../../../contracts/order/hub'
import { bareFacts, type OrderFacts } from '../order'
import { canonicalOrderNo } from '../order-number'
import { isCurrent, SUCCESS, type Connector } from './connector'
import { readExactJson } from './exact-json'
import { believed, notTheirs, readEach, type Unread } from './records'
import { mergeFacts } from '../merge-facts'

const NONCE = /^[A-Za-z0-9_-]{16,64}$/

/** 通用推送; `contracts/order/hub.ts` says how it is sent. */
export const signed: Connector = {
  repeated: 'refused',
  hasSignedTime: true,
  read({ headers, body, now }, { secret, channels }, digests) {
    const timestamp = headers['x-jusha-timestamp'] ?? ''
    const nonce = headers['x-jusha-nonce'] ?? ''
    const expected = digests.hmacSha256(secret, `${timestamp}.${nonce}.${body}`)
    const isOurs = digests.same(expected, headers['x-jusha-signature'] ?? '')
    if (!isOurs || !NONCE.test(nonce)) return { refused: 'SIGNATURE_WRONG' }
    if (!isCurrent(timestamp, now)) return { refused: 'TIMESTAMP_OLD' }
    const { orders } = v.parse(OrderWebhook, readExactJson(body))
    const { good, unread } = readEach(orders, (record) => {
      const each = v.parse(WebhookOrder, record)
      if (!channels.includes(each.channel)) notTheirs('channel')
      const bare: OrderFacts = {
        ...bareFacts(each.channel, canonicalOrderNo(each.channel, each.orderNo)),
        untold: [],
      }
      const { channel: _channel, orderNo: _orderNo, ...said } = each
      return believed([mergeFacts(bare, { ...bare, ...said })], now)
    })
    const facts = good.flat()
    if (facts.length === 0) return { refused: 'WEBHOOK_UNREADABLE', unread }
    return { messages: [{ id: nonce, facts }], unread, reply: replyOf(unread) }
  },
}

/** The good records are taken; the bad ones are reported, to be corrected and sent again. */
function replyOf(unread: Unread[]): string {
  return unread.length === 0 ? SUCCESS : JSON.stringify({ code: 2, msg: 'PARTLY_TAKEN', unread })
}
