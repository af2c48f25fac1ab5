import type { Refund, Trade } from '../../domain/mall/trade'

/** A payment that WeChat Pay is asked to wait for; everything in it was made by the cloud. */
export interface Prepayment {
  outTradeNo: string
  fen: number
  /** The member reads it in WeChat. */
  description: string
  openId: string
  /** From this time on WeChat Pay takes no money for it. */
  expiresAt: number
}

/** What `wx.requestPayment` is given. */
export interface PhonePayment {
  timeStamp: string
  nonceStr: string
  package: string
  signType: string
  paySign: string
}

export interface RefundOrder {
  outRefundNo: string
  outTradeNo: string
  fen: number
  /** The sum that was paid. */
  ofFen: number
  /** The member reads it in WeChat. */
  reason: string
}

/**
 * One way to WeChat Pay. Both ways give the same words, and neither decides anything: what was paid
 * is decided by comparing a `Trade` with what was agreed.
 */
export interface PayDriver {
  appId: string
  mchId: string
  /** Asked again with the same number and the same content it gives the same payment. */
  prepay(prepayment: Prepayment, now: number): Promise<PhonePayment>
  /** Null when WeChat Pay knows no such number. */
  query(outTradeNo: string, now: number): Promise<Trade | null>
  /** False when WeChat Pay refuses to close it; only `query` then says why. */
  close(outTradeNo: string, now: number): Promise<boolean>
  /** Asked again with the same number it gives the same refund. */
  refund(order: RefundOrder, now: number): Promise<Refund>
  queryRefund(outRefundNo: string, now: number): Promise<Refund | null>
}

/** WeChat Pay said no. Asking again does not help, so it is no outage. */
export class PayRefused extends Error {
  override name = 'PayRefused'

  constructor(call: string, code: string) {
    super(`WeChat Pay refused ${call}: ${code}`)
  }
}

/** An answer that WeChat Pay may not have given: it is not believed, and the call may be repeated. */
export class Unverified extends Error {
  override name = 'Unverified'
}
