import type { WebhookRefusal } from '../../contracts/order/hub'
import type { WebhookMessage } from '../../domain/order/webhook/connector'
import { CONNECTORS, readWebhook } from '../../domain/order/webhook/connectors'
import { unreadFound, type Unread } from '../../domain/order/webhook/records'
import { tellFindings } from '../../workflows/message/alerts'
import { claimRules } from '../../workflows/claim/claim-settlement'
import { addDocuments, getMany } from '../../platform/database/collection'
import { digests } from '../../platform/digests'
import type { TakenWebhook } from '../../platform/database/documents'
import { isDuplicate } from '../../platform/failures'
import type { HttpAnswer, HttpRequest } from '../../platform/door/http-entrance'
import { commitBatch } from '../../workflows/order/order-import'
import { inForce } from '../../workflows/programme/publication'
import { sourceSetting } from '../../workflows/order/source-setting'

const STATUS_CODES: Record<WebhookRefusal, number> = {
  CALLER_UNKNOWN: 403,
  SOURCE_UNKNOWN: 404,
  SIGNATURE_WRONG: 401,
  TIMESTAMP_OLD: 401,
  NONCE_REPLAYED: 409,
  WEBHOOK_UNREADABLE: 400,
}

/** Unreadable records are reported to their sender. */
export function refusal(refused: WebhookRefusal, unread?: Unread[]): HttpAnswer {
  const body = JSON.stringify({ code: 1, msg: refused, ...(unread ? { unread } : {}) })
  return { statusCode: STATUS_CODES[refused], body }
}

/** Verifies a webhook, merges its facts into the orders as an import would, and notes it as taken. */
export async function takeWebhook(request: HttpRequest): Promise<HttpAnswer> {
  const { brand, now, path, isOpenEntrance } = request
  if (!isOpenEntrance) return refusal('CALLER_UNKNOWN')
  const source = path.split('/').pop() ?? ''
  const setting = sourceSetting(source)
  if (!setting) return refusal('SOURCE_UNKNOWN')
  if (request.body === null) return refusal('WEBHOOK_UNREADABLE')
  const connector = CONNECTORS[setting.connector]
  const reading = readWebhook(connector, { ...request, body: request.body }, setting, digests)
  if (reading.unread?.length) await tellUnread(brand, source, reading.unread, now)
  if ('refused' in reading) return refusal(reading.refused, reading.unread)

  const idOf = ({ id }: WebhookMessage) => `${brand}:${source}:${id}`
  const taken = await getMany('pushes', reading.messages.map(idOf))
  if (taken.size > 0 && connector.repeated === 'refused') return refusal('NONCE_REPLAYED')
  const fresh = reading.messages.filter((each) => !taken.has(idOf(each)))
  const facts = fresh.flatMap((each) => each.facts)
  if (facts.length > 0) {
    await commitBatch(brand, facts, claimRules((await inForce(brand, now)).program), now)
  }
  // Noted after the work: a webhook that is cut off is sent again, and merging twice is harmless.
  const notes = new Map(fresh.map((each) => [idOf(each), noteOf(each)]))
  const { hasSignedTime } = connector
  for (const [_id, note] of notes) {
    await noteTaken({ ...note, _id, brand, source, takenAt: now, hasSignedTime })
  }
  return { statusCode: 200, body: reading.reply }
}

function noteOf({ facts }: WebhookMessage): Pick<TakenWebhook, 'orders'> {
  return { orders: facts.map(({ channel, orderNo }) => `${channel}:${orderNo}`) }
}

/** A sender does not see alerts and staff do not see answers, so both are informed. */
async function tellUnread(brand: string, source: string, unread: Unread[], now: number) {
  const about = { brand, topic: 'push' as const, subject: `${brand}:${source}` }
  await tellFindings(about, [unreadFound(source, unread)], [], now)
}

async function noteTaken(webhook: TakenWebhook): Promise<void> {
  try {
    await addDocuments('pushes', [webhook])
  } catch (thrown) {
    // The same webhook arrived twice at the same time; both copies did the same.
    if (!isDuplicate(thrown)) throw thrown
  }
}
