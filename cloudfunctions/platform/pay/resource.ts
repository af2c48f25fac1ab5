import { createDecipheriv } from 'node:crypto'
import * as v from 'valibot'

const KEY_BYTES = 32
const TAG_BYTES = 16

/** `resource` of a callback. */
export const Resource = v.object({
  algorithm: v.literal('AEAD_AES_256_GCM'),
  ciphertext: v.pipe(v.string(), v.base64()),
  associated_data: v.optional(v.string(), ''),
  nonce: v.pipe(v.string(), v.minLength(1)),
})

/** The text inside, or null when it was encrypted with another key or changed on its way. */
export function decryptResource(
  apiV3Key: string,
  resource: v.InferOutput<typeof Resource>,
): string | null {
  const key = Buffer.from(apiV3Key, 'utf8')
  const bytes = Buffer.from(resource.ciphertext, 'base64')
  if (key.length !== KEY_BYTES || bytes.length < TAG_BYTES) return null
  const end = bytes.length - TAG_BYTES
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(resource.nonce, 'utf8'))
    decipher.setAAD(Buffer.from(resource.associated_data, 'utf8'))
    decipher.setAuthTag(bytes.subarray(end))
    return Buffer.concat([decipher.update(bytes.subarray(0, end)), decipher.final()]).toString()
  } catch {
    return null
  }
}
