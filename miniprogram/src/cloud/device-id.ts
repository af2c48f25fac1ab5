import type { Keep } from './keep-type'
import { hex, idIn, type RandomBytes } from './request-id'

const KEY = 'device'

/**
 * Names this phone to the cloud: drawn at random, stored with the other small values and deleted
 * with them. It says nothing about the phone, and nothing is refused because of it.
 */
export function makeDeviceId(storage: Keep, randomBytes: RandomBytes): () => Promise<string> {
  return async () => {
    const saved = idIn(storage.get(KEY))
    if (saved) return saved
    const made = hex(await randomBytes(16))
    const savedMeanwhile = idIn(storage.get(KEY))
    if (!savedMeanwhile) storage.set(KEY, made)
    return savedMeanwhile ?? made
  }
}
