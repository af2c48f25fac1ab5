import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Document } from '../database/document'
import type { Store } from '../database/store'
import { DEFAULT_APPID } from '../functions/environment'
import { PayCallbacks, type CallbackOptions, type Delivery } from './callbacks'
import { answerCloudPay, PayDown, type Work } from './cloud-calls'
import { PayLedger, type Books } from './ledger'
import { generateMerchant, type Merchant } from './merchant'
import { PayFaults } from './pay-rules'
import { isSigned, platformSign } from './signing'
import { answerV3 } from './v3-calls'
import { Refusal, WeChatPay } from './wechat-pay'

export interface PayDeskOptions extends Pick<CallbackOptions, 'invoke' | 'now'> {
  store: Pick<Store, 'readSetting' | 'writeSetting'>
  /** Whose keys the functions have; without one, only cloud calls can pay. */
  merchant: Merchant | undefined
}

/** What `wx.requestPayment` was given. */
export interface Payment {
  timeStamp: string
  nonceStr: string
  package: string
  signType: string
  paySign: string
}

/** WeChat Pay as a test and the phone meet it. */
export class PayDesk {
  readonly faults = new PayFaults()
  private readonly pay: WeChatPay
  private readonly callbacks: PayCallbacks
  private readonly options: PayDeskOptions
  private readonly secret = randomBytes(32).toString('hex')
  private generated: Merchant | undefined

  constructor(options: PayDeskOptions) {
    this.options = options
    const isStale = (call: 'query' | 'close') => this.faults.isStale(call)
    this.pay = new WeChatPay(new PayLedger(options.store), options.now, isStale)
    this.callbacks = new PayCallbacks({ ...options, faults: this.faults, merchant: this.merchant })
  }

  /** Everything that was paid and given back. */
  books(): Books {
    return this.pay.books()
  }

  /** The person whose WeChat this is taps and pays; the callback goes out at once. */
  async requestPayment(payment: Payment, openid: string): Promise<{ paid: boolean; why?: string }> {
    try {
      const prepayId = this.prepayIdOf(payment)
      const trade = this.pay.pay(prepayId, openid)
      await this.callbacks.paid(trade)
      return { paid: true }
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown
      return { paid: false, why: thrown.code }
    }
  }

  /** Refunds that are under way arrive, or fail where the person's account is no more. */
  async endRefunds(state: 'SUCCESS' | 'ABNORMAL' = 'SUCCESS'): Promise<number> {
    const due = Object.values(this.books().refunds).filter((each) => each.state === 'PROCESSING')
    for (const each of due) {
      const refund = this.pay.endRefund(each.outRefundNo, state)
      await this.callbacks.refunded(this.pay.known(refund.outTradeNo), refund)
    }
    return due.length
  }

  /** Sends the callbacks that were lost, held or refused; returns how many were taken now. */
  deliver(how?: Delivery): Promise<number> {
    return this.callbacks.deliver(how)
  }

  /** How many callbacks were not taken yet. */
  get open(): number {
    return this.callbacks.open
  }

  /** Whether the news of one trade was not taken yet. */
  isOpen(outTradeNo: string): boolean {
    return this.callbacks.isOpen(outTradeNo)
  }

  /** What was not delivered belongs to data that is gone. */
  forget(): void {
    this.callbacks.forget()
  }

  answerCloudPay(api: string, input: Document): Document | null {
    const { pay, work } = this
    const paymentOf = (prepayId: string, appId: string) => this.paymentOf(prepayId, appId)
    const appId = this.options.merchant?.appId ?? DEFAULT_APPID
    return answerCloudPay({ pay, work, paymentOf, appId }, api, input)
  }

  answerV3(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { pay, work, merchant, options } = this
    return answerV3({ pay, work, merchant, now: options.now }, req, res)
  }

  private readonly merchant = (): Merchant => {
    this.generated ??= this.options.merchant ?? generateMerchant()
    return this.generated
  }

  private readonly work: Work = (call, work) => {
    const fault = this.faults.forCall(call)
    if (fault === 'down') throw new PayDown()
    const done = work()
    if (fault === 'replyLost') throw new PayDown()
    return done
  }

  private paymentOf(prepayId: string, appId: string): Document {
    const timeStamp = String(Math.floor(this.options.now() / 1000))
    const nonceStr = randomBytes(8).toString('hex')
    const prepay = `prepay_id=${prepayId}`
    const paySign = platformSign(this.secret, [appId, timeStamp, nonceStr, prepay])
    return { appId, timeStamp, nonceStr, package: prepay, signType: 'MD5', paySign }
  }

  /** The phone refuses what neither the merchant nor the platform signed. */
  private prepayIdOf({ timeStamp, nonceStr, package: prepay, signType, paySign }: Payment): string {
    const appId = this.options.merchant?.appId ?? DEFAULT_APPID
    const lines = [appId, timeStamp, nonceStr, prepay]
    const isGenuine =
      signType === 'RSA'
        ? isSigned(this.merchant().publicKey, lines, paySign)
        : paySign === platformSign(this.secret, lines)
    if (!isGenuine) throw new Refusal('SIGN_ERROR', '支付验证签名失败')
    return prepay.replace('prepay_id=', '')
  }
}
