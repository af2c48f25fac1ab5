import { createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { Digests } from '../domain/order/webhook/digests'

const AES_KEY_BYTES = 32
const AES_BLOCK_BYTES = 16

export const digests: Digests = {
  md5: (text) => createHash('md5').update(text).digest('hex'),
  sha1: (text) => createHash('sha1').update(text).digest('hex'),
  hmacMd5: (key, text) => createHmac('md5', key).update(text).digest('hex'),
  hmacSha256: (key, text) => createHmac('sha256', key).update(text).digest('hex'),
  hmacSha256Base64: (key, text) => createHmac('sha256', key).update(text).digest('base64'),
  decryptAes(keyBase64, dataBase64) {
    const key = Buffer.from(keyBase64, 'base64')
    const data = Buffer.from(dataBase64, 'base64')
    if (key.length !== AES_KEY_BYTES) return null
    if (data.length === 0 || data.length % AES_BLOCK_BYTES !== 0) return null
    const cipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, AES_BLOCK_BYTES))
    // The marketplaces pad to 32 bytes, which Node treats as an error.
    cipher.setAutoPadding(false)
    return Buffer.concat([cipher.update(data), cipher.final()])
  },
  same(a, b) {
    const digest = (text: string) => createHash('sha256').update(text).digest()
    return timingSafeEqual(digest(a), digest(b))
  },
}
