import type { Store } from '../database/store'

/** A payment on WeChat Pay's side, in fen. */
export interface Trade {
  outTradeNo: string
  prepayId: string
  appId: string
  mchId: string
  openId: string
  fen: number
  description: string
  /** How it was asked for, which is also how its callbacks go out. */
  way: 'cloud' | 'v3'
  /** The function that callbacks call. */
  notify: string
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED' | 'REFUND'
  madeAt: number
  expiresAt: number
  transactionId: string | null
  paidAt: number | null
}

export interface Refund {
  outRefundNo: string
  outTradeNo: string
  refundId: string
  fen: number
  state: 'PROCESSING' | 'SUCCESS' | 'ABNORMAL'
  madeAt: number
}

export interface Books {
  trades: Record<string, Trade>
  refunds: Record<string, Refund>
}

const BOOKS = 'wechat-pay'

/**
 * WeChat Pay's own books. They are in the store, so that a restored snapshot forgets what was paid
 * after it.
 */
export class PayLedger {
  private readonly store: Pick<Store, 'readSetting' | 'writeSetting'>

  constructor(store: Pick<Store, 'readSetting' | 'writeSetting'>) {
    this.store = store
  }

  books(): Books {
    return (this.store.readSetting(BOOKS) as Books | undefined) ?? { trades: {}, refunds: {} }
  }

  trade(outTradeNo: string): Trade | undefined {
    return this.books().trades[outTradeNo]
  }

  refund(outRefundNo: string): Refund | undefined {
    return this.books().refunds[outRefundNo]
  }

  refundsOf(outTradeNo: string): Refund[] {
    return Object.values(this.books().refunds).filter((each) => each.outTradeNo === outTradeNo)
  }

  byPrepayId(prepayId: string): Trade | undefined {
    return Object.values(this.books().trades).find((each) => each.prepayId === prepayId)
  }

  putTrade(trade: Trade): Trade {
    const { trades, refunds } = this.books()
    this.store.writeSetting(BOOKS, { trades: { ...trades, [trade.outTradeNo]: trade }, refunds })
    return trade
  }

  putRefund(refund: Refund): Refund {
    const { trades, refunds } = this.books()
    const more = { ...refunds, [refund.outRefundNo]: refund }
    this.store.writeSetting(BOOKS, { trades, refunds: more })
    return refund
  }
}
