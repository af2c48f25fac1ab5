/** How a payment stands at WeChat Pay; what it calls otherwise is `other`, and nobody acts on it. */
export type TradeState = 'paid' | 'unpaid' | 'closed' | 'refunded' | 'other'

/** 支付单, as WeChat Pay itself tells it: in a signed answer, or in a callback that was verified. */
export interface Trade {
  outTradeNo: string
  state: TradeState
  appId: string
  mchId: string
  /** Null until it is paid. */
  transactionId: string | null
  fen: number | null
  openId: string | null
}

/** 退款单, as WeChat Pay itself tells it. */
export interface Refund {
  outRefundNo: string
  outTradeNo: string
  state: 'done' | 'underWay' | 'failed'
  fen: number
}

/** What was agreed before the member paid; made by the cloud, never by the phone. */
export interface Agreed {
  outTradeNo: string
  appId: string
  mchId: string
  fen: number
  openId: string
}

/** The parts of an agreement that a payment can contradict. */
const PARTS = ['outTradeNo', 'appId', 'mchId', 'fen', 'openId'] as const

/**
 * Where a payment is not the one that was agreed; empty when all of it is. Somebody who pays
 * another sum, or for another person, has not paid.
 */
export function contradictions(trade: Trade, agreed: Agreed): string[] {
  return PARTS.filter((part) => trade[part] !== agreed[part])
}
