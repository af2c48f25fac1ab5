import * as v from 'valibot'
import { cameBy, readCaller } from '../../platform/door/caller'
import type { HttpAnswer, HttpRequest } from '../../platform/door/http-entrance'
import { now } from '../../platform/clock'
import { loggedText, logLine } from '../../platform/log'
import { readCallback, type PayNews } from '../../platform/pay/callback-v3'
import { callbackSetting, payDriver } from '../../platform/pay/settings'
import { brandId } from '../../platform/settings'
import { outRefundNo as refundNo } from '../../domain/mall/reservation'
import { noteRefund, settle, tellForged } from '../../workflows/mall/payment'

/** WeChat Pay sends these to see whether we verify; they are refused and nobody is alerted. */
const PROBE = 'WECHATPAY/SIGNTEST/'

function refusal(statusCode: number, message: string): HttpAnswer {
  return { statusCode, body: JSON.stringify({ code: 'FAIL', message }) }
}

/** APIv3: what WeChat Pay signed and encrypted for this merchant. */
export async function takeHttpCallback(request: HttpRequest): Promise<HttpAnswer> {
  const { brand, body, headers, now: at } = request
  const setting = callbackSetting()
  if (!request.isOpenEntrance || !setting) return refusal(403, 'CALLER_UNKNOWN')
  if (request.method !== 'POST' || body === null) return refusal(400, 'CALLBACK_UNREADABLE')
  const news = readCallback({ headers, body }, setting, at)
  if (news !== null && 'refused' in news) {
    const isProbe = headers['wechatpay-signature']?.startsWith(PROBE) ?? false
    if (!isProbe) await tellForged(brand, news.refused, at)
    return refusal(401, news.refused)
  }
  if (news !== null) await take(brand, news, at)
  return { statusCode: 200, body: '' }
}

async function take(brand: string, news: PayNews, at: number): Promise<void> {
  if ('trade' in news) await settle(brand, news.trade, at)
  else await noteRefund(brand, news.refund, at)
}

const OutTradeNo = v.pipe(v.string(), v.regex(/^[\w*-]{6,32}$/))
/** A refund's own number, whatever it says, tells only that it is about a refund. */
const Event = v.object({ outTradeNo: OutTradeNo, outRefundNo: v.optional(v.unknown()) })
const TAKEN = { errcode: 0, errmsg: 'ok' }
const AGAIN = { errcode: 1, errmsg: 'UNAVAILABLE' }

/**
 * 云调用: nothing in such an event is signed, so it only says which payment to ask WeChat Pay about.
 * Anything but `errcode` 0 makes WeChat Pay call again.
 */
export async function takeCloudCallback(event: unknown) {
  try {
    return await askAbout(event)
  } catch (thrown) {
    logLine('error', { action: 'pay', thrown: loggedText(thrown) })
    return AGAIN
  }
}

async function askAbout(event: unknown) {
  const brand = brandId()
  const at = now()
  const { source } = readCaller()
  const told = v.safeParse(Event, event)
  if (!cameBy(source, ['wx_paycallback'])) {
    await tellForged(brand, `CALLER_UNKNOWN ${source.slice(0, 40)}`, at)
    return { errcode: 403, errmsg: 'CALLER_UNKNOWN' }
  }
  const driver = payDriver()
  if (!driver || !told.success) return { errcode: 400, errmsg: 'CALLBACK_UNREADABLE' }
  const { outTradeNo, outRefundNo } = told.output
  if (outRefundNo === undefined) {
    const trade = await driver.query(outTradeNo, at)
    if (trade) await settle(brand, trade, at)
  } else {
    const refund = await driver.queryRefund(refundNo({ outTradeNo }), at)
    if (refund) await noteRefund(brand, refund, at)
  }
  // What WeChat Pay does not know is no payment of ours.
  return TAKEN
}
