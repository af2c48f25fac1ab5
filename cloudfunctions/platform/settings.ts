/** A setting that the function was deployed without: an outage for users, a line for the operator. */
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
  const secret = required('JUSHA_SECRET')
  if (secret.length < 32) throw new SettingMissing('环境变量 JUSHA_SECRET 至少要 32 个字符')
  return secret
}
