import { weaknessOf } from './secret-strength'

/** A setting missing from the deployment: an outage for users, a log line for the operator. */
export class SettingMissing extends Error {
  override name = 'SettingMissing'
}

function required(name: string): string {
  const value = process.env[name]
  if (!value) throw new SettingMissing(`环境变量 ${name} 没有设置，见 README 的部署一节`)
  return value
}

/** The brand that this deployment serves, such as `shanyu`. */
export function brandId(): string {
  return required('JUSHA_BRAND')
}

/** Keys the hashes of phones and WeChat ids and the encryption of phones. At least 32 characters. */
export function personalDataSecret(): string {
  return strong('JUSHA_SECRET', required('JUSHA_SECRET'))
}

/** Needed for every hash, but checked only once. */
const strongOnes = new Set<string>()

function strong(name: string, secret: string): string {
  if (strongOnes.has(secret)) return secret
  const weakness = weaknessOf(secret)
  if (weakness) throw new SettingMissing(`环境变量 ${name} 的密钥${weakness}`)
  strongOnes.add(secret)
  return secret
}

export interface EncryptionKey {
  /** Put in front of everything encrypted with this key; empty for the key of `JUSHA_SECRET`. */
  id: string
  secret: string
}

/**
 * Keys that encrypt phones, the newest first: `JUSHA_ENCRYPTION_KEYS` is `<id>:<secret>` once or more,
 * with commas between. Without this setting, and for everything encrypted before it, `JUSHA_SECRET`
 * is the key.
 */
export function encryptionKeys(): EncryptionKey[] {
  const { name, setting } = keysSetting()
  const given = setting.split(',').filter((each) => each.trim() !== '')
  const keys = given.map((each) => {
    const [, id, secret] = /^\s*([a-z0-9]{1,16}):(\S+)\s*$/.exec(each) ?? []
    if (id && secret) return { id, secret: strong(name, secret) }
    throw new SettingMissing(`环境变量 ${name} 要写成 编号:密钥，密钥至少 32 个字符`)
  })
  return [...keys, { id: '', secret: personalDataSecret() }]
}

/** Environments set up before the rename have the older name; what it encrypted must stay readable. */
function keysSetting(): { name: string; setting: string } {
  const [newer, older] = ['JUSHA_ENCRYPTION_KEYS', 'JUSHA_SEAL_KEYS'] as const
  const name = process.env[newer] === undefined && process.env[older] !== undefined ? older : newer
  return { name, setting: process.env[name] ?? '' }
}

/**
 * How long one call may work on an import: 40 s of a function's 60 s. A function with a shorter
 * limit sets `JUSHA_IMPORT_SECONDS` to two thirds of it.
 */
export function importSeconds(): number {
  const told = Number(process.env.JUSHA_IMPORT_SECONDS ?? '')
  return told > 0 && told <= 40 ? told : 40
}
