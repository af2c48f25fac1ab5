import type { Document } from '../database/document'
import type { PayCall } from './pay-rules'
import { refundOfV2, tradeOfV2 } from './words'
import { Refusal, type WeChatPay } from './wechat-pay'

/** Runs one call, with the fault that a test may have asked for. */
export type Work = <T>(call: PayCall, work: () => T) => T

export class PayDown extends Error {}

const CALLS: Record<string, PayCall> = {
  unifiedOrder: 'prepay',
  queryOrder: 'query',
  closeOrder: 'close',
  refund: 'refund',
  queryRefund: 'queryRefund',
}

const OLD_CODES: Record<string, string> = {
  ORDER_NOT_EXIST: 'ORDERNOTEXIST',
  ORDER_CLOSED: 'ORDERCLOSED',
  RESOURCE_NOT_EXISTS: 'REFUNDNOTEXIST',
}

interface Desk {
  pay: WeChatPay
  work: Work
  /** Signs what the phone gives to WeChat. */
  paymentOf(prepayId: string, appId: string): Document
  /** The app that calls, of which the payment is. */
  appId: string
}

/** `cloud.cloudPay.*`: the answer in WeChat Pay's words, or null for a call that there is not. */
export function answerCloudPay(desk: Desk, api: string, input: Document): Document | null {
  const call = CALLS[api]
  if (!call) return null
  try {
    const told = desk.work(call, () => answer(desk, call, input))
    return { return_code: 'SUCCESS', return_msg: 'OK', result_code: 'SUCCESS', ...told }
  } catch (thrown) {
    if (thrown instanceof PayDown) return refused('SYSTEMERROR', '系统错误')
    if (!(thrown instanceof Refusal)) throw thrown
    return refused(OLD_CODES[thrown.code] ?? thrown.code, thrown.message)
  }
}

function refused(code: string, message: string): Document {
  return {
    return_code: 'SUCCESS',
    return_msg: 'OK',
    result_code: 'FAIL',
    err_code: code,
    err_code_des: message,
  }
}

function answer(desk: Desk, call: PayCall, input: Document): Document {
  const { pay } = desk
  const outTradeNo = textOf(input.out_trade_no)
  switch (call) {
    case 'prepay':
      return prepay(desk, input)
    case 'query':
      return tradeOfV2(pay.told(outTradeNo))
    case 'close':
      pay.close(outTradeNo)
      return {}
    case 'refund': {
      const refund = pay.refund({
        outTradeNo,
        outRefundNo: textOf(input.out_refund_no),
        fen: Number(input.refund_fee),
        ofFen: Number(input.total_fee),
      })
      const { outRefundNo, refundId, fen } = refund
      return { out_refund_no: outRefundNo, refund_id: refundId, refund_fee: fen }
    }
    case 'queryRefund': {
      const refund = pay.knownRefund(textOf(input.out_refund_no))
      return refundOfV2(pay.known(refund.outTradeNo), refund)
    }
  }
}

function prepay({ pay, paymentOf, appId }: Desk, input: Document): Document {
  const trade = pay.prepay({
    outTradeNo: textOf(input.out_trade_no),
    appId,
    mchId: textOf(input.sub_mch_id),
    openId: textOf(input.sub_openid),
    fen: Number(input.total_fee),
    description: textOf(input.body),
    way: 'cloud',
    notify: textOf(input.function_name),
    expiresAt: clockOf(textOf(input.time_expire)),
  })
  const { prepayId } = trade
  return { trade_type: 'JSAPI', prepay_id: prepayId, payment: paymentOf(prepayId, appId) }
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** `20261130213000`, in Shanghai. */
function clockOf(text: string): number | null {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text) ?? []
  if (!second) return null
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`)
}
