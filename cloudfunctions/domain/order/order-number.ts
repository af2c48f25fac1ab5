import type { Channel } from '../../contracts/order/channel'
import { isCalendarDay } from './export/calendar-day'

export type NotAnOrder =
  | 'payment'
  | 'alipay'
  | 'parcel'
  | 'phone'
  | 'letters'
  | 'emoji'
  | 'tooLong'
  | 'tooShort'
  | 'empty'
  | 'damaged'
  | 'unknown'

export type OrderNoReading =
  | { kind: 'order'; orderNo: string; candidates: Channel[] }
  | { kind: 'notAnOrder'; looksLike: NotAnOrder }

/**
 * What a member typed, read by its shape. An exact match among the brand's own orders beats this
 * guess, so callers look up `lookupForms` first.
 */
export function readOrderNo(raw: string): OrderNoReading {
  const text = normaliseOrderNo(raw)
  if (text === '') return notAnOrder('empty')
  // Two numbers on two lines, or with a comma between, must not be read as one.
  if (runsIn(raw).length > 1 && labelledIn(raw) === null) return notAnOrder('tooLong')
  return readLettered(text) ?? readDigits(text) ?? notAnOrder(nameTheStranger(text))
}

/** Longer input is never an order number; cutting it keeps a pasted novel cheap. */
const MAX_CHARS = 256

export function normaliseOrderNo(raw: string): string {
  let text = labelledIn(raw) ?? raw
  // Removing characters can create new matches, so this repeats until nothing changes.
  for (let pass = 0; pass < MAX_CHARS; pass++) {
    const next = cleanOnce(text)
    if (next === text) break
    text = next
  }
  return text
}

/**
 * The forms in which this number may appear in imported orders, best first. The screens of 小红书 drop
 * the P, 抖店 appends an A, 拼多多 is often copied without its hyphen.
 */
export function lookupForms(orderNo: string): string[] {
  const text = normaliseOrderNo(orderNo)
  if (text === '' || text.length > 64) return []
  const forms = new Set([text])
  const reading = readOrderNo(text)
  if (reading.kind === 'order') forms.add(reading.orderNo)
  if (/^\d{18}$/.test(text)) forms.add(`P${text}`)
  return [...forms]
}

/** One spelling per marketplace, so that a claim and an import agree on the key of an order. */
export function canonicalOrderNo(channel: Channel, orderNo: string): string {
  const text = normaliseOrderNo(orderNo)
  if (channel === 'pdd' && /^\d{21}$/.test(text)) return `${text.slice(0, 6)}-${text.slice(6)}`
  if (channel === 'douyin' && /^\d{18,19}A$/.test(text)) return text.slice(0, -1)
  if (channel === 'xhs' && /^\d{18}$/.test(text)) return `P${text}`
  return text
}

const WHOSE =
  '主|子|原|平台|商家|商户|我的|交易|外部|线上|网店|淘宝|天猫|京东|抖音|抖店|快手|小红书|有赞|拼多多|微信小店|微店|视频号'
const LABEL = new RegExp(
  `^(?:[【\\[(]?(?:${WHOSE})*订单(?:编号|号码|单号|号|编码)?[】\\])]?(?:是|为)?[:#.]?` +
    '|(?:编号|单号)[:#]|ORDER(?:NUMBER|NO|ID|SN)?[.:#]+)+',
)
/** A number after its label, in a text that contains more than one. */
const LABELLED = /订单(?:编号|号码|单号|号)[】\])]?(?:是|为)?[:#]?\s*([0-9A-Za-z][0-9A-Za-z-]{9,})/g

/** Possible numbers in a pasted text, each once; spaces inside a number only group it. */
function runsIn(raw: string): string[] {
  const text = raw.slice(0, MAX_CHARS).normalize('NFKC')
  const runs = text.replace(/[ \t\u200b'"`=]/g, '').match(/[0-9A-Za-z-]{10,}/g) ?? []
  return [...new Set(runs.filter((run) => run.replace(/\D/g, '').length >= 10))]
}

/** The one number that a pasted text labels as an order's, where it contains others too. */
function labelledIn(raw: string): string | null {
  if (runsIn(raw).length < 2) return null
  const text = raw.slice(0, MAX_CHARS).normalize('NFKC')
  const [found, ...others] = new Set([...text.matchAll(LABELLED)].map(([, number = '']) => number))
  return found !== undefined && others.length === 0 ? found : null
}
const COPY = /(?:[|/,;]|点击|一键)*(?:复制(?:成功|订单号)?)+$/

function cleanOnce(text: string): string {
  return text
    .slice(0, MAX_CHARS)
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Cc}'"`=‘’“”]/gu, '')
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/[a-z]+/g, (letters) => letters.toUpperCase())
    .replace(/^复制(?=.)/, '')
    .replace(LABEL, '')
    .replace(COPY, '')
    .slice(0, MAX_CHARS)
}

/** A shop's letters, the day, perhaps the time, and a running number: `HB20261120-0012`. */
const RECEIPT = /^[A-Z]{2,6}-?(20\d{6})(?:-?\d{6})?-?\d{3,6}$/

/** What a till may print; accepted only where the person says that it is a receipt. */
export function readReceiptNo(raw: string): string | null {
  const text = normaliseOrderNo(raw)
  return /^(?=.*\d{4})[A-Z0-9][A-Z0-9-]{7,31}$/.test(text) ? text : null
}

function readLettered(text: string): OrderNoReading | null {
  if (/^E\d{23}$/.test(text) && isMoment(text.slice(1, 15))) return order(text, 'youzan')
  if (/^P\d{18}$/.test(text)) return order(text, 'xhs')
  if (/^\d{6}-\d{15}$/.test(text)) {
    return isShortDay(text.slice(0, 6)) ? order(text, 'pdd') : notAnOrder('unknown')
  }
  if (/^\d{18,19}A$/.test(text)) return order(text.slice(0, -1), 'douyin')
  const [, day = ''] = RECEIPT.exec(text) ?? []
  return day !== '' && isDay(day) && !PARCEL.test(text) ? order(text, 'pos') : null
}

function readDigits(text: string): OrderNoReading | null {
  if (!/^\d+$/.test(text)) return null
  if (/^(?:86)?1[3-9]\d{9}$/.test(text)) return notAnOrder('phone')
  if (text.length < 10) return notAnOrder('tooShort')
  if (text.length <= 13) return order(text, 'jd')
  switch (text.length) {
    case 15:
    case 17:
      return order(text, 'tmall')
    case 16:
      return order(text, 'kuaishou', 'tmall')
    case 18:
      return order(text, 'tmall', 'douyin', 'xhs')
    case 19:
      return order(text, ...nineteenDigits(text))
    case 20:
      return text.endsWith('1') ? order(text.slice(0, 19), 'douyin') : notAnOrder('tooLong')
    case 21:
      return isShortDay(text.slice(0, 6))
        ? order(canonicalOrderNo('pdd', text), 'pdd')
        : notAnOrder('unknown')
    case 28:
      return notAnOrder(/^20\d{6}22/.test(text) && isDay(text) ? 'alipay' : 'payment')
    default:
      return notAnOrder(text.length > 20 ? 'tooLong' : 'unknown')
  }
}

/** 淘宝 has not reached 6; 抖店 used 4 and 5 at the start in 2020-22, so those stay ambiguous. */
function nineteenDigits(text: string): Channel[] {
  if (text.startsWith('37')) return ['weixin', 'tmall']
  if (/^[67]/.test(text)) return ['douyin']
  if (/^[45]/.test(text)) return ['tmall', 'douyin']
  return ['tmall']
}

const COURIERS = 'SF|JDV|JDX|JD|YT|ZTO|ZT|STO|ST|YD|YZ|YUNDA|EMS|DPK|DBL|JT|HTKY|ZJS|CN|KY|UC'
const PARCEL = new RegExp(
  `^(?:(?:${COURIERS})[A-Z]{0,3}\\d{8,}(?:-\\d+)*-?|[A-Z]{2}\\d{9}[A-Z]{2})$`,
)

function nameTheStranger(text: string): NotAnOrder {
  if (/\p{Extended_Pictographic}|\p{Emoji_Presentation}/u.test(text)) return 'emoji'
  // Excel turned it into a float; the last digits are lost for good.
  if (/^\d+(?:\.\d+)?E\+\d+$|^\d+\.\d+E\d+$|^\d{10,}\.\d*$/.test(text)) return 'damaged'
  if (PARCEL.test(text) || /快递|运单|物流|包裹/.test(text)) return 'parcel'
  if (/支付|交易单|流水/.test(text)) return 'payment'
  if (/^\+861[3-9]\d{9}$/.test(text) || /手机|电话/.test(text)) return 'phone'
  if (text.length > 40) return 'tooLong'
  if (/\p{L}/u.test(text) && !/\p{N}/u.test(text)) return 'letters'
  return 'unknown'
}

function order(orderNo: string, ...candidates: Channel[]): OrderNoReading {
  return { kind: 'order', orderNo, candidates }
}

function notAnOrder(looksLike: NotAnOrder): OrderNoReading {
  return { kind: 'notAnOrder', looksLike }
}

function isShortDay(yymmdd: string): boolean {
  return isDay(`20${yymmdd}`)
}

function isDay(text: string): boolean {
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6, 8)].map(Number)
  return isCalendarDay(year ?? 0, month ?? 0, day ?? 0)
}

function isMoment(text: string): boolean {
  return isDay(text) && /^(?:[01]\d|2[0-3])[0-5]\d[0-5]\d$/.test(text.slice(8))
}
