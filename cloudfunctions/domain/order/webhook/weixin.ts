import * as v from 'valibot'
import { bareFacts, type OrderFacts } from '../order'
import { isCurrent, type Connector, type Webhook, type Reading, type SourceKey } from './connector'
import type { Digests } from './digests'
import { readExactJson } from './exact-json'
import { Digits, Seconds } from './fields'
import { believed } from './records'

/** The encrypted text is what is signed; nothing else in the body is read. */
const ENCRYPTED = /"Encrypt"\s*:\s*"([A-Za-z0-9+/]+={0,2})"/
const Event = v.object({
  Event: v.string(),
  CreateTime: Seconds,
  order_info: v.optional(v.unknown()),
})
const Info = v.object({ order_id: Digits, pay_time: v.optional(Seconds, 0) })

/** Random bytes, then four bytes for the message's length, then the message and the shop's id. */
const RANDOM_BYTES = 16
const HEAD_BYTES = RANDOM_BYTES + 4
const PADDING_MAX = 32

/**
 * 微信小店, in its safe mode. The key is the shop's app id, the token as `secret` and the
 * EncodingAESKey. Its messages name the order and what happened but no amount: that comes with the
 * import.
 */
export const weixin: Connector = {
  repeated: 'answered',
  hasSignedTime: true,
  read(webhook, key, digests) {
    return webhook.method === 'GET' ? greet(webhook, key, digests) : take(webhook, key, digests)
  },
}

/** The one-time check of the address, when staff enter it in 微信's back office. */
function greet({ query, now }: Webhook, { secret }: SourceKey, digests: Digests): Reading {
  const signature = shuffledSha1([secret, query.timestamp ?? '', query.nonce ?? ''], digests)
  if (!digests.same(signature, query.signature ?? '')) return { refused: 'SIGNATURE_WRONG' }
  if (!isCurrent(query.timestamp, now)) return { refused: 'TIMESTAMP_OLD' }
  return { messages: [], reply: query.echostr ?? '' }
}

function take({ query, body, now }: Webhook, key: SourceKey, digests: Digests): Reading {
  const encrypted = ENCRYPTED.exec(body)?.[1]
  if (encrypted === undefined) return { refused: 'SIGNATURE_WRONG' }
  const { timestamp = '', nonce = '', msg_signature: signature = '' } = query
  const expected = shuffledSha1([key.secret, timestamp, nonce, encrypted], digests)
  if (!digests.same(expected, signature)) return { refused: 'SIGNATURE_WRONG' }
  if (!isCurrent(timestamp, now)) return { refused: 'TIMESTAMP_OLD' }
  const opened = open(encrypted, key, digests)
  if (opened === null) return { refused: 'SIGNATURE_WRONG' }
  // A message has no id of its own; a repeated one has the same text.
  const facts = believed(factsOf(v.parse(Event, readExactJson(opened))), now)
  const message = { id: digests.sha1(opened), facts }
  return { messages: [message], reply: 'success' }
}

function shuffledSha1(parts: string[], digests: Digests): string {
  return digests.sha1([...parts].sort().join(''))
}

/** The message, or null when the key or the shop is a different one. */
export function open(
  encrypted: string,
  { id, aesKey }: SourceKey,
  digests: Digests,
): string | null {
  const bytes = digests.decryptAes(`${aesKey}=`, encrypted)
  const padding = bytes?.at(-1) ?? 0
  if (!bytes || padding < 1 || padding > PADDING_MAX) return null
  const content = bytes.subarray(0, bytes.length - padding)
  if (content.length < HEAD_BYTES) return null
  const length = new DataView(content.buffer, content.byteOffset).getUint32(RANDOM_BYTES)
  const text = new TextDecoder()
  const owner = text.decode(content.subarray(HEAD_BYTES + length))
  return owner === id ? text.decode(content.subarray(HEAD_BYTES, HEAD_BYTES + length)) : null
}

function factsOf(event: v.InferOutput<typeof Event>): OrderFacts[] {
  const about = () => v.parse(Info, event.order_info)
  const bare = () => bareFacts('weixin', about().order_id)
  switch (event.Event) {
    case 'channels_ec_order_pay':
      return [{ ...bare(), status: 'paid', paidAt: about().pay_time ?? event.CreateTime }]
    case 'channels_ec_order_deliver':
      return [{ ...bare(), status: 'shipped' }]
    case 'channels_ec_order_confirm':
      return [{ ...bare(), status: 'completed', completedAt: event.CreateTime }]
    case 'channels_ec_order_cancel':
      return [{ ...bare(), status: 'closed' }]
    default:
      return []
  }
}
