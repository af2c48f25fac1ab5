import type { Channel } from '../../../contracts/order/channel'
import type { PushRefusal } from '../../../contracts/order/hub'
import type { OrderFacts } from '../order'
import type { Digests } from './digests'
import type { Unread } from './records'

/** A request as it came in. Names of headers are in lower case, the body is as it was signed. */
export interface Push {
  method: string
  headers: Record<string, string>
  query: Record<string, string>
  body: string
  now: number
}

/** What the brand keeps of a source: its application's id there, and what only the two know. */
export interface SourceKey {
  id: string
  secret: string
  /** 微信小店 only: the EncodingAESKey. */
  aesKey: string
  /** 通用推送 only: of which channels this source may tell orders. */
  channels: readonly Channel[]
}

/** One message of a push. Its id is the same however often it is sent. */
export interface Told {
  id: string
  facts: OrderFacts[]
}

export type Reading =
  { told: Told[]; unread?: Unread[]; reply: string } | { refused: PushRefusal; unread?: Unread[] }

/** A way in. A new one needs this, a line in `connectors.ts`, and pushes for the replay test. */
export interface Connector {
  /**
   * Marketplaces send a message until they read success, so one that was taken already is answered
   * like the first; a sender of ours makes a new nonce for every try, so a used one is an attack.
   */
  repeated: 'answered' | 'refused'
  /**
   * Whether the signed bytes hold the time at which they were sent, so that old ones are refused by
   * it. Where they hold none, what was taken is remembered for ever.
   */
  hasSignedTime: boolean
  /** Looks at the signature before anything else; only what is signed decides. */
  read(push: Push, key: SourceKey, digests: Digests): Reading
}

export const SUCCESS = '{"code":0,"msg":"success"}'

/** How far the sender's clock may be off, either way. */
const WINDOW_MS = 5 * 60_000

/** True for seconds since 1970, written in digits, that lie around now. */
export function isCurrent(seconds: string | undefined, now: number): boolean {
  if (seconds === undefined || !/^\d{1,12}$/.test(seconds)) return false
  return Math.abs(Number(seconds) * 1000 - now) <= WINDOW_MS
}
