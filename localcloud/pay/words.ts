import type { Document } from '../database/document'
import type { Refund, Trade } from './ledger'

/** The merchant of the platform, in whose name cloud calls pay. */
const PLATFORM = { appid: 'wx0000000000000001', mch_id: '1800008281' }

const SHANGHAI_MS = 8 * 3_600_000
const shanghai = (at: number) => new Date(at + SHANGHAI_MS).toISOString().slice(0, 19)
const rfc3339 = (at: number) => `${shanghai(at)}+08:00`
const compact = (at: number) => shanghai(at).replaceAll(/\D/g, '')

/** A trade in the words of APIv3. */
export function tradeOfV3(trade: Trade): Document {
  const { outTradeNo, appId, mchId, state, transactionId, paidAt, openId, fen } = trade
  const common = { appid: appId, mchid: mchId, out_trade_no: outTradeNo, trade_state: state }
  const paid = {
    transaction_id: transactionId,
    trade_type: 'JSAPI',
    bank_type: 'OTHERS',
    success_time: rfc3339(paidAt ?? 0),
    payer: { openid: openId },
    amount: { total: fen, payer_total: fen, currency: 'CNY', payer_currency: 'CNY' },
  }
  return paidAt === null ? common : { ...common, ...paid }
}

/** A refund in the words of APIv3, which names its state differently in a callback. */
export function refundOfV3(
  trade: Trade,
  { outRefundNo, refundId, fen, state, madeAt }: Refund,
  field: 'status' | 'refund_status',
): Document {
  return {
    refund_id: refundId,
    out_refund_no: outRefundNo,
    transaction_id: trade.transactionId,
    out_trade_no: trade.outTradeNo,
    create_time: rfc3339(madeAt),
    [field]: state,
    amount: { total: trade.fen, refund: fen, payer_total: trade.fen, payer_refund: fen },
  }
}

/** A trade in the words of cloud calls, which are those of WeChat Pay's second version. */
export function tradeOfV2(trade: Trade): Document {
  const { outTradeNo, appId, mchId, state, transactionId, paidAt, openId, fen } = trade
  const common = {
    ...PLATFORM,
    sub_appid: appId,
    sub_mch_id: mchId,
    out_trade_no: outTradeNo,
    trade_state: state,
  }
  const paid = {
    transaction_id: transactionId,
    sub_openid: openId,
    total_fee: fen,
    cash_fee: fen,
    time_end: compact(paidAt ?? 0),
  }
  return paidAt === null ? common : { ...common, ...paid }
}

export function refundOfV2(trade: Trade, { outRefundNo, refundId, fen, state }: Refund): Document {
  return {
    ...PLATFORM,
    sub_appid: trade.appId,
    sub_mch_id: trade.mchId,
    out_trade_no: trade.outTradeNo,
    total_fee: trade.fen,
    refund_count: 1,
    out_refund_no_0: outRefundNo,
    refund_id_0: refundId,
    refund_fee_0: fen,
    refund_status_0: state,
  }
}

/** What the function of a cloud call's callback is given. */
export function tradeCallback(trade: Trade): Document {
  const { outTradeNo, appId, mchId, transactionId, paidAt, openId, fen } = trade
  return {
    returnCode: 'SUCCESS',
    resultCode: 'SUCCESS',
    appid: PLATFORM.appid,
    mchId: PLATFORM.mch_id,
    subAppid: appId,
    subMchId: mchId,
    subOpenid: openId,
    outTradeNo,
    transactionId,
    totalFee: fen,
    cashFee: fen,
    timeEnd: compact(paidAt ?? 0),
  }
}

export function refundCallback(trade: Trade, { outRefundNo, fen, state }: Refund): Document {
  return {
    returnCode: 'SUCCESS',
    subMchId: trade.mchId,
    outTradeNo: trade.outTradeNo,
    outRefundNo,
    refundFee: fen,
    refundStatus: state,
  }
}
