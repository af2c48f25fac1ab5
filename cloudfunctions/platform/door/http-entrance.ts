import * as v from 'valibot'
import type { Webhook } from '../../domain/order/webhook/connector'
import { isNetwork, readCaller } from './caller'
import { now } from '../clock'
import { hubSources } from './entrance-settings'
import { isConflict, isOutage } from '../failures'
import { newId } from '../ids'
import { loggedText, logLine } from '../log'
import { brandId } from '../settings'

export interface HttpRequest extends Omit<Webhook, 'body'> {
  path: string
  brand: string
  /** Null when the bytes are not UTF-8 or are too many. */
  body: string | null
  /** True for a request from the network: no WeChat user, no timer, no payment. */
  isOpenEntrance: boolean
}

/** The response that CloudBase's HTTP access sends back. */
export interface HttpAnswer {
  statusCode: number
  body: string
}

const BODY_MAX_BYTES = 1024 * 1024
const Texts = v.optional(v.nullable(v.record(v.string(), v.unknown())), {})

/** The event of CloudBase's HTTP access. */
const HttpEvent = v.object({
  path: v.pipe(v.string(), v.maxLength(500)),
  httpMethod: v.picklist(['GET', 'POST']),
  headers: Texts,
  queryStringParameters: Texts,
  body: v.optional(v.nullable(v.string()), ''),
  isBase64Encoded: v.optional(v.boolean(), false),
})

/** The entry of a function that is reached over HTTP; a 5xx asks the sender to try again. */
export function httpEntrance(take: (request: HttpRequest) => Promise<HttpAnswer>) {
  return async function main(event: unknown) {
    const { statusCode, body } = await answer(event, take)
    const type = body.startsWith('{') ? 'application/json' : 'text/plain'
    return { statusCode, headers: { 'content-type': `${type}; charset=utf-8` }, body }
  }
}

async function answer(
  event: unknown,
  take: (request: HttpRequest) => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  const http = v.safeParse(HttpEvent, event)
  if (!http.success) return { statusCode: 400, body: '{"code":1,"msg":"WEBHOOK_UNREADABLE"}' }
  try {
    return await take(requestOf(http.output))
  } catch (thrown) {
    const reference = newId().slice(0, 10)
    const outage = isConflict(thrown) || isOutage(thrown)
    logLine('error', { reference, action: http.output.path, outage, thrown: loggedText(thrown) })
    const body = JSON.stringify({ code: 1, msg: outage ? 'UNAVAILABLE' : 'BUG', reference })
    return { statusCode: outage ? 503 : 500, body }
  }
}

function requestOf(http: v.InferOutput<typeof HttpEvent>): HttpRequest {
  return {
    path: http.path,
    method: http.httpMethod,
    headers: textsOf(http.headers, (name) => name.toLowerCase()),
    query: textsOf(http.queryStringParameters, (name) => name),
    body: textOfBody(http.body ?? '', http.isBase64Encoded),
    brand: brandId(),
    now: now(),
    isOpenEntrance: isOpenEntrance(http.path),
  }
}

/** The sender sees no reason; the log names the entrance for the person who sets the hub up. */
function isOpenEntrance(path: string): boolean {
  const caller = readCaller()
  if (isNetwork(caller)) return true
  const { openId, source } = caller
  const { fault } = hubSources()
  logLine('warn', { refused: 'CALLER_UNKNOWN', path, source, isUser: openId !== null, fault })
  return false
}

function textsOf(fields: Record<string, unknown> | null, nameOf: (name: string) => string) {
  const texts = Object.entries(fields ?? {}).map(([name, value]) => [nameOf(name), String(value)])
  return Object.fromEntries(texts) as Record<string, string>
}

/** A byte takes 1⅓ letters of Base64; anything longer is not even decoded. */
const BODY_MAX_LETTERS = Math.ceil((BODY_MAX_BYTES * 4) / 3) + 4

/** Signatures cover bytes: text that encodes to other bytes is not what was signed. */
function textOfBody(body: string, isBase64: boolean): string | null {
  if (body.length > BODY_MAX_LETTERS) return null
  const bytes = Buffer.from(body, isBase64 ? 'base64' : 'utf8')
  if (bytes.length > BODY_MAX_BYTES) return null
  const text = bytes.toString('utf8')
  return bytes.equals(Buffer.from(text, 'utf8')) ? text : null
}
