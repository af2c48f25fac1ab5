/** A phone as WeChat gives it: the code of its country, and its number there. */
export interface PhoneNumber {
  country: string
  number: string
}

/** Numbers of this country have no prefix, as WeChat writes them and as we always stored them. */
const MAINLAND = '86'

/** The phone that WeChat gave, or null for an answer that contains none. */
export function readPhone(
  told: { countryCode?: unknown; purePhoneNumber?: unknown } | undefined,
): PhoneNumber | null {
  const country = digitsOf(told?.countryCode).replace(/^0+/, '')
  const number = digitsOf(told?.purePhoneNumber)
  return country && number ? { country, number } : null
}

function digitsOf(told: unknown): string {
  return typeof told === 'string' || typeof told === 'number' ? String(told).replace(/\D/g, '') : ''
}

export function isMainland({ country }: PhoneNumber): boolean {
  return country === MAINLAND
}

/**
 * The text by which a phone is found and encrypted: for the mainland only its digits, for other
 * countries E.164 with its plus, so that equal digits of two countries are two phones.
 */
export function phoneText(phone: PhoneNumber): string {
  return isMainland(phone) ? phone.number : `+${phone.country}${phone.number}`
}

/** `138******27`, as the platform's guide says; abroad numbers are short: `+852 ******78`. */
export function maskPhone(phone: PhoneNumber): string {
  const { country, number } = phone
  const shown = isMainland(phone) ? number.slice(0, 3) : `+${country} `
  const hidden = isMainland(phone) ? number.length - 5 : number.length - 2
  return `${shown}${'*'.repeat(Math.max(0, hidden))}${number.slice(-2)}`
}
