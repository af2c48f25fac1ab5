import type { PersonsPhone } from './persons-phone'
import { reads, sees } from './sees'

export async function typeClaim(phone: PersonsPhone, orderNo: string): Promise<void> {
  await phone.openAt('packages/earn/claim/index')
  await phone.type('claim-input', orderNo)
  await reads(phone, 'claim-channel', '天猫/淘宝')
  await phone.tap('claim-submit')
}

/** Answers the question for a proof with the amount and the end of the phone number. */
export async function prove(phone: PersonsPhone, amount: string, phoneTail: string): Promise<void> {
  await sees(phone, '再对两项，核对更快')
  await phone.type('proof-amount-input', amount)
  await phone.tap('proof-phoneTail')
  await phone.type('proof-input', phoneTail)
  await reads(phone, 'proof-confirm', '提交核对')
  await phone.tap('proof-confirm')
}

/** The text of the page without the number itself. */
export async function saidOf(phone: PersonsPhone, orderNo: string): Promise<string> {
  const text = await phone.text()
  return text.replaceAll(orderNo, '').replaceAll(orderNo.slice(-4), '')
}

export async function openQueue(phone: PersonsPhone): Promise<void> {
  await phone.openAt('pages/me/index')
  await phone.tap('me-staff')
  await sees(phone, '认领核对', '1 天内')
}
