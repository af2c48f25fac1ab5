import * as v from 'valibot'
import { readExactJson } from '../webhook/exact-json'
import { Digits, Fen } from '../webhook/fields'
import { bareFacts, paidOf, type Untold } from '../order'
import type { OrderStatus } from '../order-status'
import { JSON_TYPE, secondsOf, type OrderApi } from './order-api'
import { signXhs, sortedJson } from './signing'
import { Milliseconds } from './time'

const METHOD = 'order.getOrderDetail'
const VERSION = '2.0'

const STATUS = new Map<number, OrderStatus>([
  [1, 'unpaid'],
  [2, 'paid'],
  [3, 'paid'],
  [4, 'paid'],
  [5, 'shipped'],
  [6, 'shipped'],
  [7, 'completed'],
  [8, 'closed'],
  [9, 'closed'],
])

/** 1 none, 2 under way, 3 paid back, 4 refused, 5 closed, 6 the platform decides, 7 withdrawn. */
const NO_AFTER_SALE = 1
const REFUNDED = 3
const OPEN_AFTER_SALE = [2, 6]

const Answer = v.object({
  success: v.boolean(),
  error_code: v.optional(v.number(), 0),
  error_msg: v.optional(v.string(), ''),
  data: v.nullish(
    v.object({
      orderId: Digits,
      orderStatus: v.number(),
      totalPayAmount: Fen,
      totalShippingFree: v.optional(Fen, 0),
      createdTime: Milliseconds,
      paidTime: Milliseconds,
      finishTime: Milliseconds,
      orderAfterSalesStatus: v.optional(v.number(), NO_AFTER_SALE),
      skuList: v.optional(
        v.array(
          v.object({
            skuName: v.string(),
            skuQuantity: v.number(),
            totalPaidAmount: v.optional(Fen),
          }),
        ),
        [],
      ),
    }),
  ),
})
/** The gateway's code for too many calls. */
const BUSY_CODES = [429, 500, 10_429]

/** 小红书: `order.getOrderDetail`. Sums are fen, times milliseconds. */
export const xhs: OrderApi = {
  ask(orderNo, { appKey, secret, accessToken, endpoint }, now, digests) {
    const signed = { method: METHOD, appId: appKey, timestamp: secondsOf(now), version: VERSION }
    const sign = signXhs(secret, signed, digests)
    const body = sortedJson({ ...signed, accessToken, sign, orderId: orderNo })
    const url = `${endpoint}/ark/open_api/v3/common_controller`
    return { method: 'POST', url, headers: JSON_TYPE, body }
  },
  read(body) {
    const answer = v.parse(Answer, readExactJson(body))
    const { success, error_code: code, error_msg: said, data } = answer
    if (!success || code !== 0) {
      if (said.includes('不存在')) return { unknown: true }
      return BUSY_CODES.includes(code) ? { busy: `${code} ${said}` } : { denied: `${code} ${said}` }
    }
    if (!data) return { unknown: true }
    const status = STATUS.get(data.orderStatus)
    if (!status) return { busy: `状态 ${data.orderStatus}` }
    const paidFen = paidOf(status, data.paidTime, data.totalPayAmount)
    const afterSale = data.orderAfterSalesStatus
    const untold: Untold[] = OPEN_AFTER_SALE.includes(afterSale) ? ['refunds'] : []
    return {
      order: {
        ...bareFacts('xhs', data.orderId),
        status,
        freightFen: data.totalShippingFree,
        paidFen,
        refundedFen: afterSale === REFUNDED ? paidFen : 0,
        untold,
        createdAt: data.createdTime,
        paidAt: data.paidTime,
        completedAt: status === 'completed' ? data.finishTime : null,
        items: data.skuList.map(({ skuName: title, skuQuantity: quantity, totalPaidAmount }) => ({
          title,
          quantity,
          paidFen: totalPaidAmount ?? null,
        })),
      },
    }
  },
}
