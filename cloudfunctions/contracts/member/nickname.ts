import * as v from 'valibot'
import {
  CHARACTERS_PER_LETTER,
  firstLetters,
  holdsPersonalNumber,
  isReadable,
  lettersIn,
  plainLine,
} from '../plain-text'

export const NICKNAME_MAX = 20

/** 昵称: the name that guides and staff see, so it must not claim to speak for the brand. */
export const Nickname = v.pipe(
  v.string(),
  v.maxLength(NICKNAME_MAX * CHARACTERS_PER_LETTER, `昵称最多 ${NICKNAME_MAX} 个字，请写短一点`),
  v.check(isReadable, '昵称里有看不见的字符，请重新输入'),
  v.check(
    (written) => written.trim() === '' || plainLine(written) !== '',
    '昵称里没有看得见的字，请写一个看得见的，或者不填',
  ),
  v.transform(plainLine),
  v.check((name) => lettersIn(name) <= NICKNAME_MAX, `昵称最多 ${NICKNAME_MAX} 个字，请写短一点`),
  v.check((name) => !MARKS.test(name), '昵称里不能有对勾、认证这样的标记，请去掉它'),
  v.check(
    (name) => wordOfBrand(name) === null,
    ({ input }) =>
      `昵称里不能有“${wordOfBrand(input) ?? ''}”，会让人以为是门店的人或通知，请换一个`,
  ),
  v.check(
    (name) => !holdsPersonalNumber(name),
    '昵称里不要写手机号、证件号或邮箱，别人看得到，请换一个',
  ),
)

/** Ticks, roots that look like them, crowns of a verified account, and warning signs. */
const MARKS =
  /[\u2705\u2611\u2713\u2714\u{1f5f8}\u{1f5f9}\u26a0\u{1f6e1}\u00ae\u2122\u00a9\u203c\u2757\u{1f4e2}\u{1f4e3}\u{1f514}\u{1f6a8}\u221a\u32a3]/u

/** Words for those who speak for the brand, and phrases that only the cloud itself uses. */
const OF_THE_BRAND = [
  ...['管理员', '管理者', '客服', '官方', '店长', '店员', '导购', '收银', '工作人员', '运营'],
  ...['核销', '系统', '认证', '已注销', '已离开', '会员中心', '品牌方', '微信团队', '微信支付'],
  ...[
    '微信安全',
    '老板',
    '经理',
    '主管',
    '总部',
    '旗舰店',
    '官网',
    '财务',
    '店小二',
    '平台',
    '售后',
  ],
  ...['审核', '技术支持', '人工服务'],
]
const WHOLE = ['admin', 'administrator', 'official', 'system', 'root']
/** Look-alikes of the characters above: old forms, radicals, letters of other scripts. */
const LOOK_ALIKES = new Map(
  [
    ...['員员', '長长', '⻓长', '⻑长', '導导', '購购', '銷销', '統统', '認认', '證证', '註注'],
    ...['離离', '開开', '會会', '營营', '運运', '團团', '隊队', '銀银', '闆板', '經经', '總总'],
    ...['艦舰', '網网', '財财', '務务', '臺台', '後后', '審审', '術术', '愘客', '宮官', '宫官'],
    ...['аa', 'еe', 'оo', 'сc', 'іi', 'ѕs', 'уy', 'тt', 'мm', 'пn', 'αa', 'οo', 'ιi', 'ıi', 'τt'],
  ].map((pair) => Array.from(pair) as [string, string]),
)

function bareOf(name: string): string {
  const bare = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\u2e80-\u2eff]/gu, '')
  return Array.from(bare, (letter) => LOOK_ALIKES.get(letter) ?? letter).join('')
}

/** The word by which a name speaks for the brand, whatever its spacing and decoration, or null. */
export function wordOfBrand(name: string): string | null {
  const words = bareOf(name)
  const within = OF_THE_BRAND.find((word) => words.includes(word))
  const whole = words.replace(/\d+$/, '')
  return within ?? WHOLE.find((word) => word === whole) ?? null
}

/** Whether a name contains the brand's own name, which only the cloud knows. */
export function isNamedLike(name: string, brandName: string): boolean {
  const brand = bareOf(brandName)
  const words = bareOf(name)
  return Array.from(brand).length > 1 ? words.includes(brand) : words === brand && brand !== ''
}

/** How a name from before these rules is shown: still readable, but it speaks for nobody. */
export function shownName(kept: string): string {
  const name = firstLetters(plainLine(kept), NICKNAME_MAX)
  const isOwn = name === LEFT || (!MARKS.test(name) && wordOfBrand(name) === null)
  return name !== '' && isOwn ? name : '会员'
}

/** Shown in place of a deleted name. */
export const LEFT = '已注销会员'
