import * as v from 'valibot'
import { ChannelId } from '../../contracts/claim/claim'
import { Slug } from '../../contracts/scalars'
import type { SourceKey } from '../../domain/order/webhook/connector'
import type { ConnectorId } from '../../domain/order/webhook/connectors'
import { weaknessOf } from '../../platform/secret-strength'
import { SettingMissing } from '../../platform/settings'

export interface SourceSetting extends SourceKey {
  connector: ConnectorId
}

/** The brand chooses the secret of `signed`; marketplaces make the others, or limit them to 32. */
const LENGTH_MIN: Record<ConnectorId, number> = { signed: 32, youzan: 16, douyin: 16, weixin: 16 }
const AES_KEY = /^[A-Za-z0-9+/]{43}$/
const ids = ['signed', 'youzan', 'douyin', 'weixin'] as const satisfies readonly ConnectorId[]

const Setting = v.strictObject({
  connector: v.picklist(ids),
  id: v.pipe(v.string(), v.minLength(1)),
  secret: v.pipe(v.string(), v.minLength(1)),
  aesKey: v.optional(v.string(), ''),
  // A till may report only its own receipts; an ERP is trusted with the marketplaces that are
  // named.
  channels: v.optional(v.pipe(v.array(ChannelId), v.minLength(1)), ['pos']),
})

/**
 * The key of a source: `pos-hubin` is in JUSHA_HUB_POS_HUBIN. Keys live in the function's
 * environment and never in the database, which staff read and which is exported.
 */
export function sourceSetting(source: string): SourceSetting | null {
  if (!v.is(Slug, source)) return null
  const name = `JUSHA_HUB_${source.toUpperCase().replaceAll('-', '_')}`
  const written = process.env[name]
  if (!written) return null
  const setting = v.safeParse(v.pipe(v.string(), v.parseJson(), Setting), written)
  if (!setting.success)
    throw new SettingMissing(`环境变量 ${name} 写得不对，要写成什么样见 README 的“订单”一步`)
  const weakness = weaknessIn(setting.output)
  if (weakness) throw new SettingMissing(`环境变量 ${name} ${weakness}`)
  return setting.output
}

function weaknessIn({ connector, secret, aesKey }: SourceSetting): string | null {
  const weakness = weaknessOf(secret, LENGTH_MIN[connector])
  if (weakness) return `里 secret 的密钥${weakness}`
  if (connector !== 'weixin') return null
  if (!AES_KEY.test(aesKey)) return '里 aesKey 要填 43 位的 EncodingAESKey'
  const weakKey = weaknessOf(aesKey)
  return weakKey ? `里 aesKey 的密钥${weakKey}` : null
}
