/** 2486 → 2,486. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** With + or the minus sign −; 0 has neither. */
export function signed(value: number): string {
  if (value === 0) return '0'
  return value > 0 ? `+${grouped(value)}` : `−${grouped(-value)}`
}

/** 40800 fen → 408.00. */
export function yuan(fen: number): string {
  const cents = String(fen % 100).padStart(2, '0')
  return `${grouped(Math.floor(fen / 100))}.${cents}`
}

/** 2000 fen → 20, 1990 fen → 19.9: the figure on a coupon. */
export function shortYuan(fen: number): string {
  return yuan(fen).replace(/\.?0+$/, '')
}

/** 123456789012 → 1234 5678 9012. */
export function byFour(text: string): string {
  return text.replace(/(.{4})(?=.)/g, '$1 ')
}
