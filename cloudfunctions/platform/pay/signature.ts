import { createSign, createVerify, X509Certificate } from 'node:crypto'

const SCHEME = 'WECHATPAY2-SHA256-RSA2048'
/** WeChat Pay's own advice: what was signed longer ago, or in the future, may be a replay. */
const WINDOW_MS = 5 * 60_000

/** Who signs our requests: the merchant, with the key of its API certificate. */
export interface MerchantKey {
  mchId: string
  /** The serial of the merchant's API certificate. */
  serial: string
  privateKey: string
}

interface Signed {
  method: 'GET' | 'POST'
  /** Path and query, as they are sent. */
  path: string
  /** The bytes that are sent; empty for GET. */
  body: string
}

/** The header `Authorization` of a request; `timestamp` in seconds. */
export function authorization(
  { mchId, serial, privateKey }: MerchantKey,
  { method, path, body }: Signed,
  { timestamp, nonce }: { timestamp: number; nonce: string },
): string {
  const signature = signed(privateKey, [method, path, String(timestamp), nonce, body])
  const fields = Object.entries({
    mchid: mchId,
    nonce_str: nonce,
    signature,
    timestamp,
    serial_no: serial,
  })
  return `${SCHEME} ${fields.map(([name, value]) => `${name}="${value}"`).join(',')}`
}

/** `paySign` of what the phone gives to WeChat. */
export function paySign(
  privateKey: string,
  {
    appId,
    timeStamp,
    nonceStr,
    package: prepay,
  }: { appId: string; timeStamp: string; nonceStr: string; package: string },
): string {
  return signed(privateKey, [appId, timeStamp, nonceStr, prepay])
}

/** SHA256 with RSA over lines of which each ends with a newline, the last one too. */
function signed(privateKey: string, lines: string[]): string {
  return createSign('RSA-SHA256').update(linesOf(lines)).sign(privateKey, 'base64')
}

function linesOf(lines: string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}

/**
 * What WeChat Pay signs with, by the serial that it names: the id of a WeChat Pay public key
 * (`PUB_KEY_ID_…`), or the serial of a platform certificate. Each is PEM.
 */
export type PlatformKeys = Record<string, string>

export type Distrust = 'SIGNATURE_WRONG' | 'TIMESTAMP_OLD'

/** Why an answer or a callback is not believed, or null when WeChat Pay signed exactly this, now. */
export function distrust(
  headers: Record<string, string | undefined>,
  body: string,
  keys: PlatformKeys,
  now: number,
): Distrust | null {
  const serial = headers['wechatpay-serial'] ?? ''
  const timestamp = headers['wechatpay-timestamp'] ?? ''
  const nonce = headers['wechatpay-nonce'] ?? ''
  const signature = headers['wechatpay-signature'] ?? ''
  if (!/^\d{1,12}$/.test(timestamp) || nonce === '') return 'SIGNATURE_WRONG'
  const key = publicKeyOf(serial, keys, now)
  if (key === null) return 'SIGNATURE_WRONG'
  const verify = createVerify('RSA-SHA256').update(linesOf([timestamp, nonce, body]))
  if (!verify.verify(key, signature, 'base64')) return 'SIGNATURE_WRONG'
  // Last, so that only WeChat Pay learns what our clock says.
  return Math.abs(now - Number(timestamp) * 1000) > WINDOW_MS ? 'TIMESTAMP_OLD' : null
}

/** Null for a serial that is not ours, and for a certificate that is not the one, or is over. */
function publicKeyOf(serial: string, keys: PlatformKeys, now: number) {
  const pem = Object.hasOwn(keys, serial) ? keys[serial] : undefined
  if (pem === undefined) return null
  if (!pem.includes('CERTIFICATE')) return pem
  const certificate = new X509Certificate(pem)
  const isInForce =
    now >= Date.parse(certificate.validFrom) && now <= Date.parse(certificate.validTo)
  return isInForce && certificate.serialNumber === serial ? certificate.publicKey : null
}
