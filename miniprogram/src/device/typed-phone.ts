/**
 * What a browser sends in place of WeChat's phone number: `13800000000`, or `+852 61234567` for
 * another country. Each time makes a code of its own, so any number can be tried again.
 */
export function typedPhone(text: string, at: number): string | null {
  const plain = text.normalize('NFKC').replace(/[\s()-]/g, '.')
  const [, country, number = ''] = /^\+(\d{1,4})\.+([\d.]+)$/.exec(plain) ?? [
    plain,
    '',
    plain.replace(/^\+86/, ''),
  ]
  const digits = number.replace(/\./g, '')
  if (!country) return /^1\d{10}$/.test(digits) ? `phone-${digits}-${at}` : null
  return /^\d{6,15}$/.test(digits) ? `phone-+${country}-${digits}-${at}` : null
}
