import * as v from 'valibot'
import type { Refund, Trade, TradeState } from '../../domain/mall/trade'
import { newId } from '../ids'
import { cloud } from '../wechat/cloud'
import { PayRefused, Unverified, type PayDriver } from './driver'

/** A merchant that has authorized cloud development: no key and no signature of ours. */
export interface CloudCallSetting {
  appId: string
  /** 子商户号. */
  mchId: string
  /** Where the function is that callbacks call. */
  envId: string
  functionName: string
}

type Answer = Record<string, unknown>

interface CloudPay {
  unifiedOrder(input: object): Promise<Answer>
  queryOrder(input: object): Promise<Answer>
  closeOrder(input: object): Promise<Answer>
  refund(input: object): Promise<Answer>
  queryRefund(input: object): Promise<Answer>
}

const STATES: Record<string, TradeState> = {
  SUCCESS: 'paid',
  NOTPAY: 'unpaid',
  USERPAYING: 'unpaid',
  CLOSED: 'closed',
  REVOKED: 'closed',
  REFUND: 'refunded',
}

const REFUND_STATES: Record<string, Refund['state']> = {
  SUCCESS: 'done',
  PROCESSING: 'underWay',
}

/** Amounts come as numbers or as text. */
const Fen = v.pipe(v.union([v.number(), v.string()]), v.toNumber(), v.safeInteger(), v.minValue(0))
const Text = v.pipe(v.string(), v.minLength(1))

const Common = v.object({
  returnCode: v.string(),
  resultCode: v.optional(v.string(), ''),
  errCodeDes: v.optional(v.string(), ''),
})

const Payment = v.object({
  payment: v.object({
    timeStamp: Text,
    nonceStr: Text,
    package: Text,
    signType: Text,
    paySign: Text,
  }),
})

const TradeAnswer = v.object({
  subAppid: Text,
  subMchId: Text,
  outTradeNo: Text,
  tradeState: Text,
  transactionId: v.optional(v.string(), ''),
  totalFee: v.optional(v.nullable(Fen), null),
  subOpenid: v.optional(v.string(), ''),
})

const RefundAnswer = v.object({ outRefundNo: Text, refundFee: Fen })
const RefundFound = v.object({
  outTradeNo: Text,
  outRefundNo_0: Text,
  refundStatus_0: Text,
  refundFee_0: Fen,
})

/** 云调用支付: the SDK talks to WeChat Pay over the platform's own line, so nothing is signed here. */
export function cloudCallDriver({
  appId,
  mchId,
  envId,
  functionName,
}: CloudCallSetting): PayDriver {
  const pay = (cloud as unknown as { cloudPay: CloudPay }).cloudPay
  const common = () => ({ subMchId: mchId, nonceStr: newId() })
  const callback = { envId, functionName }
  return {
    appId,
    mchId,
    async prepay({ outTradeNo, fen, description, expiresAt, openId }) {
      const told = await pay.unifiedOrder({
        ...common(),
        ...callback,
        body: description,
        outTradeNo,
        totalFee: fen,
        spbillCreateIp: '127.0.0.1',
        tradeType: 'JSAPI',
        subOpenid: openId,
        timeExpire: clockText(expiresAt),
      })
      return v.parse(Payment, accepted('unifiedOrder', told)).payment
    },
    async query(outTradeNo) {
      const told = await pay.queryOrder({ ...common(), outTradeNo })
      if (isUnknown(told)) return null
      return tradeOf(v.parse(TradeAnswer, accepted('queryOrder', told)))
    },
    async close(outTradeNo) {
      return refusalOf(await pay.closeOrder({ ...common(), outTradeNo })) === null
    },
    async refund({ outRefundNo, outTradeNo, fen, ofFen, reason }) {
      const told = await pay.refund({
        ...common(),
        ...callback,
        outTradeNo,
        outRefundNo,
        totalFee: ofFen,
        refundFee: fen,
        refundDesc: reason,
      })
      const taken = v.parse(RefundAnswer, accepted('refund', told))
      // It says only that the refund was taken on; a callback or a query says when it is done.
      return {
        outRefundNo: taken.outRefundNo,
        outTradeNo,
        state: 'underWay',
        fen: taken.refundFee,
      }
    },
    async queryRefund(outRefundNo) {
      const told = await pay.queryRefund({ ...common(), outRefundNo })
      if (isUnknown(told)) return null
      return refundOf(v.parse(RefundFound, accepted('queryRefund', told)))
    },
  }
}

function tradeOf(told: v.InferOutput<typeof TradeAnswer>): Trade {
  return {
    outTradeNo: told.outTradeNo,
    state: STATES[told.tradeState] ?? 'other',
    appId: told.subAppid,
    mchId: told.subMchId,
    transactionId: told.transactionId === '' ? null : told.transactionId,
    fen: told.totalFee,
    openId: told.subOpenid === '' ? null : told.subOpenid,
  }
}

function refundOf(told: v.InferOutput<typeof RefundFound>): Refund {
  return {
    outRefundNo: told.outRefundNo_0,
    outTradeNo: told.outTradeNo,
    state: REFUND_STATES[told.refundStatus_0] ?? 'failed',
    fen: told.refundFee_0,
  }
}

/**
 * What WeChat Pay says against it, or null when it did what it was asked. The SDK writes its own
 * `errCode` over that of WeChat Pay (wx-server-sdk 4.0.2), so only the text tells refusals apart.
 */
function refusalOf(told: Answer): string | null {
  const { returnCode, resultCode, errCodeDes } = v.parse(Common, told)
  if (returnCode !== 'SUCCESS') throw new Unverified('WeChat Pay was not reached')
  if (resultCode === 'SUCCESS') return null
  return errCodeDes === '' ? '?' : errCodeDes
}

function isUnknown(told: Answer): boolean {
  return /不存在|not ?exist/i.test(refusalOf(told) ?? '')
}

function accepted(call: string, told: Answer): Answer {
  const refusal = refusalOf(told)
  if (refusal === null) return told
  if (/系统|system/i.test(refusal)) throw new Unverified(`WeChat Pay failed at ${call}`)
  throw new PayRefused(call, refusal.slice(0, 60))
}

const SHANGHAI_MS = 8 * 3_600_000

/** `20261130213000`, in Shanghai. */
function clockText(at: number): string {
  return new Date(at + SHANGHAI_MS)
    .toISOString()
    .replaceAll(/[^0-9]/g, '')
    .slice(0, 14)
}
