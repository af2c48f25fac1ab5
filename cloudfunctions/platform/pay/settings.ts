import * as v from 'valibot'
import { SettingMissing } from '../settings'
import { apiV3Driver, type ApiV3Setting } from './api-v3'
import { cloudCallDriver } from './cloud-call'
import type { PayDriver } from './driver'

export const PAY_SETTING = 'JUSHA_PAY'

const Text = v.pipe(v.string(), v.minLength(1))
const Pem = v.pipe(v.string(), v.startsWith('-----BEGIN '))
const MchId = v.pipe(v.string(), v.regex(/^\d{8,12}$/))
const AppId = v.pipe(v.string(), v.regex(/^wx[0-9a-z]{16}$/))

const CloudCall = v.strictObject({
  driver: v.literal('cloud'),
  appId: AppId,
  mchId: MchId,
  envId: Text,
  functionName: v.optional(Text, 'pay'),
})

const ApiV3 = v.strictObject({
  driver: v.literal('v3'),
  appId: AppId,
  mchId: MchId,
  serial: v.pipe(v.string(), v.regex(/^[0-9A-F]{8,40}$/)),
  privateKey: Pem,
  apiV3Key: v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{32}$/)),
  platformKeys: v.record(Text, Pem),
  /** WeChat Pay calls no address with a query. */
  notifyUrl: v.pipe(v.string(), v.regex(/^https?:\/\/[^?#\s]+$/)),
  host: v.optional(
    v.pipe(v.string(), v.regex(/^(https:\/\/[a-z0-9.-]+|http:\/\/127\.0\.0\.1:\d+)$/)),
    'https://api.mch.weixin.qq.com',
  ),
})

const Setting = v.pipe(v.string(), v.parseJson(), v.variant('driver', [CloudCall, ApiV3]))

/** Null when this deployment takes no money. */
function paySetting(): v.InferOutput<typeof Setting> | null {
  const written = process.env[PAY_SETTING] ?? ''
  if (written === '') return null
  const setting = v.safeParse(Setting, written)
  if (!setting.success) {
    throw new SettingMissing(`环境变量 ${PAY_SETTING} 写得不对，要写成什么样见 README 的“收款”一步`)
  }
  return setting.output
}

/** The way to WeChat Pay that the operator chose, or null when this deployment takes no money. */
export function payDriver(): PayDriver | null {
  const setting = paySetting()
  if (setting === null) return null
  return setting.driver === 'v3' ? apiV3Driver(setting) : cloudCallDriver(setting)
}

/** What callbacks over HTTP are verified with; null where none can come. */
export function callbackSetting(): ApiV3Setting | null {
  const setting = paySetting()
  return setting?.driver === 'v3' ? setting : null
}
