import * as v from 'valibot'
import type { Refund, Trade, TradeState } from '../../domain/mall/trade'
import { newId } from '../ids'
import { logLine } from '../log'
import {
  PayRefused,
  Unverified,
  type PayDriver,
  type PhonePayment,
  type Prepayment,
  type RefundOrder,
} from './driver'
import { ask } from './https'
import { authorization, distrust, paySign, type MerchantKey, type PlatformKeys } from './signature'

/** A merchant of its own: what WeChat Pay's merchant platform gives out. */
export interface ApiV3Setting extends MerchantKey {
  appId: string
  /** 32 characters; decrypts callbacks. */
  apiV3Key: string
  platformKeys: PlatformKeys
  /** Where callbacks are sent, without a query. */
  notifyUrl: string
  host: string
}

const STATES: Record<string, TradeState> = {
  SUCCESS: 'paid',
  NOTPAY: 'unpaid',
  USERPAYING: 'unpaid',
  CLOSED: 'closed',
  REFUND: 'refunded',
}

const REFUND_STATES: Record<string, Refund['state']> = {
  SUCCESS: 'done',
  PROCESSING: 'underWay',
}

const Fen = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const Text = v.pipe(v.string(), v.minLength(1))

const TradeAnswer = v.object({
  appid: Text,
  mchid: Text,
  out_trade_no: Text,
  trade_state: Text,
  transaction_id: v.nullish(v.string(), null),
  amount: v.nullish(v.object({ total: v.nullish(Fen, null) }), null),
  payer: v.nullish(v.object({ openid: v.nullish(v.string(), null) }), null),
})

/** A trade as an answer or a callback holds it; throws where it is none. */
export function readTrade(content: unknown): Trade {
  const told = v.parse(TradeAnswer, content)
  return {
    outTradeNo: told.out_trade_no,
    state: STATES[told.trade_state] ?? 'other',
    appId: told.appid,
    mchId: told.mchid,
    transactionId: told.transaction_id === '' ? null : told.transaction_id,
    fen: told.amount?.total ?? null,
    openId: told.payer?.openid ?? null,
  }
}

const RefundAnswer = v.object({
  out_refund_no: Text,
  out_trade_no: Text,
  /** An answer says `status`, a callback says `refund_status`. */
  status: v.optional(v.string()),
  refund_status: v.optional(v.string()),
  amount: v.object({ refund: Fen }),
})

export function readRefund(content: unknown): Refund {
  const told = v.parse(RefundAnswer, content)
  return {
    outRefundNo: told.out_refund_no,
    outTradeNo: told.out_trade_no,
    state: REFUND_STATES[told.status ?? told.refund_status ?? ''] ?? 'failed',
    fen: told.amount.refund,
  }
}

const Prepaid = v.object({ prepay_id: Text })

/** WeChat Pay APIv3 with the merchant's own key. */
export function apiV3Driver(setting: ApiV3Setting): PayDriver {
  const { appId, mchId, notifyUrl } = setting
  return {
    appId,
    mchId,
    async prepay(prepayment, now) {
      const body = prepayBody(prepayment, setting)
      const told = await call(
        setting,
        { method: 'POST', path: '/v3/pay/transactions/jsapi', body },
        now,
      )
      const { prepay_id: prepayId } = v.parse(Prepaid, told.content)
      return phonePayment(setting, prepayId, now)
    },
    async query(outTradeNo, now) {
      const path = `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${mchId}`
      const told = await call(setting, { method: 'GET', path, body: null }, now)
      return told.status === NOT_FOUND ? null : readTrade(told.content)
    },
    async close(outTradeNo, now) {
      const path = `/v3/pay/transactions/out-trade-no/${outTradeNo}/close`
      const asked = { method: 'POST', path, body: { mchid: mchId }, mayRefuse: true } as const
      return (await call(setting, asked, now)).status < REFUSED_FROM
    },
    async refund(order, now) {
      const body = refundBody(order, notifyUrl)
      const asked = { method: 'POST', path: '/v3/refund/domestic/refunds', body } as const
      return readRefund((await call(setting, asked, now)).content)
    },
    async queryRefund(outRefundNo, now) {
      const path = `/v3/refund/domestic/refunds/${outRefundNo}`
      const told = await call(setting, { method: 'GET', path, body: null }, now)
      return told.status === NOT_FOUND ? null : readRefund(told.content)
    },
  }
}

function prepayBody(prepayment: Prepayment, { appId, mchId, notifyUrl }: ApiV3Setting) {
  return {
    appid: appId,
    mchid: mchId,
    description: prepayment.description,
    out_trade_no: prepayment.outTradeNo,
    time_expire: shanghaiTime(prepayment.expiresAt),
    notify_url: notifyUrl,
    amount: { total: prepayment.fen, currency: 'CNY' },
    payer: { openid: prepayment.openId },
  }
}

function refundBody(order: RefundOrder, notifyUrl: string) {
  return {
    out_trade_no: order.outTradeNo,
    out_refund_no: order.outRefundNo,
    reason: order.reason,
    notify_url: notifyUrl,
    amount: { refund: order.fen, total: order.ofFen, currency: 'CNY' },
  }
}

const SHANGHAI_MS = 8 * 3_600_000

/** RFC 3339, as WeChat Pay writes times. */
function shanghaiTime(at: number): string {
  return `${new Date(at + SHANGHAI_MS).toISOString().slice(0, 19)}+08:00`
}

function phonePayment(
  { appId, privateKey }: ApiV3Setting,
  prepayId: string,
  now: number,
): PhonePayment {
  const timeStamp = String(Math.floor(now / 1000))
  const nonceStr = newId()
  const prepay = `prepay_id=${prepayId}`
  const sign = paySign(privateKey, { appId, timeStamp, nonceStr, package: prepay })
  return { timeStamp, nonceStr, package: prepay, signType: 'RSA', paySign: sign }
}

const NOT_FOUND = 404
const REFUSED_FROM = 400
const FAILED_FROM = 500
const TOO_MANY = 429

interface Call {
  method: 'GET' | 'POST'
  path: string
  body: object | null
  /** The caller handles a refusal; otherwise it is thrown. */
  mayRefuse?: boolean
}

interface Told {
  status: number
  content: unknown
}

/** Signs, asks, and believes the answer only if WeChat Pay signed it. */
async function call(setting: ApiV3Setting, asked: Call, now: number): Promise<Told> {
  const { method, path } = asked
  const body = asked.body === null ? '' : JSON.stringify(asked.body)
  const timestamp = Math.floor(now / 1000)
  const reply = await ask(`${setting.host}${path}`, {
    method,
    body,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': 'jusha',
      authorization: authorization(setting, { method, path, body }, { timestamp, nonce: newId() }),
    },
  })
  const { status } = reply
  if (status >= FAILED_FROM || status === TOO_MANY) {
    throw new Unverified(`WeChat Pay failed with ${status}`)
  }
  const why = distrust(reply.headers, reply.body, setting.platformKeys, now)
  if (why !== null) {
    // A 401 says that our own signature is wrong, and is not signed itself.
    logLine('error', { call: path.split('?')[0], status, answer: why })
    throw new Unverified(`an answer of WeChat Pay is not signed by it (${status}, ${why})`)
  }
  const content: unknown = reply.body === '' ? null : JSON.parse(reply.body)
  const isAnswer = status < REFUSED_FROM || (status === NOT_FOUND && method === 'GET')
  if (isAnswer || asked.mayRefuse) return { status, content }
  throw new PayRefused(path.split('?')[0] ?? path, `${status} ${codeOf(content)}`)
}

function codeOf(content: unknown): string {
  const told = v.safeParse(v.object({ code: v.string() }), content)
  return told.success ? told.output.code.slice(0, 60) : '?'
}
