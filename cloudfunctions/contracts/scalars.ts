import * as v from 'valibot'

/** Points a movement can carry: one order of ten million yuan at 100 points each stays far below. */
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
/** A signed number of points, as a statement shows it. */
export const PointsChange = v.pipe(
  v.number(),
  v.safeInteger(),
  v.minValue(-POINTS_MAX),
  v.maxValue(POINTS_MAX),
)

/** Made by the phone and kept by it until an answer arrives, so that a retry is the same request. */
export const RequestId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/))
/** An id of ours inside a brand, such as a reward's or a shop's. */
export const Slug = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, '编号只能用小写字母、数字和短横线，最多 40 个字'),
)
/** A calendar day of Asia/Shanghai, `2026-11-22`. */
export const BusinessDay = v.pipe(v.string(), v.isoDate())
/** A time on a clock in Shanghai that staff write, `2026-12-01 10:00`. */
export const ShanghaiTime = (what: string) =>
  v.pipe(
    v.string(`${what}要填文字`),
    v.check(
      (time) => /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(time) && isReal(time),
      `${what}要写成 2026-12-01 10:00`,
    ),
  )

/** 30 February and 25 o'clock are none. */
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

/** No control characters but tab and line end, and no half of a character: neither can be shown. */
export function isReadable(written: string): boolean {
  return Array.from(written).every((character) => {
    const code = character.codePointAt(0) ?? 0
    const control = code < 0x20 ? code !== 0x09 && code !== 0x0a : code >= 0x7f && code < 0xa0
    return !control && (code < 0xd800 || code > 0xdfff)
  })
}

/** A short text that staff write and a shopper reads. */
export const text = (what: string, max: number) =>
  v.pipe(
    v.string(`${what}要填文字`),
    v.check(isReadable, `${what}里有看不见的字符，请重新输入`),
    v.trim(),
    v.minLength(1, `${what}不能为空`),
    v.maxLength(max, `${what}最多 ${max} 个字`),
  )
/** A whole number between two bounds, with a sentence for a shopkeeper. */
export const between = (what: string, min: number, max: number) =>
  v.pipe(
    v.number(`${what}要填数字`),
    v.safeInteger(`${what}要填整数`),
    v.minValue(min, `${what}不能小于 ${min}`),
    v.maxValue(max, `${what}不能大于 ${max}`),
  )
