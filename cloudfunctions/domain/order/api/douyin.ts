import * as v from 'valibot'
import { readExactJson } from '../webhook/exact-json'
import { Digits, Fen, Seconds } from '../webhook/fields'
import { bareFacts, paidOf } from '../order'
import type { OrderStatus } from '../order-status'
import { JSON_TYPE, secondsOf, withQuery, type OrderApi } from './order-api'
import { signDouyin, sortedJson } from './signing'

const METHOD = 'order.orderDetail'
const OK = 10_000
/** The gateway's codes for too many calls and for its own failures. */
const BUSY_CODES = [20_000, 30_002, 80_000]

const STATUS = new Map<number, OrderStatus>([
  [1, 'unpaid'],
  [2, 'paid'],
  [101, 'shipped'],
  [3, 'shipped'],
  [4, 'closed'],
  [5, 'completed'],
])

const Time = v.optional(Seconds, 0)
const Line = v.object({
  order_id: Digits,
  product_name: v.string(),
  item_num: v.number(),
  pay_amount: Fen,
  after_sale_info: v.optional(v.object({ refund_status: v.optional(v.number()) })),
})
const Answer = v.object({
  code: v.number(),
  msg: v.optional(v.string(), ''),
  sub_code: v.optional(v.string(), ''),
  sub_msg: v.optional(v.string(), ''),
  data: v.nullish(
    v.object({
      shop_order_detail: v.nullish(
        v.object({
          order_id: Digits,
          order_status: v.number(),
          pay_amount: Fen,
          post_amount: v.optional(Fen, 0),
          create_time: Time,
          pay_time: Time,
          finish_time: Time,
          sku_order_list: v.optional(v.array(Line), []),
        }),
      ),
    }),
  ),
})
/** A line whose refund is complete. */
const REFUNDED = 3

/** 抖店: `order.orderDetail`. The text that is signed is exactly the text that is sent. */
export const douyin: OrderApi = {
  ask(orderNo, { appKey, secret, accessToken, endpoint }, now, digests) {
    const parameters = { shop_order_id: orderNo }
    const timestamp = secondsOf(now)
    const request = { appKey, method: METHOD, parameters, timestamp }
    const url = withQuery(`${endpoint}/${METHOD.replace('.', '/')}`, {
      method: METHOD,
      app_key: appKey,
      access_token: accessToken,
      timestamp,
      v: '2',
      sign_method: 'hmac-sha256',
      sign: signDouyin(secret, request, digests),
    })
    return { method: 'POST', url, headers: JSON_TYPE, body: sortedJson(parameters) }
  },
  read(body) {
    const {
      code,
      msg,
      data,
      sub_code: subCode,
      sub_msg: subMsg,
    } = v.parse(Answer, readExactJson(body))
    if (code !== OK) {
      const said = [code, subCode, subMsg || msg].filter(Boolean).join(' ')
      if (said.includes('不存在')) return { unknown: true }
      return BUSY_CODES.includes(code) ? { busy: said } : { denied: said }
    }
    const order = data?.shop_order_detail
    if (!order) return { unknown: true }
    const status = STATUS.get(order.order_status)
    if (!status) return { busy: `状态 ${order.order_status}` }
    const lines = order.sku_order_list
    const tellsRefunds = lines.every((line) => line.after_sale_info?.refund_status !== undefined)
    return {
      order: {
        ...bareFacts('douyin', order.order_id),
        status,
        freightFen: order.post_amount,
        paidFen: paidOf(status, order.pay_time, order.pay_amount),
        createdAt: order.create_time,
        paidAt: order.pay_time,
        completedAt: status === 'completed' ? order.finish_time : null,
        untold: lines.length > 0 && tellsRefunds ? [] : ['refunds'],
        items: lines.map(({ product_name: title, item_num: quantity, pay_amount: paidFen }) => ({
          title,
          quantity,
          paidFen,
        })),
        numbers: lines.map(({ order_id: no }) => no),
        refunds: lines
          .filter((line) => line.after_sale_info?.refund_status === REFUNDED)
          .map(({ order_id: no, pay_amount: fen }) => ({ id: `sku-${no}`, fen })),
      },
    }
  },
}
