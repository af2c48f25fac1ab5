import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { isPlainObject, type Document } from '../database/document'
import type { Caller, InvocationResult } from '../functions/invocation'
import type { Refund, Trade } from './ledger'
import type { Merchant } from './merchant'
import type { CallbackFault, PayFaults } from './pay-rules'
import { encryptedResource, signedHeaders } from './signing'
import { refundCallback, refundOfV3, tradeCallback, tradeOfV3 } from './words'

export interface CallbackOptions {
  faults: PayFaults
  merchant: () => Merchant
  now: () => number
  invoke: (name: string, event: Document, caller: Caller) => Promise<InvocationResult>
}

export interface Delivery {
  /** The newest first. */
  reversed?: boolean
  /** Of one trade alone, by its number. */
  only?: string
}

interface Waiting {
  kind: 'paid' | 'refunded'
  trade: Trade
  refund: Refund | null
}

/** Callbacks go out once by themselves, and again with `deliver` until their function takes them. */
export class PayCallbacks {
  private readonly options: CallbackOptions
  private waiting: Waiting[] = []
  private stranger: string | undefined

  constructor(options: CallbackOptions) {
    this.options = options
  }

  async paid(trade: Trade): Promise<void> {
    await this.send({ kind: 'paid', trade, refund: null })
  }

  async refunded(trade: Trade, refund: Refund): Promise<void> {
    await this.send({ kind: 'refunded', trade, refund })
  }

  /** How many were not taken yet. */
  get open(): number {
    return this.waiting.length
  }

  /** Whether the news of a trade was not taken yet. */
  isOpen(outTradeNo: string): boolean {
    return this.waiting.some(({ trade }) => trade.outTradeNo === outTradeNo)
  }

  /** Sends all that were not taken yet, one after the other; returns how many were taken. */
  async deliver({ reversed = false, only }: Delivery = {}): Promise<number> {
    const isDue = ({ trade }: Waiting) => only === undefined || trade.outTradeNo === only
    const due = this.waiting.filter(isDue)
    this.waiting = this.waiting.filter((each) => !isDue(each))
    for (const each of reversed ? due.toReversed() : due) await this.attempt(each, undefined)
    return due.filter((each) => !this.waiting.includes(each)).length
  }

  forget(): void {
    this.waiting = []
  }

  private async send(callback: Waiting): Promise<void> {
    const fault = this.options.faults.forCallback(callback.kind)
    if (fault?.fault === 'lost') {
      this.waiting.push(callback)
      return
    }
    if (fault?.fault === 'late') await pause(fault.ms)
    if (fault?.fault === 'double') {
      await Promise.all([this.attempt(callback, undefined), this.attempt(callback, undefined)])
      return
    }
    await this.attempt(callback, fault)
  }

  private async attempt(callback: Waiting, fault: CallbackFault | undefined): Promise<void> {
    const isTaken = await this.isTaken(callback, fault)
    const isKnown = this.waiting.includes(callback)
    if (!isTaken && !isKnown) this.waiting.push(callback)
  }

  private async isTaken(callback: Waiting, fault: CallbackFault | undefined): Promise<boolean> {
    const { notify, way } = callback.trade
    const spoiled = fault?.fault === 'altered' || fault?.fault === 'forged' ? fault.fault : null
    const event = way === 'v3' ? this.overHttp(callback, spoiled) : cloudEvent(callback, spoiled)
    // Anybody may call a function from a phone, or over HTTP; only WeChat Pay calls like this.
    const source = way === 'v3' ? 'wx_http' : spoiled === 'forged' ? 'wx_client' : 'wx_paycallback'
    const { result, error } = await this.options.invoke(notify, event, {
      source,
      openid: undefined,
    })
    if (error || !isPlainObject(result)) return false
    return way === 'v3' ? result.statusCode === 200 : result.errcode === 0
  }

  /** A request as the platform's HTTP access gives it to a function. */
  private overHttp({ kind, trade, refund }: Waiting, spoiled: 'altered' | 'forged' | null) {
    const { apiV3Key, platform } = this.options.merchant()
    const original = kind === 'paid' ? 'transaction' : 'refund'
    const content = refund ? refundOfV3(trade, refund, 'refund_status') : tradeOfV3(trade)
    const body = JSON.stringify({
      id: randomUUID(),
      create_time: new Date(this.options.now()).toISOString(),
      resource_type: 'encrypt-resource',
      event_type: refund ? `REFUND.${refund.state}` : 'TRANSACTION.SUCCESS',
      summary: refund ? '退款' : '支付成功',
      resource: encryptedResource(apiV3Key, original, content),
    })
    const key = spoiled === 'forged' ? this.strangersKey() : platform.privateKey
    const headers = signedHeaders(key, platform.id, body, this.options.now())
    return {
      path: `/${trade.notify}`,
      httpMethod: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      queryStringParameters: {},
      body: spoiled === 'altered' ? body.replace('"summary":"', '"summary":"！') : body,
      isBase64Encoded: false,
    }
  }

  private strangersKey(): string {
    this.stranger ??= generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }).privateKey
    return this.stranger
  }
}

/** The event of a cloud call's callback. */
function cloudEvent({ trade, refund }: Waiting, spoiled: 'altered' | 'forged' | null): Document {
  const event = refund ? refundCallback(trade, refund) : tradeCallback(trade)
  return spoiled === 'altered' ? { ...event, totalFee: 1 } : event
}
