import { CHANNELS } from '../../../contracts/order/channel'
import { firstLetters, lettersIn, plainLine } from '../../../contracts/plain-text'
import { statusWords } from './statuses'

const SHOWN_MAX = 30
/** A text this short may be a name. */
const NAME_MAX = 4
/** A number with this many digits may be personal data. */
const PERSONAL_DIGITS = 7

const PHONE = /^(?:\+?86)?(1[3-9*][\d*])[\d*]{4}(\d{4})$/
const NUMBER = /^[-+\d\s.,:/()年月日时分秒¥￥元%]+$/
const TIME =
  /^(?:(?:19|20)\d{2}(?:[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[T ]*\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d+)?)?)?|\d{10})|\d{1,2}\/\d{1,2}\/(?:19|20)\d{2})$/
const NUMERALS = '零〇一二三四五六七八九十百千万亿两元角分整圆无'

/**
 * How an error quotes a cell. Where columns shifted it may hold personal data, and the error is
 * stored: so a number, a time or a word of orders is quoted as it is, a phone by its ends, a
 * name by its first and last letter, and of anything longer, such as an address, only the length.
 */
export function maskedCell(cell: string): string {
  const text = plainLine(cell.normalize('NFKC'))
  const digits = text.replace(/\D/g, '')
  const [, start, end] = PHONE.exec(text.replace(/[\s()-]/g, '')) ?? []
  if (start !== undefined && end !== undefined) return `“${start}****${end}”`
  if (NUMBER.test(text) || isMoneyOfExcel(text)) {
    const isPlain = digits.length < PERSONAL_DIGITS || TIME.test(text)
    return isPlain
      ? `“${firstLetters(text, SHOWN_MAX)}”`
      : `“${digits.slice(0, 2)}****${digits.slice(-2)}”`
  }
  const letters = lettersIn(text)
  if (letters <= SHOWN_MAX && isOfOrders(text)) return `“${text}”`
  return letters <= NAME_MAX ? `“${nameMasked(text, letters)}”` : `一段 ${letters} 个字的内容`
}

/** `1.0E+18`: has lost what it was. */
function isMoneyOfExcel(text: string): boolean {
  return /^[\d.]+E\+?\d{1,3}$/i.test(text)
}

const WORDS = statusWords(CHANNELS).join(' ')
const LETTERS = new Set(WORDS)

/** A new status word is made of the words that back offices already use, so it is quoted. */
function isOfOrders(text: string): boolean {
  const letters = Array.from(text)
  if (letters.every((letter) => NUMERALS.includes(letter))) return true
  const knows = (letter: string, i: number) => WORDS.includes(letter + (letters[i + 1] ?? ''))
  return letters.every((letter) => LETTERS.has(letter)) && letters.slice(0, -1).some(knows)
}

function nameMasked(text: string, letters: number): string {
  const first = firstLetters(text, 1)
  if (letters < 2) return '*'
  const last = text.slice(firstLetters(text, letters - 1).length)
  return letters === 2 ? `${first}*` : `${first}${'*'.repeat(letters - 2)}${last}`
}
