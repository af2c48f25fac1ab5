import * as v from 'valibot'
import { clockTime } from '../../business-day'
import { readExactJson } from '../webhook/exact-json'
import { Digits, Yuan } from '../webhook/fields'
import { bareFacts, paidOf } from '../order'
import type { OrderStatus } from '../order-status'
import { formRequest, type OrderApi } from './order-api'
import { signTaobao } from './signing'
import { ShanghaiTime } from './time'

const FIELDS =
  'tid,status,payment,post_fee,created,pay_time,end_time,' +
  'orders.oid,orders.title,orders.num,orders.divide_order_fee,orders.refund_status'

const STATUS = new Map<string, OrderStatus>([
  ['WAIT_BUYER_PAY', 'unpaid'],
  ['TRADE_NO_CREATE_PAY', 'unpaid'],
  ['PAY_PENDING', 'unpaid'],
  ['WAIT_SELLER_SEND_GOODS', 'paid'],
  ['SELLER_CONSIGNED_PART', 'shipped'],
  ['WAIT_BUYER_CONFIRM_GOODS', 'shipped'],
  ['TRADE_BUYER_SIGNED', 'shipped'],
  ['TRADE_FINISHED', 'completed'],
  ['TRADE_CLOSED', 'closed'],
  ['TRADE_CLOSED_BY_TAOBAO', 'closed'],
])

const Line = v.object({
  oid: Digits,
  title: v.string(),
  num: v.number(),
  divide_order_fee: v.optional(Yuan),
  refund_status: v.optional(v.string()),
})
type Share = v.InferOutput<typeof Line>
const Answer = v.union([
  v.object({
    trade_fullinfo_get_response: v.object({
      trade: v.object({
        tid: Digits,
        status: v.string(),
        payment: Yuan,
        post_fee: v.optional(Yuan, '0'),
        created: ShanghaiTime,
        pay_time: ShanghaiTime,
        end_time: ShanghaiTime,
        orders: v.optional(v.object({ order: v.array(Line) }), { order: [] }),
      }),
    }),
  }),
  v.object({
    error_response: v.object({
      code: v.number(),
      msg: v.optional(v.string(), ''),
      sub_code: v.optional(v.string(), ''),
      sub_msg: v.optional(v.string(), ''),
    }),
  }),
])

/** Codes of TOP for failures of the platform: too many calls, or a service is down. */
const BUSY_CODES = [7, 10]

/** 淘宝/天猫: `taobao.trade.fullinfo.get` of TOP, signed with HMAC-SHA256. */
export const taobao: OrderApi = {
  ask(orderNo, { appKey, secret, accessToken, endpoint }, now, digests) {
    const fields = {
      method: 'taobao.trade.fullinfo.get',
      app_key: appKey,
      session: accessToken,
      timestamp: clockTime(now),
      format: 'json',
      v: '2.0',
      sign_method: 'hmac-sha256',
      tid: orderNo,
      fields: FIELDS,
    }
    const sign = signTaobao(secret, fields, digests)
    return formRequest(`${endpoint}/router/rest`, { ...fields, sign })
  },
  read(body) {
    const answer = v.parse(Answer, readExactJson(body))
    if ('error_response' in answer) return failureOf(answer.error_response)
    const { trade } = answer.trade_fullinfo_get_response
    const lines = trade.orders.order
    const status = STATUS.get(trade.status)
    const back = lines.filter((line) => line.refund_status === 'SUCCESS')
    // A single line has the whole payment as its share; of several lines, a missing share is
    // unreported.
    const shareOf = (line: Share) =>
      line.divide_order_fee ?? (lines.length === 1 ? trade.payment : undefined)
    const tellsRefunds =
      lines.every((line) => line.refund_status !== undefined) &&
      back.every((line) => shareOf(line) !== undefined)
    if (!status) return { busy: `状态 ${trade.status}` }
    return {
      order: {
        ...bareFacts('tmall', trade.tid),
        status,
        freightFen: trade.post_fee,
        paidFen: paidOf(status, trade.pay_time, trade.payment),
        createdAt: trade.created,
        paidAt: trade.pay_time,
        completedAt: status === 'completed' ? trade.end_time : null,
        untold: lines.length > 0 && tellsRefunds ? [] : ['refunds'],
        items: lines.map(({ title, num, divide_order_fee: share }) => ({
          title,
          quantity: num,
          paidFen: share ?? null,
        })),
        numbers: lines.map(({ oid }) => oid),
        refunds: back.map((line) => ({ id: `oid-${line.oid}`, fen: shareOf(line) ?? 0 })),
      },
    }
  },
}

interface Failure {
  code: number
  msg: string
  sub_code: string
  sub_msg: string
}

function failureOf({ code, msg, sub_code: subCode, sub_msg: subMsg }: Failure) {
  if (subCode.includes('trade-not-exist') || subCode.includes('tid'))
    return { unknown: true as const }
  const said = [code, subCode, subMsg || msg].filter(Boolean).join(' ')
  const isBusy = BUSY_CODES.includes(code) || subCode.startsWith('isp.')
  return isBusy ? { busy: said } : { denied: said }
}
