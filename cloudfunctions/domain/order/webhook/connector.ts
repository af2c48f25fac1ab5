import type { Channel } from '../../../contracts/order/channel'
import type { WebhookRefusal } from '../../../contracts/order/hub'
import type { OrderFacts } from '../order'
import type { Digests } from './digests'
import type { Unread } from './records'

/** A request as it came in. Header names are in lower case, the body is exactly what was signed. */
export interface Webhook {
  method: string
  headers: Record<string, string>
  query: Record<string, string>
  body: string
  now: number
}

/** What the brand keeps for a source: its application id there, and the shared secrets. */
export interface SourceKey {
  id: string
  secret: string
  /** 微信小店 only: the EncodingAESKey. */
  aesKey: string
  /** 通用推送 only: the channels whose orders this source may report. */
  channels: readonly Channel[]
}

/** One message of a webhook. Its id is the same however often it is sent. */
export interface WebhookMessage {
  id: string
  facts: OrderFacts[]
}

export type Reading =
  | { messages: WebhookMessage[]; unread?: Unread[]; reply: string }
  | { refused: WebhookRefusal; unread?: Unread[] }

/** A kind of source. A new one needs this, a line in `connectors.ts`, and webhooks to replay. */
export interface Connector {
  /**
   * Marketplaces repeat a message until they read success, so one that was taken already gets the
   * first answer; a sender of ours makes a new nonce for every try, so a used nonce is an attack.
   */
  repeated: 'answered' | 'refused'
  /**
   * Whether the signed bytes contain their sending time, so that old ones can be refused by it.
   * Without it, every taken webhook is remembered forever.
   */
  hasSignedTime: boolean
  /** Checks the signature before anything else; only signed content decides. */
  read(webhook: Webhook, key: SourceKey, digests: Digests): Reading
}

export const SUCCESS = '{"code":0,"msg":"success"}'

/** How far the sender's clock may be off, either way. */
const WINDOW_MS = 5 * 60_000

/** True for seconds since 1970, written in digits, that are close to now. */
export function isCurrent(seconds: string | undefined, now: number): boolean {
  if (seconds === undefined || !/^\d{1,12}$/.test(seconds)) return false
  return Math.abs(Number(seconds) * 1000 - now) <= WINDOW_MS
}
