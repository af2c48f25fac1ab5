import * as v from 'valibot'
import { readExactJson } from '../webhook/exact-json'
import { Digits, Fen } from '../webhook/fields'
import { bareFacts, paidOf } from '../order'
import type { OrderStatus } from '../order-status'
import { withQuery, type OrderApi } from './order-api'
import { signKuaishou, sortedJson } from './signing'
import { Milliseconds } from './time'

const METHOD = 'open.order.detail'
const OK = 1
/** Too many calls, and failures of the platform. */
const BUSY_CODES = [21, 22, 500, 1015, 10_000]

const STATUS = new Map<number, OrderStatus>([
  [10, 'unpaid'],
  [30, 'paid'],
  [40, 'shipped'],
  [50, 'shipped'],
  [70, 'completed'],
  [80, 'closed'],
])

const Item = v.object({ itemTitle: v.string(), num: v.number() })
const Answer = v.object({
  result: v.number(),
  error_msg: v.optional(v.string(), ''),
  data: v.nullish(
    v.object({
      orderBaseInfo: v.object({
        oid: Digits,
        status: v.number(),
        totalFee: Fen,
        expressFee: v.optional(Fen, 0),
        createTime: Milliseconds,
        payTime: Milliseconds,
        finishTime: Milliseconds,
      }),
      orderItemInfo: v.nullish(Item),
    }),
  ),
})

/** 快手: `open.order.detail`, signed with the secret for signing, not with the application's. */
export const kuaishou: OrderApi = {
  ask(orderNo, { appKey, signSecret, accessToken, endpoint }, now, digests) {
    const fields = {
      method: METHOD,
      appkey: appKey,
      access_token: accessToken,
      version: '1',
      timestamp: String(now),
      signMethod: 'HMAC_SHA256' as const,
      param: sortedJson({ oid: orderNo }),
    }
    const sign = signKuaishou(signSecret, fields, digests)
    const url = withQuery(`${endpoint}/${METHOD.replaceAll('.', '/')}`, { ...fields, sign })
    return { method: 'GET', url, headers: {}, body: null }
  },
  read(body) {
    const { result, error_msg: said, data } = v.parse(Answer, readExactJson(body))
    if (result !== OK) {
      if (said.includes('不存在')) return { unknown: true }
      return BUSY_CODES.includes(result)
        ? { busy: `${result} ${said}` }
        : { denied: `${result} ${said}` }
    }
    if (!data) return { unknown: true }
    const { orderBaseInfo: order, orderItemInfo: item } = data
    const status = STATUS.get(order.status)
    if (!status) return { busy: `状态 ${order.status}` }
    return {
      order: {
        ...bareFacts('kuaishou', order.oid),
        status,
        freightFen: order.expressFee,
        paidFen: paidOf(status, order.payTime, order.totalFee),
        createdAt: order.createTime,
        paidAt: order.payTime,
        completedAt: status === 'completed' ? order.finishTime : null,
        // A full refund closes the order; this interface never shows a partial one.
        untold: [],
        items: item ? [{ title: item.itemTitle, quantity: item.num, paidFen: null }] : [],
      },
    }
  },
}
