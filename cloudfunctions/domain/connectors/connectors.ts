import * as v from 'valibot'
import type { Connector, Push, Reading, SourceKey } from './connector'
import type { Digests } from './digests'
import { douyin } from './douyin'
import { signed } from './signed'
import { weixin } from './weixin'
import { youzan } from './youzan'

export const CONNECTORS = { signed, youzan, douyin, weixin } satisfies Record<string, Connector>

export type ConnectorId = keyof typeof CONNECTORS

/** Reads a push; a signed one that makes no sense is refused, not a bug of ours. */
export function readPush(
  connector: Connector,
  push: Push,
  key: SourceKey,
  digests: Digests,
): Reading {
  try {
    return connector.read(push, key, digests)
  } catch (thrown) {
    const isTheirFault =
      thrown instanceof SyntaxError || thrown instanceof URIError || v.isValiError(thrown)
    if (!isTheirFault) throw thrown
    return { refused: 'PUSH_UNREADABLE' }
  }
}
