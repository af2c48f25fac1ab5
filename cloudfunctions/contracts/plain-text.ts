/**
 * What a name or a free text may contain, whoever typed it. Invisible marks are removed: they can
 * reverse the text around them, hide in it, or make one name look like another.
 */

/** No control characters except tab and line end, and no half characters: neither can be shown. */
export function isReadable(written: string): boolean {
  return Array.from(written).every((character) => {
    const code = character.codePointAt(0) ?? 0
    const control = code < 0x20 ? code !== 0x09 && code !== 0x0a : code >= 0x7f && code < 0xa0
    return !control && (code < 0xd800 || code > 0xdfff)
  })
}

/**
 * Ordinary characters, each visible or a line end, and a letter of its own: most texts have nothing
 * else, and a consent of many lines takes half a millisecond without the short cut.
 */
const ORDINARY = /^[\n -~·—“”…、。「」《》！（），：；？\u4e00-\u9fa5]*$/

/** Several lines: only the visible text, each letter in one standard spelling. */
export function plainText(written: string): string {
  return seen(written.normalize('NFC')).trim()
}

/** One line: no line ends, and one ordinary space between words. */
export function plainLine(written: string): string {
  return plainText(written).replace(/\s+/g, ' ').trim()
}

/** 看得见的字: an emoji of several parts and a letter with its marks count as one each. */
export function lettersIn(text: string): number {
  if (ORDINARY.test(text)) return text.length
  let count = 0
  for (const _letter of new Intl.Segmenter('zh').segment(text)) count++
  return count
}

export function firstLetters(text: string, count: number): string {
  const letters = Array.from(new Intl.Segmenter('zh').segment(text), ({ segment }) => segment)
  return letters.slice(0, count).join('')
}

/** A letter has no more characters than this, however many marks are piled up. */
export const CHARACTERS_PER_LETTER = 12

const ZERO_WIDTH_JOINER = '\u200d'

/**
 * Formatting, private, unassigned and control characters, halves of characters, and letters that
 * are blank: fillers of Hangul, Khmer and Mongolian, the empty pattern of Braille, and the marks
 * that choose between two looks.
 */
const UNSEEN =
  /^(?:[\p{Cf}\p{Co}\p{Cn}\p{Cs}]|[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\uffa0\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]|(?![\t\n])\p{Cc})$/u
const MARK = /^\p{M}$/u
/** A letter of any script has at most this many marks. */
const MARKS_MAX = 3
const PICTURE = /^(?:\p{Extended_Pictographic}|[\u{1f3fb}-\u{1f3ff}])$/u
const KEYCAP = '\u20e3'
const AS_PICTURE = '\ufe0f'

function seen(text: string): string {
  if (ORDINARY.test(text)) return text
  const characters = Array.from(text)
  let kept = ''
  let marks = 0
  for (const [i, character] of characters.entries()) {
    const isPart = isPartOfPicture(character, characters[i - 1] ?? '', characters[i + 1] ?? '')
    if (isPart) kept += character
    if (isPart || UNSEEN.test(character)) continue
    marks = MARK.test(character) ? marks + 1 : 0
    if (marks <= MARKS_MAX) kept += character
  }
  return kept
}

/** Invisible marks that an emoji needs: they join several into one, or give it its colour. */
function isPartOfPicture(character: string, before: string, after: string): boolean {
  if (character === AS_PICTURE) return PICTURE.test(before) || after === KEYCAP
  const joins = PICTURE.test(before) || before === AS_PICTURE
  return character === ZERO_WIDTH_JOINER && joins && PICTURE.test(after)
}

const PHONE = /(?:^|\D)(?:86)?1[3-9]\d{9}(?=\D|$)/
/** Tried only at the beginning of a run: from each of its letters, a long run would take minutes. */
const MAIL = /(?:^|[^\w.+-])[\w.+-]+@[\w-]+\.[a-z]{2,}/i
const WECHAT_ID = /(?:^|[^\w-])o[\w-]{27}(?=[^\w-]|$)/
const ID_NUMBER =
  /(?:^|\D)([1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx])(?=[^\dx]|$)/i

/** The whole text is the number of a mobile phone in China. */
export function isPhoneNumber(text: string): boolean {
  return /^(?:86)?1[3-9]\d{9}$/.test(text)
}

/** A title as it is stored: personal data in it came from a shifted column. */
export function withoutPersonalNumbers(text: string): string {
  const hidden = (number: string) => number.replace(/[\w.+-]+(?:@[\w.-]+)?/, '****')
  return [PHONE, MAIL, WECHAT_ID, ID_NUMBER].reduce(
    (left, personal) => left.replace(new RegExp(personal, `g${personal.flags}`), hidden),
    text,
  )
}

/** A phone, an ID number, a mail address or a WeChat id, however its digits are spaced. */
export function holdsPersonalNumber(text: string): boolean {
  const plain = text.normalize('NFKC')
  const closed = plain.replace(/(\d)[\s.·_-]+(?=\d)/g, '$1')
  const found = [plain, closed].some((each) => PHONE.test(each) || isIdNumber(each))
  return found || MAIL.test(plain) || WECHAT_ID.test(plain)
}

/** The last character is a check digit, so an order number does not match. */
function isIdNumber(text: string): boolean {
  const number = ID_NUMBER.exec(text)?.[1]
  if (number === undefined) return false
  const sum = Array.from(number.slice(0, 17)).reduce((total, digit, i) => {
    return total + Number(digit) * (2 ** (17 - i) % 11)
  }, 0)
  return '10X98765432'[sum % 11] === number[17]?.toUpperCase()
}
