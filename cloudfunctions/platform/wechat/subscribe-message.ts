import { cloud } from './cloud'
import { logLine } from '../log'

interface SubscribeMessage {
  touser: string
  templateId: string
  page: string
  data: Record<string, { value: string }>
}

interface MessageApi {
  subscribeMessage: { send(options: SubscribeMessage): Promise<unknown> }
}

/** `errCode` is null when nobody knows whether the message went out. */
export type Sent = { sent: true } | { sent: false; errCode: number | null }

/** The function lacks the permission for this call, so the message never reached WeChat. */
const NOT_PERMITTED = -604101

/** Sends one subscription message. WeChat's own refusals are returned, not thrown. */
export async function sendSubscribeMessage(message: SubscribeMessage): Promise<Sent> {
  try {
    await (cloud.openapi as unknown as MessageApi).subscribeMessage.send(message)
    return { sent: true }
  } catch (thrown) {
    const { errCode } = thrown as { errCode?: unknown }
    const code = typeof errCode === 'number' ? errCode : null
    // The text of the error may name the receiver, so only the code is logged.
    if (code !== 43101) logLine('warn', { call: 'subscribeMessage.send', errCode: code })
    const isCertain = code !== null && (code > 0 || code === NOT_PERMITTED)
    return { sent: false, errCode: isCertain ? code : null }
  }
}
