import type { IncomingMessage, ServerResponse } from 'node:http'
import { isPlainObject, type Document } from '../database/document'
import { readBody } from '../http/server'
import { PayDown, type Work } from './cloud-calls'
import type { Merchant } from './merchant'
import { isMerchants, signedHeaders } from './signing'
import { refundOfV3, tradeOfV3 } from './words'
import { Refusal, type WeChatPay } from './wechat-pay'

interface Desk {
  pay: WeChatPay
  work: Work
  merchant: () => Merchant
  now: () => number
}

interface Answered {
  status: number
  content: Document | null
}

const TRADE = /^\/v3\/pay\/transactions\/out-trade-no\/([^/?]+)(\/close)?(\?.*)?$/
const REFUND = /^\/v3\/refund\/domestic\/refunds\/([^/?]+)$/

/** APIv3 as a merchant calls it; every answer is signed but the one to an unsigned request. */
export async function answerV3(
  desk: Desk,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const { method = '', url: path = '' } = req
  const body = (await readBody(req)).toString('utf8')
  const authorization = req.headers.authorization ?? ''
  const merchant = desk.merchant()
  if (!isMerchants(merchant, { method, path, body, authorization })) {
    write(res, 401, JSON.stringify({ code: 'SIGN_ERROR', message: '签名错误' }), {})
    return
  }
  const { status, content } = answerOrRefuse(desk, `${method} ${path}`, body)
  const text = content === null ? '' : JSON.stringify(content)
  const { platform } = merchant
  write(res, status, text, signedHeaders(platform.privateKey, platform.id, text, desk.now()))
}

function write(res: ServerResponse, status: number, text: string, headers: object): void {
  res.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
  res.end(text)
}

function answerOrRefuse(desk: Desk, asked: string, body: string): Answered {
  try {
    const content: unknown = body === '' ? {} : JSON.parse(body)
    return answer(desk, asked, isPlainObject(content) ? content : {})
  } catch (thrown) {
    if (thrown instanceof PayDown) {
      return { status: 500, content: { code: 'SYSTEM_ERROR', message: '系统异常' } }
    }
    if (!(thrown instanceof Refusal)) throw thrown
    const { status, code, message } = thrown
    return { status, content: { code, message } }
  }
}

function answer({ pay, work }: Desk, asked: string, input: Document): Answered {
  const [method = '', path = ''] = asked.split(' ')
  if (method === 'POST' && path === '/v3/pay/transactions/jsapi') {
    const { prepayId } = work('prepay', () => pay.prepay(prepayOf(input)))
    return { status: 200, content: { prepay_id: prepayId } }
  }
  if (method === 'POST' && path === '/v3/refund/domestic/refunds') {
    const refund = work('refund', () => pay.refund(refundOf(input)))
    return { status: 200, content: refundOfV3(pay.known(refund.outTradeNo), refund, 'status') }
  }
  const [, outTradeNo, close] = TRADE.exec(path) ?? []
  if (outTradeNo && close && method === 'POST') {
    work('close', () => {
      pay.close(outTradeNo)
    })
    return { status: 204, content: null }
  }
  if (outTradeNo && method === 'GET') {
    return { status: 200, content: work('query', () => tradeOfV3(pay.told(outTradeNo))) }
  }
  const [, outRefundNo] = REFUND.exec(path) ?? []
  if (!outRefundNo || method !== 'GET') throw new Refusal('NOT_FOUND', '没有这个接口', 404)
  const refund = work('queryRefund', () => pay.knownRefund(outRefundNo))
  return { status: 200, content: refundOfV3(pay.known(refund.outTradeNo), refund, 'status') }
}

function prepayOf(input: Document) {
  const amount = objectOf(input.amount)
  return {
    outTradeNo: String(input.out_trade_no),
    appId: String(input.appid),
    mchId: String(input.mchid),
    openId: String(objectOf(input.payer).openid ?? ''),
    fen: Number(amount.total),
    description: String(input.description),
    way: 'v3' as const,
    // Callbacks call the function that the last part of the address names.
    notify: String(input.notify_url).split('/').pop() ?? '',
    expiresAt: typeof input.time_expire === 'string' ? Date.parse(input.time_expire) : null,
  }
}

function refundOf(input: Document) {
  const amount = objectOf(input.amount)
  return {
    outTradeNo: String(input.out_trade_no),
    outRefundNo: String(input.out_refund_no),
    fen: Number(amount.refund),
    ofFen: Number(amount.total),
  }
}

function objectOf(value: unknown): Document {
  return isPlainObject(value) ? value : {}
}
