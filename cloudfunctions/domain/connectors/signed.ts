import * as v from 'valibot'
import { OrderPush } from '../../contracts/hub'
import { mergeFacts, bareFacts } from '../order'
import { canonicalOrderNo } from '../order-number'
import { isCurrent, SUCCESS, type Connector } from './connector'
import { readExactJson } from './exact-json'

const NONCE = /^[A-Za-z0-9_-]{16,64}$/

/** 通用推送; `contracts/hub.ts` says how it is sent. */
export const signed: Connector = {
  repeated: 'refused',
  read({ headers, body, now }, { secret }, digests) {
    const timestamp = headers['x-jusha-timestamp'] ?? ''
    const nonce = headers['x-jusha-nonce'] ?? ''
    const expected = digests.hmacSha256(secret, `${timestamp}.${nonce}.${body}`)
    const isOurs = digests.same(expected, headers['x-jusha-signature'] ?? '')
    if (!isOurs || !NONCE.test(nonce)) return { refused: 'SIGNATURE_WRONG' }
    if (!isCurrent(timestamp, now)) return { refused: 'TIMESTAMP_OLD' }
    const { orders } = v.parse(OrderPush, readExactJson(body))
    const facts = orders.map((each) => {
      const bare = bareFacts(each.channel, canonicalOrderNo(each.channel, each.orderNo))
      const { channel: _channel, orderNo: _orderNo, ...said } = each
      return mergeFacts(bare, { ...bare, ...said })
    })
    return { told: [{ id: nonce, facts }], reply: SUCCESS }
  },
}
