import { createCipheriv, createHmac, createSign, createVerify, randomBytes } from 'node:crypto'
import type { Merchant } from './merchant'

export function signedHeaders(privateKey: string, id: string, body: string, now: number) {
  const timestamp = String(Math.floor(now / 1000))
  const nonce = randomBytes(16).toString('hex')
  return {
    'wechatpay-serial': id,
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-signature': sign(privateKey, [timestamp, nonce, body]),
    'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
  }
}

export function sign(privateKey: string, lines: string[]): string {
  return createSign('RSA-SHA256').update(linesOf(lines)).sign(privateKey, 'base64')
}

export function isSigned(publicKey: string, lines: string[], signature: string): boolean {
  return createVerify('RSA-SHA256').update(linesOf(lines)).verify(publicKey, signature, 'base64')
}

function linesOf(lines: string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}

/** A request is the merchant's when its key signed exactly this path and these bytes. */
export function isMerchants(
  { mchId, serial, publicKey }: Merchant,
  asked: { method: string; path: string; body: string; authorization: string },
): boolean {
  const [scheme = '', list = ''] = splitOnce(asked.authorization)
  const fields = new Map(
    [...list.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  )
  const field = (name: string) => fields.get(name) ?? ''
  if (scheme !== 'WECHATPAY2-SHA256-RSA2048') return false
  if (field('mchid') !== mchId || field('serial_no') !== serial) return false
  const lines = [asked.method, asked.path, field('timestamp'), field('nonce_str'), asked.body]
  return isSigned(publicKey, lines, field('signature'))
}

function splitOnce(text: string): [string, string] {
  const at = text.indexOf(' ')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

/** `resource` of a callback: encrypted with the merchant's APIv3 key. */
export function encryptedResource(apiV3Key: string, kind: string, content: object) {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(apiV3Key), Buffer.from(nonce))
  cipher.setAAD(Buffer.from(kind))
  const text = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()])
  return {
    original_type: kind,
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: Buffer.concat([text, cipher.getAuthTag()]).toString('base64'),
    associated_data: kind,
    nonce,
  }
}

/** What the platform signs for a merchant without a key; only this cloud can check it. */
export function platformSign(secret: string, lines: string[]): string {
  return createHmac('sha256', secret).update(linesOf(lines)).digest('hex').toUpperCase()
}
