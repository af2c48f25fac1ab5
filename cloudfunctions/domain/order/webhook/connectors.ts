import type { Connector, Webhook, Reading, SourceKey } from './connector'
import type { Digests } from './digests'
import { douyin } from './douyin'
import { isTheirFault, unreadOf } from './records'
import { signed } from './signed'
import { weixin } from './weixin'
import { youzan } from './youzan'

export const CONNECTORS = { signed, youzan, douyin, weixin } satisfies Record<string, Connector>

export type ConnectorId = keyof typeof CONNECTORS

/** Reads a webhook; a signed one that cannot be read is refused and is not a bug of ours. */
export function readWebhook(
  connector: Connector,
  webhook: Webhook,
  key: SourceKey,
  digests: Digests,
): Reading {
  try {
    return connector.read(webhook, key, digests)
  } catch (thrown) {
    if (!isTheirFault(thrown)) throw thrown
    return { refused: 'WEBHOOK_UNREADABLE', unread: [unreadOf(thrown, 1, null)] }
  }
}
