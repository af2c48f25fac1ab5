import * as v from 'valibot'
import {
  CHARACTERS_PER_LETTER,
  holdsPersonalNumber,
  isReadable,
  lettersIn,
  plainLine,
  plainText,
} from './plain-text'

/** The most points of one movement: ten million yuan at 100 points a yuan just reach it. */
export const POINTS_MAX = 1_000_000_000
export const FEN_MAX = 100_000_000_00

const whole = (max: number, what: string) =>
  v.pipe(
    v.number(`${what}要填数字`),
    v.safeInteger(`${what}要填整数`),
    v.minValue(0, `${what}不能小于 0`),
    v.maxValue(max, `${what}不能大于 ${max}`),
  )

export const Points = whole(POINTS_MAX, '积分')
export const Growth = whole(POINTS_MAX, '成长值')
export const Count = whole(POINTS_MAX, '数量')
export const AmountFen = whole(FEN_MAX, '金额（分）')
/** Points with a sign, as a statement shows them. */
export const PointsChange = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(-POINTS_MAX),
  v.maxValue(POINTS_MAX),
)

/** Made by the phone and kept until an answer arrives, so that a retry is the same request. */
export const RequestId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/))
/** One of our ids, with the name that staff know it by; all inputs that take one use this. */
export function slug(what: string) {
  const says = `${what}只能用小写字母、数字和短横线，以字母或数字开头，最多 40 个字，例如 mug-2`
  return v.pipe(v.string(says), v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, says), v.title(what))
}
/** An id of ours inside a brand, such as a reward's or a shop's. */
export const Slug = slug('编号')

/** Refuses 30 February. */
const isDay = (day: string) => /^\d{4}-\d{2}-\d{2}$/.test(day) && isReal(`${day} 00:00`)
/** A calendar day of Asia/Shanghai, `2026-11-22`. */
export const BusinessDay = v.pipe(v.string(), v.check(isDay))
/** A calendar day that staff write. */
export const day = (what: string) =>
  v.pipe(
    v.string(`${what}要填文字，例如 2026-11-01`),
    v.check(isDay, `${what}要写成 2026-11-01，并且要是日历上有的日子`),
    v.title(what),
  )
/** A time on a clock in Shanghai that staff write, `2026-12-01 10:00`. */
export const ShanghaiTime = (what: string) =>
  v.pipe(
    v.string(`${what}要填文字`),
    v.check(
      (time) => /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(time) && isReal(time),
      `${what}要写成 2026-12-01 10:00，并且要是日历上有的时间`,
    ),
    v.title(what),
  )

/** Refuses 30 February and 25 o'clock. */
function isReal(time: string): boolean {
  const iso = `${time.replace(' ', 'T')}:00.000Z`
  const at = Date.parse(iso)
  return !Number.isNaN(at) && new Date(at).toISOString() === iso
}

/** A calendar month of Asia/Shanghai, `2026-11`. */
export const BusinessMonth = v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/))
/** Milliseconds since 1970, as the cloud's clock gives them. */
export const Instant = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
export const Empty = v.strictObject({})

/** A part of a document with the name that staff know it by. */
export const named = <S extends v.GenericSchema>(what: string, schema: S) =>
  v.pipe(schema, v.title(what))
/** Yes or no. */
export const yesNo = (what: string) =>
  v.pipe(v.boolean(`${what}要填 true（是）或 false（否）`), v.title(what))

function written(what: string, max: number, cleaned: (text: string) => string) {
  const tooLong = `${what}最多 ${max} 个字`
  return v.pipe(
    v.string(`${what}要填文字`),
    // Checked before anything reads the text: beyond this length it has too many letters in any
    // script.
    v.maxLength(max * CHARACTERS_PER_LETTER, tooLong),
    v.check(isReadable, `${what}里有看不见的字符，请重新输入`),
    v.transform(cleaned),
    v.minLength(1, `${what}不能为空`),
    v.check((text) => lettersIn(text) <= max, tooLong),
  )
}

/** A short text that staff write and a shopper reads, or a name that staff give. */
export const text = (what: string, max: number) =>
  v.pipe(written(what, max, plainLine), v.title(what))

/** Several lines that staff write. */
export const paragraphs = (what: string, max: number) =>
  v.pipe(written(what, max, plainText), v.title(what))

/**
 * Why staff do something to a member. It is kept with the action, so it names the member by id and
 * contains no personal data.
 */
export const reason = (what: string, max: number) =>
  v.pipe(
    written(what, max, plainLine),
    v.check(
      (text) => !holdsPersonalNumber(text),
      `${what}里不要写手机号、证件号、邮箱或微信号，它会一直留着；说明是哪位会员请写会员编号`,
    ),
    v.title(what),
  )
/** A whole number between two bounds; the error is a sentence for a shopkeeper. */
export const between = (what: string, min: number, max: number) =>
  v.pipe(
    v.number(`${what}要填数字`),
    v.safeInteger(`${what}要填整数`),
    v.minValue(min, `${what}不能小于 ${min}`),
    v.maxValue(max, `${what}不能大于 ${max}`),
    v.title(what),
  )

const yuan = (amount: number) => `${(amount / 100).toLocaleString('en-US')} 元`
/** An amount that staff write in fen and read in yuan. */
export const fen = (what: string, min: number, max: number) =>
  v.pipe(
    v.number(`${what}要填数字，1 元写 100`),
    v.safeInteger(`${what}要填整数，1 元写 100`),
    v.minValue(min, `${what}不能小于 ${yuan(min)}（1 元写 100）`),
    v.maxValue(max, `${what}不能大于 ${yuan(max)}（1 元写 100）`),
    v.title(what),
  )
