import Taro from '@tarojs/taro'
import { connect } from './connect'
import type { Send } from './make-call'
import { weakRandomBytes } from './random-bytes'
import type { RandomBytes } from './request-id'

const ANSWER_WITHIN_MS = 15_000

export function startCloud(): void {
  // A browser has nothing to start; the mini-program opens its cloud here.
}

/** Relative to the page's own path, because each demo person has a path. */
const send: Send = async (audience, envelope) => {
  const answer = await Taro.request<unknown>({
    url: `api/${audience}`,
    method: 'POST',
    header: { 'content-type': 'application/json' },
    data: envelope,
    timeout: ANSWER_WITHIN_MS,
  })
  return answer.data
}

const randomBytes: RandomBytes = async (count) => {
  // Missing on plain http pages in old browsers.
  if (typeof window.crypto === 'undefined') return weakRandomBytes(count)
  return window.crypto.getRandomValues(new Uint8Array(count))
}

export const { call, inFlight, afterMoves, deviceId } = connect(send, randomBytes)
