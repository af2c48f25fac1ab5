import * as v from 'valibot'
import { ChannelId } from '../claim/claim'
import { isPhoneNumber, isReadable } from '../plain-text'
import { AmountFen, Count, Instant } from '../scalars'

/** Why a webhook is refused. `unavailable` is not in this list: the sender tries again. */
export const WEBHOOK_REFUSALS = [
  'CALLER_UNKNOWN',
  'SOURCE_UNKNOWN',
  'SIGNATURE_WRONG',
  'TIMESTAMP_OLD',
  'NONCE_REPLAYED',
  'WEBHOOK_UNREADABLE',
] as const
export type WebhookRefusal = (typeof WEBHOOK_REFUSALS)[number]

/** Orders in one webhook. */
const ORDERS_MAX = 100
const title = v.pipe(v.string(), v.maxLength(200), v.check(isReadable))

export const WebhookOrder = v.strictObject({
  channel: ChannelId,
  /**
   * Text, never a number: 19 digits do not fit into one. A till's receipt (`pos`) is unique over
   * all shops: where the till numbers by itself, the shop's code and the day come before it.
   */
  orderNo: v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9-]{6,40}$/),
    v.check((number) => !isPhoneNumber(number)),
  ),
  status: v.picklist(['unpaid', 'paid', 'shipped', 'completed', 'closed']),
  paidFen: AmountFen,
  /** Everything that was refunded so far. */
  refundedFen: v.optional(AmountFen, 0),
  /** Or each refund with its own number, reported one by one in any order. */
  refunds: v.optional(
    v.pipe(
      v.array(v.strictObject({ id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)), fen: AmountFen })),
      v.maxLength(50),
    ),
    [],
  ),
  freightFen: v.optional(AmountFen, 0),
  createdAt: v.nullish(Instant, null),
  paidAt: v.nullish(Instant, null),
  completedAt: v.nullish(Instant, null),
  phoneTail: v.nullish(v.pipe(v.string(), v.regex(/^\d{4}$/)), null),
  items: v.optional(
    v.pipe(
      v.array(v.strictObject({ title, quantity: Count, paidFen: v.nullish(AmountFen, null) })),
      v.maxLength(200),
    ),
    [],
  ),
})

/**
 * 通用推送, for a POS, an ERP or anything else that knows orders.
 *
 * `POST <address of the function hub>/<source>`, with the body as JSON in UTF-8 and the headers
 *
 *     x-jusha-timestamp   seconds since 1970, at most five minutes off
 *     x-jusha-nonce       16 to 64 letters, digits, - or _, new for every request
 *     x-jusha-signature   hex(HMAC-SHA256(secret, timestamp + "." + nonce + "." + body))
 *
 * The source is the name under which the brand keeps the key: `pos-hubin` has its own in the
 * function's environment variable `JUSHA_HUB_POS_HUBIN`,
 * `{"connector":"signed","id":"pos-hubin","secret":"…at least 32 characters…"}`. It may send receipts
 * (`pos`) only; for an ERP with other orders `"channels":["tmall","jd"]` is added, and an order
 * of any other channel is refused (`"field":"channel"`). Times are milliseconds since 1970, between
 * the day the marketplace opened and a day from now.
 *
 * (A marketplace's key is written the same way: `youzan` with client_id and client_secret, `douyin`
 * with app_key and app_secret, `weixin` with the shop's app id, its token as `secret`, and `aesKey`.)
 *
 * The answer is 200 `{"code":0,"msg":"success"}`. Where some of the orders make no sense, the others
 * are taken and the answer is 200 `{"code":2,"msg":"PARTLY_TAKEN","unread":[{"place":3,
 * "orderNo":"…","field":"paidFen"}]}`: correct those and send them again. After no answer, or a 5xx, send
 * again with a new timestamp, nonce and signature. An order may be sent any number of times and
 * in any sequence: of all reports the furthest status, the highest payment, the highest
 * refund and the earliest times count. 4xx is final: `{"code":1,"msg":"SIGNATURE_WRONG"}`.
 */
export const OrderWebhook = v.strictObject({
  orders: v.pipe(v.array(v.unknown()), v.minLength(1), v.maxLength(ORDERS_MAX)),
})
