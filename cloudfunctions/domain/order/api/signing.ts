import type { Digests } from '../webhook/digests'

/** Names and values of a request, all as text. */
export type Parameters = Record<string, string>

/** Sorted by the characters of the name, as all marketplaces do. */
function sorted(parameters: Parameters): [string, string][] {
  return Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1))
}

function joined(parameters: Parameters): string {
  return sorted(parameters)
    .map(([name, value]) => name + value)
    .join('')
}

/** 淘宝 TOP: empty values and `sign` are not signed. */
export function signTaobao(
  secret: string,
  { sign: _own, ...parameters }: Parameters,
  digests: Digests,
): string {
  const filled = Object.entries(parameters).filter(([, value]) => value !== '')
  const text = joined(Object.fromEntries(filled))
  switch (parameters.sign_method) {
    case 'hmac':
      return digests.hmacMd5(secret, text).toUpperCase()
    case 'hmac-sha256':
      return digests.hmacSha256(secret, text).toUpperCase()
    case undefined:
    default:
      return digests.md5(secret + text + secret).toUpperCase()
  }
}

/** 拼多多, common and business parameters together; 京东 signs the same way. */
export function signPinduoduo(
  secret: string,
  { sign: _own, ...parameters }: Parameters,
  digests: Digests,
): string {
  return digests.md5(secret + joined(parameters) + secret).toUpperCase()
}

/** 京东: `format` and `sign_method` are sent but not signed. */
export function signJd(
  secret: string,
  { format: _format, sign_method: _method, ...parameters }: Parameters,
  digests: Digests,
): string {
  return signPinduoduo(secret, parameters, digests)
}

export interface DouyinRequest {
  appKey: string
  /** The name with dots, `order.orderDetail`; the address has slashes. */
  method: string
  parameters: unknown
  timestamp: string
}

/** 抖店: the token is not signed. */
export function signDouyin(secret: string, request: DouyinRequest, digests: Digests): string {
  const { appKey, method, parameters, timestamp } = request
  const signed = {
    app_key: appKey,
    method,
    param_json: sortedJson(parameters),
    timestamp,
    v: '2',
  }
  return digests.hmacSha256(secret, secret + joined(signed) + secret)
}

/** JSON without blanks, the fields of every object sorted; 抖店 signs and sends exactly this text. */
export function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const fields = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, each]) => `${JSON.stringify(name)}:${sortedJson(each)}`).join(',')}}`
}

/** 快手: MD5 in hexadecimal, HMAC_SHA256 in Base64, over the request as it is before encoding. */
export function signKuaishou(
  signSecret: string,
  parameters: Parameters & { signMethod: 'MD5' | 'HMAC_SHA256' },
  digests: Digests,
): string {
  const { sign: _own, ...signed } = parameters
  const pairs = sorted(signed).map(([name, value]) => `${name}=${value}`)
  const text = `${pairs.join('&')}&signSecret=${signSecret}`
  return parameters.signMethod === 'MD5'
    ? digests.md5(text)
    : digests.hmacSha256Base64(signSecret, text)
}

export interface XhsRequest {
  method: string
  appId: string
  timestamp: string
  version: string
}

/** 小红书: neither the body nor the token is signed. */
export function signXhs(secret: string, request: XhsRequest, digests: Digests): string {
  const { method, appId, timestamp, version } = request
  const query = `appId=${appId}&timestamp=${timestamp}&version=${version}`
  return digests.md5(`${method}?${query}${secret}`)
}
