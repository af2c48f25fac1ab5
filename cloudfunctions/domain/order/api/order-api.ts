import type { Digests } from '../webhook/digests'
import type { OrderFacts } from '../order'

/** What a marketplace gave the brand's application, and the address to ask at. */
export interface ApiKey {
  appKey: string
  secret: string
  /** 快手 only: it signs with a second secret. */
  signSecret: string
  accessToken: string
  /** Without a slash at its end. */
  endpoint: string
}

/** One HTTP request, as it goes out. */
export interface ApiRequest {
  method: 'GET' | 'POST'
  url: string
  headers: Record<string, string>
  body: string | null
}

/**
 * The answer of an open API about an order. `denied` must be repaired by the brand (an expired
 * token, a missing right), `busy` ends by itself.
 */
export type ApiAnswer =
  { order: OrderFacts } | { unknown: true } | { denied: string } | { busy: string }

/** 订单接口: asks a marketplace for one order. A new one needs this and a line in `order-apis.ts`. */
export interface OrderApi {
  /** `now` in milliseconds; every marketplace writes it in its own way and signs it. */
  ask(orderNo: string, key: ApiKey, now: number, digests: Digests): ApiRequest
  /** Throws a SyntaxError or a ValiError for text that is not an answer of this marketplace. */
  read(body: string): ApiAnswer
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' }
export const JSON_TYPE = { 'content-type': 'application/json;charset=utf-8' }

/** Names and values in the body, encoded; the signature is over the values before encoding. */
export function formRequest(url: string, fields: Record<string, string>): ApiRequest {
  return { method: 'POST', url, headers: FORM, body: new URLSearchParams(fields).toString() }
}

export function withQuery(url: string, fields: Record<string, string>): string {
  return `${url}?${new URLSearchParams(fields).toString()}`
}

export function secondsOf(now: number): string {
  return String(Math.floor(now / 1000))
}
