import Taro from '@tarojs/taro'
import { connect } from './connect'
import type { Send } from './make-call'
import { weakRandomBytes } from './random-bytes'
import type { RandomBytes } from './request-id'

const ANSWER_WITHIN_MS = 15_000

/** Once per launch, before the first call. */
export function startCloud(): void {
  const env = process.env.TARO_APP_CLOUD_ENV
  Taro.cloud.init({ traceUser: true, ...(env ? { env } : {}) })
}

const send: Send = async (audience, envelope) => {
  const asked = Taro.cloud.callFunction({ name: audience, data: envelope })
  const { result } = await Promise.race([asked, tooLate()])
  return result
}

/** The platform's own time limit is a minute, but nobody waits that long at a till. */
function tooLate(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('no answer in time')), ANSWER_WITHIN_MS)
  })
}

const randomBytes: RandomBytes = async (count) => {
  try {
    const { randomValues } = await Taro.getRandomValues({ length: count })
    return new Uint8Array(randomValues)
  } catch {
    return weakRandomBytes(count)
  }
}

export const { call, inFlight, afterMoves, deviceId } = connect(send, randomBytes)
