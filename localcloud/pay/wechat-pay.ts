import { randomBytes, randomUUID } from 'node:crypto'
import type { Books, PayLedger, Refund, Trade } from './ledger'

/** WeChat Pay says no, with the code that both of its APIs have for it. */
export class Refusal extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status = 400) {
    super(message)
    this.code = code
    this.status = status
  }
}

export type Asked = Pick<
  Trade,
  'outTradeNo' | 'appId' | 'mchId' | 'openId' | 'fen' | 'description' | 'way' | 'notify'
> & { expiresAt: number | null }

export type RefundAsked = Pick<Refund, 'outRefundNo' | 'outTradeNo' | 'fen'> & { ofFen: number }

/** A prepayment lives two hours unless the merchant says less. */
const LIFE_MS = 2 * 3_600_000
const AGREED = ['appId', 'mchId', 'openId', 'fen', 'description', 'way'] as const

/** What WeChat Pay does with its books; both of its APIs call this. */
export class WeChatPay {
  private readonly ledger: PayLedger
  private readonly now: () => number
  private readonly isStale: (call: 'query' | 'close') => boolean

  constructor(ledger: PayLedger, now: () => number, isStale: WeChatPay['isStale']) {
    this.ledger = ledger
    this.now = now
    this.isStale = isStale
  }

  books(): Books {
    return this.ledger.books()
  }

  prepay(asked: Asked): Trade {
    const { expiresAt, ...agreed } = asked
    if (!/^[\w*-]{6,32}$/.test(asked.outTradeNo) || !isFen(asked.fen) || asked.openId === '') {
      throw new Refusal('PARAM_ERROR', '参数错误')
    }
    const before = this.query(asked.outTradeNo)
    if (before) return sameOrRefused(before, asked)
    const madeAt = this.now()
    if (expiresAt !== null && expiresAt <= madeAt) throw new Refusal('PARAM_ERROR', '时间已过')
    return this.ledger.putTrade({
      ...agreed,
      prepayId: `wx${randomBytes(15).toString('hex')}`,
      state: 'NOTPAY',
      madeAt,
      expiresAt: Math.min(expiresAt ?? Infinity, madeAt + LIFE_MS),
      transactionId: null,
      paidAt: null,
    })
  }

  /** As it stands now: what nobody paid in time is closed. */
  query(outTradeNo: string): Trade | undefined {
    const trade = this.ledger.trade(outTradeNo)
    if (trade?.state !== 'NOTPAY' || this.now() < trade.expiresAt) return trade
    return this.ledger.putTrade({ ...trade, state: 'CLOSED' })
  }

  known(outTradeNo: string): Trade {
    const trade = this.query(outTradeNo)
    if (!trade) throw new Refusal('ORDER_NOT_EXIST', '订单不存在', 404)
    return trade
  }

  /** As a merchant is told. */
  told(outTradeNo: string): Trade {
    const trade = this.known(outTradeNo)
    if (trade.state !== 'SUCCESS' || !this.isStale('query')) return trade
    return { ...trade, state: 'NOTPAY', transactionId: null, paidAt: null }
  }

  close(outTradeNo: string): void {
    const trade = this.known(outTradeNo)
    if (trade.state === 'SUCCESS' && this.isStale('close')) return
    if (trade.state === 'CLOSED') return
    if (trade.state !== 'NOTPAY') throw new Refusal('ORDERPAID', '订单已支付')
    this.ledger.putTrade({ ...trade, state: 'CLOSED' })
  }

  /** The member taps and pays; `openid` is the WeChat that does. */
  pay(prepayId: string, openid: string): Trade {
    const found = this.ledger.byPrepayId(prepayId)
    const trade = found && this.query(found.outTradeNo)
    if (!trade) throw new Refusal('ORDER_NOT_EXIST', '订单不存在', 404)
    if (trade.openId !== openid) throw new Refusal('OPENID_MISMATCH', '下单账号与支付账号不一致')
    if (trade.state === 'CLOSED') throw new Refusal('ORDER_CLOSED', '订单已关闭')
    if (trade.state !== 'NOTPAY') throw new Refusal('ORDERPAID', '订单已支付')
    return this.ledger.putTrade({
      ...trade,
      state: 'SUCCESS',
      transactionId: `42000${digits(23)}`,
      paidAt: this.now(),
    })
  }

  refund({ outRefundNo, outTradeNo, fen, ofFen }: RefundAsked): Refund {
    const trade = this.known(outTradeNo)
    const before = this.ledger.refund(outRefundNo)
    if (before) {
      if (before.outTradeNo === outTradeNo && before.fen === fen) return before
      throw new Refusal('PARAM_ERROR', '退款单号已用于另一笔退款')
    }
    if (trade.paidAt === null) throw new Refusal('INVALID_REQUEST', '订单未支付')
    if (!isFen(fen) || ofFen !== trade.fen) throw new Refusal('PARAM_ERROR', '订单金额不一致')
    const given = this.ledger.refundsOf(outTradeNo).reduce((sum, each) => sum + each.fen, 0)
    if (given + fen > trade.fen) throw new Refusal('INVALID_REQUEST', '退款金额超过可退金额')
    this.ledger.putTrade({ ...trade, state: 'REFUND' })
    return this.ledger.putRefund({
      outRefundNo,
      outTradeNo,
      refundId: `50${digits(26)}`,
      fen,
      state: 'PROCESSING',
      madeAt: this.now(),
    })
  }

  knownRefund(outRefundNo: string): Refund {
    const refund = this.ledger.refund(outRefundNo)
    if (!refund) throw new Refusal('RESOURCE_NOT_EXISTS', '退款单不存在', 404)
    return refund
  }

  /** The money has arrived, or the account that it should go to is no more. */
  endRefund(outRefundNo: string, state: 'SUCCESS' | 'ABNORMAL'): Refund {
    const refund = this.knownRefund(outRefundNo)
    return refund.state === 'PROCESSING' ? this.ledger.putRefund({ ...refund, state }) : refund
  }
}

function isFen(fen: number): boolean {
  return Number.isSafeInteger(fen) && fen > 0
}

/** Asked again with the same content it is the same payment. */
function sameOrRefused(before: Trade, asked: Asked): Trade {
  if (before.state === 'CLOSED') throw new Refusal('ORDER_CLOSED', '订单已关闭')
  if (before.state !== 'NOTPAY') throw new Refusal('ORDERPAID', '订单已支付')
  if (AGREED.every((part) => before[part] === asked[part])) return before
  throw new Refusal('OUT_TRADE_NO_USED', '商户订单号重复')
}

function digits(count: number): string {
  const hex = randomUUID().replaceAll('-', '') + randomUUID().replaceAll('-', '')
  return [...hex]
    .map((letter) => String(Number.parseInt(letter, 16) % 10))
    .join('')
    .slice(0, count)
}
