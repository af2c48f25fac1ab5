import * as v from 'valibot'
import { Slug } from '../contracts/scalars'
import type { SourceKey } from '../domain/connectors/connector'
import type { ConnectorId } from '../domain/connectors/connectors'
import { SettingMissing } from './settings'

export interface SourceSetting extends SourceKey {
  connector: ConnectorId
}

const SECRET_MIN = 32
const ids = ['signed', 'youzan', 'douyin', 'weixin'] as const satisfies readonly ConnectorId[]

const Setting = v.pipe(
  v.strictObject({
    connector: v.picklist(ids),
    id: v.pipe(v.string(), v.minLength(1)),
    secret: v.pipe(v.string(), v.minLength(1)),
    aesKey: v.optional(v.string(), ''),
  }),
  // The others' secrets are made by the marketplace; this one by the brand.
  v.check(({ connector, secret }) => connector !== 'signed' || secret.length >= SECRET_MIN),
)

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
  if (!setting.success) throw new SettingMissing(`环境变量 ${name} 写得不对，见 contracts/hub.ts`)
  return setting.output
}
