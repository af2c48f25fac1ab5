import * as v from 'valibot'
import { clockTime } from '../../business-day'
import { readExactJson } from '../webhook/exact-json'
import { Digits, Yuan } from '../webhook/fields'
import { bareFacts, paidOf } from '../order'
import type { OrderStatus } from '../order-status'
import { formRequest, type OrderApi } from './order-api'
import { signJd, sortedJson } from './signing'
import { ShanghaiTime } from './time'

const FIELDS =
  'orderId,orderState,orderPayment,freightPrice,orderStartTime,paymentConfirmTime,orderEndTime,' +
  'itemInfoList'

const STATUS = new Map<string, OrderStatus>([
  ['NOT_PAY', 'unpaid'],
  ['WAIT_SELLER_STOCK_OUT', 'paid'],
  ['WAIT_SELLER_DELIVERY', 'paid'],
  ['POP_ORDER_PAUSE', 'paid'],
  ['LOCKED', 'paid'],
  ['WAIT_GOODS_RECEIVE_CONFIRM', 'shipped'],
  ['FINISHED_L', 'completed'],
  ['TRADE_CANCELED', 'closed'],
])

const Count = v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.safeInteger())
const Info = v.object({
  orderId: Digits,
  orderState: v.string(),
  orderPayment: Yuan,
  freightPrice: v.optional(Yuan, '0'),
  orderStartTime: ShanghaiTime,
  paymentConfirmTime: ShanghaiTime,
  orderEndTime: ShanghaiTime,
  itemInfoList: v.optional(v.array(v.object({ skuName: v.string(), itemTotal: Count })), []),
})
/** This is how 京东 spells it. */
const Answer = v.union([
  v.object({
    jingdong_pop_order_get_responce: v.object({
      orderDetailInfo: v.object({
        apiResult: v.object({
          success: v.boolean(),
          errorCode: v.optional(v.string(), ''),
          chineseErrCode: v.optional(v.string(), ''),
        }),
        orderInfo: v.nullish(Info),
      }),
    }),
  }),
  v.object({ error_response: v.object({ code: v.string(), zh_desc: v.optional(v.string(), '') }) }),
])

/** 京东: `jingdong.pop.order.get`. */
export const jd: OrderApi = {
  ask(orderNo, { appKey, secret, accessToken, endpoint }, now, digests) {
    const milliseconds = String(now % 1000).padStart(3, '0')
    const fields = {
      method: 'jingdong.pop.order.get',
      app_key: appKey,
      access_token: accessToken,
      timestamp: `${clockTime(now)}.${milliseconds}+0800`,
      format: 'json',
      v: '2.0',
      '360buy_param_json': sortedJson({ order_id: orderNo, optional_fields: FIELDS }),
    }
    return formRequest(`${endpoint}/routerjson`, {
      ...fields,
      sign: signJd(secret, fields, digests),
    })
  },
  read(body) {
    const answer = v.parse(Answer, readExactJson(body))
    if ('error_response' in answer) {
      const { code, zh_desc: said } = answer.error_response
      return BUSY_CODES.includes(code) ? { busy: `${code} ${said}` } : { denied: `${code} ${said}` }
    }
    const { apiResult, orderInfo } = answer.jingdong_pop_order_get_responce.orderDetailInfo
    if (!apiResult.success) return { busy: `${apiResult.errorCode} ${apiResult.chineseErrCode}` }
    return orderInfo ? orderOf(orderInfo) : { unknown: true }
  },
}

/** Too many calls, or a service of the platform is down. */
const BUSY_CODES = ['18', '22', '62', '65', '66', '67']

function orderOf(info: v.InferOutput<typeof Info>) {
  const status = STATUS.get(info.orderState)
  if (!status) return { busy: `状态 ${info.orderState}` }
  return {
    order: {
      ...bareFacts('jd', info.orderId),
      status,
      freightFen: info.freightPrice,
      paidFen: paidOf(status, info.paymentConfirmTime, info.orderPayment),
      createdAt: info.orderStartTime,
      paidAt: info.paymentConfirmTime,
      completedAt: status === 'completed' ? info.orderEndTime : null,
      // A full refund closes the order; this interface never shows a partial one.
      untold: [],
      items: info.itemInfoList.map(({ skuName: title, itemTotal: quantity }) => ({
        title,
        quantity,
        paidFen: null,
      })),
    },
  }
}
