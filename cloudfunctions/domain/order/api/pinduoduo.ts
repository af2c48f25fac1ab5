import * as v from 'valibot'
import { readExactJson } from '../webhook/exact-json'
import { Digits, Yuan } from '../webhook/fields'
import { bareFacts, paidOf, type Untold } from '../order'
import type { OrderStatus } from '../order-status'
import { formRequest, secondsOf, type OrderApi } from './order-api'
import { signPinduoduo } from './signing'
import { ShanghaiTime } from './time'

const Info = v.object({
  order_sn: Digits,
  /** 1 to be sent, 2 sent, 3 received. */
  order_status: v.number(),
  /** 0 no deal yet, 1 a deal, 2 cancelled. */
  confirm_status: v.optional(v.number()),
  /** 4: everything was refunded. */
  refund_status: v.optional(v.number()),
  pay_amount: Yuan,
  postage: v.optional(Yuan, '0'),
  created_time: ShanghaiTime,
  pay_time: ShanghaiTime,
  receive_time: ShanghaiTime,
  item_list: v.optional(v.array(v.object({ goods_name: v.string(), goods_count: v.number() })), []),
})
const Answer = v.union([
  v.object({ order_info_get_response: v.object({ order_info: Info }) }),
  v.object({
    error_response: v.object({ error_code: v.number(), error_msg: v.optional(v.string(), '') }),
  }),
])

const STATUS = new Map<number, OrderStatus>([
  [1, 'paid'],
  [2, 'shipped'],
  [3, 'completed'],
])
const DEAL = 1
const CANCELLED = 2
const REFUNDED = 4

/** 拼多多: `pdd.order.information.get`, for orders of the last three months. */
export const pinduoduo: OrderApi = {
  ask(orderNo, { appKey, secret, accessToken, endpoint }, now, digests) {
    const fields = {
      type: 'pdd.order.information.get',
      client_id: appKey,
      access_token: accessToken,
      timestamp: secondsOf(now),
      data_type: 'JSON',
      order_sn: orderNo,
    }
    const sign = signPinduoduo(secret, fields, digests)
    return formRequest(`${endpoint}/api/router`, { ...fields, sign })
  },
  read(body) {
    const answer = v.parse(Answer, readExactJson(body))
    if ('error_response' in answer) return failureOf(answer.error_response)
    const { order_info: info } = answer.order_info_get_response
    const status = statusOf(info)
    if (!status) return { busy: `状态 ${info.order_status}` }
    const paidFen = paidOf(status, info.pay_time, info.pay_amount)
    const untold: Untold[] = info.refund_status === undefined ? ['refunds'] : []
    return {
      order: {
        ...bareFacts('pdd', info.order_sn),
        status,
        paidFen,
        freightFen: info.postage,
        refundedFen: info.refund_status === REFUNDED ? paidFen : 0,
        untold,
        createdAt: info.created_time,
        paidAt: info.pay_time,
        completedAt: status === 'completed' ? info.receive_time : null,
        items: info.item_list.map(({ goods_name: title, goods_count: quantity }) => ({
          title,
          quantity,
          paidFen: null,
        })),
      },
    }
  },
}

function statusOf(info: v.InferOutput<typeof Info>): OrderStatus | undefined {
  if (info.confirm_status === CANCELLED) return 'closed'
  const status = STATUS.get(info.order_status)
  // To be sent, but no deal and no payment: nobody has paid yet.
  const isDeal = info.confirm_status === DEAL || info.pay_time !== null
  return status === 'paid' && !isDeal ? 'unpaid' : status
}

/** 70031/70032: the limit of calls; 50000 and above: failures of the platform. */
const BUSY_CODES = [70031, 70032, 70034]
const PLATFORM = 50_000
const PLATFORM_END = 60_000

function failureOf({
  error_code: code,
  error_msg: msg,
}: {
  error_code: number
  error_msg: string
}) {
  if (msg.includes('不存在')) return { unknown: true as const }
  const said = `${code} ${msg}`
  const isTheirs = code >= PLATFORM && code < PLATFORM_END
  return isTheirs || BUSY_CODES.includes(code) ? { busy: said } : { denied: said }
}
