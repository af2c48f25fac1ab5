import * as v from 'valibot'
import type { Refund, Trade } from '../../domain/mall/trade'
import { readRefund, readTrade, type ApiV3Setting } from './api-v3'
import { decryptResource, Resource } from './resource'
import { distrust, type Distrust } from './signature'

/** What WeChat Pay reports by itself. */
export type PayNews = { trade: Trade } | { refund: Refund }

const Notice = v.object({
  id: v.string(),
  event_type: v.string(),
  resource: Resource,
})

export type CallbackRefusal = Distrust | 'CALLBACK_UNREADABLE'

/**
 * A callback over HTTP. Nothing of it is believed before its signature is; what it holds is then
 * decrypted with the merchant's key. Null for an event that is about no payment.
 */
export function readCallback(
  { headers, body }: { headers: Record<string, string | undefined>; body: string },
  setting: Pick<ApiV3Setting, 'platformKeys' | 'apiV3Key'>,
  now: number,
): PayNews | { refused: CallbackRefusal } | null {
  const why = distrust(headers, body, setting.platformKeys, now)
  if (why !== null) return { refused: why }
  const notice = v.safeParse(v.pipe(v.string(), v.parseJson(), Notice), body)
  if (!notice.success) return { refused: 'CALLBACK_UNREADABLE' }
  const { event_type: event, resource } = notice.output
  const text = decryptResource(setting.apiV3Key, resource)
  if (text === null) return { refused: 'CALLBACK_UNREADABLE' }
  return newsIn(event, text)
}

function newsIn(event: string, text: string): PayNews | { refused: CallbackRefusal } | null {
  try {
    const content: unknown = JSON.parse(text)
    if (event.startsWith('TRANSACTION.')) return { trade: readTrade(content) }
    if (event.startsWith('REFUND.')) return { refund: readRefund(content) }
    return null
  } catch {
    return { refused: 'CALLBACK_UNREADABLE' }
  }
}
