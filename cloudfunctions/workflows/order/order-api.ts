import * as v from 'valibot'
import type { ApiAnswer, ApiKey } from '../../domain/order/api/order-api'
import {
  API_CHANNELS,
  ORDER_APIS,
  readAnswer,
  type ApiChannel,
} from '../../domain/order/api/order-apis'
import { digests } from '../../platform/digests'
import { textOf } from '../../platform/log'
import { SettingMissing } from '../../platform/settings'

const TIMEOUT_MS = 6_000
/** An order with two hundred lines is far below this size. */
const ANSWER_BYTES = 1024 * 1024

const word = v.pipe(v.string(), v.minLength(1))
const Setting = v.strictObject({
  appKey: word,
  secret: word,
  accessToken: word,
  signSecret: v.optional(v.string(), ''),
  /** The address of another gateway, such as a relay within 多多云. */
  endpoint: v.optional(v.pipe(v.string(), v.regex(/^https?:\/\/[^\s]+[^/\s]$/))),
})

function nameOf(channel: ApiChannel): string {
  return `JUSHA_API_${channel.toUpperCase()}`
}

/** The channels that this deployment has a key for; keys come from the function's environment. */
export function askableChannels(): ApiChannel[] {
  return API_CHANNELS.filter((channel) => Boolean(process.env[nameOf(channel)]))
}

function keyOf(channel: ApiChannel): ApiKey {
  const setting = v.safeParse(
    v.pipe(v.string(), v.parseJson(), Setting),
    process.env[nameOf(channel)],
  )
  if (!setting.success) {
    throw new SettingMissing(
      `环境变量 ${nameOf(channel)} 写得不对，要写成什么样见 README 的“订单”一步`,
    )
  }
  return { ...setting.output, endpoint: setting.output.endpoint ?? ORDER_APIS[channel].endpoint }
}

/** Asks a marketplace for one order. Any failure on the way is `busy`, so we ask again later. */
export async function askOrder(
  channel: ApiChannel,
  orderNo: string,
  now: number,
): Promise<ApiAnswer> {
  const { method, url, headers, body } = ORDER_APIS[channel].api.ask(
    orderNo,
    keyOf(channel),
    now,
    digests,
  )
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const answer = await fetch(url, { method, headers, body, signal, redirect: 'error' })
    const text = await bounded(answer)
    return text === null ? { busy: '回答太长' } : readAnswer(channel, text, now)
  } catch (thrown) {
    return { busy: textOf(thrown) }
  }
}

async function bounded({ body }: Response): Promise<string | null> {
  const pieces: Uint8Array[] = []
  let size = 0
  const reader = body?.getReader()
  for (;;) {
    const piece = await reader?.read()
    if (!piece?.value) return Buffer.concat(pieces).toString('utf8')
    size += piece.value.length
    if (size > ANSWER_BYTES) return null
    pieces.push(piece.value)
  }
}
