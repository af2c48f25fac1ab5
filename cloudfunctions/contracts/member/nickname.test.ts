import * as v from 'valibot'
import { isNamedLike, LEFT, Nickname, shownName } from './nickname'

const refusalOf = (name: string) => v.safeParse(Nickname, name).issues?.[0].message

test.each([
  ...[
    '林小满',
    '张」三丰',
    "O'Brien",
    'Café du Monde',
    '爱吃面包的👨‍👩‍👧',
    '山屿 (杭州)',
    '阿🇨🇳',
    '长安故人',
    '',
  ],
])('%j is a name', (name) => {
  expect(v.parse(Nickname, name)).toBe(name)
  if (name !== '') expect(shownName(name)).toBe(name)
})

test.each([
  ...[
    '管理员',
    '管理員 已核销✅',
    '客 服',
    '官·方',
    '【店长】',
    '导\u200b购',
    '已 核 销',
    '系统通知',
  ],
  ...[
    '收銀',
    '店⻓',
    '店\u2ed1',
    'аdmin',
    'аdministrаtor',
    'rооt',
    'sуstem',
    'admin1',
    '愘服',
    '宮方',
  ],
  ...['微信支付', '门店经理', '老闆', '老 板', '平台', '平臺', '售後', '售后小林', '財務', '總部'],
  ...['ＡＤＭＩＮ', '官方\u202e旗舰', '客\u3000服-小林', '👑官👑方', 'System', '工作人员007', LEFT],
])(
  '%j pretends to be the brand: refused with what to change, and hidden where it was stored earlier',
  (name) => {
    expect(refusalOf(name)).toMatch(/^昵称里不能有.+(请换一个|请去掉它)$/)
    expect(shownName(name)).toBe(name === LEFT ? LEFT : '会员')
  },
)

test.each(['林✅', '✔️小满', '☑', '小满™', '√小满', '㊣小满'])(
  '%j wears a mark of a checked account',
  (name) => {
    expect(refusalOf(name)).toBe('昵称里不能有对勾、认证这样的标记，请去掉它')
    expect(shownName(name)).toBe('会员')
  },
)

test('an invisible name, a phone number and an overlong name are refused with what to change', () => {
  expect(refusalOf('\u200b\u202e\u3164')).toBe('昵称里没有看得见的字，请写一个看得见的，或者不填')
  expect(refusalOf('林 138-0000-0027')).toMatch(/^昵称里不要写手机号/)
  expect(refusalOf('二'.repeat(21))).toBe('昵称最多 20 个字，请写短一点')
  expect(v.parse(Nickname, '👨‍👩‍👧'.repeat(20))).toHaveLength(160)
  expect(v.parse(Nickname, ' \u202e林\u200b小满 ')).toBe('林小满')
})

test.each(['山屿烘焙', '山屿 烘焙', '「山屿·烘焙」小林', '山屿烘焙①'])(
  '%j is named like the brand',
  (name) => {
    expect(isNamedLike(name, '山屿烘焙')).toBe(true)
  },
)

test('a name may hold a part of the brand’s name, or one letter of it', () => {
  expect(isNamedLike('山屿 (杭州)', '山屿烘焙')).toBe(false)
  expect(isNamedLike('小林', '林')).toBe(false)
  expect(isNamedLike('林', '林')).toBe(true)
  expect(isNamedLike('林', '·')).toBe(false)
})

test('a name that was stored before there were rules can still be shown', () => {
  expect(shownName('\u202e林\u200b小满')).toBe('林小满')
  expect(shownName('\u200b')).toBe('会员')
  expect(shownName('二'.repeat(500))).toBe('二'.repeat(20))
})
