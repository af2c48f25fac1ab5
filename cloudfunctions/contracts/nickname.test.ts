import * as v from 'valibot'
import { LEFT, Nickname, shownName } from './nickname'

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
  ...['ＡＤＭＩＮ', '官方\u202e旗舰', '客\u3000服-小林', '👑官👑方', 'System', '工作人员007', LEFT],
])(
  '%j speaks for the brand: refused, with what to change; kept from before it is not shown',
  (name) => {
    expect(refusalOf(name)).toMatch(/^昵称里不能有.+(请换一个|请去掉它)$/)
    expect(shownName(name)).toBe(name === LEFT ? LEFT : '会员')
  },
)

test.each(['林✅', '✔️小满', '☑', '小满™'])('%j wears a mark of a checked account', (name) => {
  expect(refusalOf(name)).toBe('昵称里不能有对勾、认证这样的标记，请去掉它')
  expect(shownName(name)).toBe('会员')
})

test('nobody is called by nothing, by a number that leads to them, or at length', () => {
  expect(refusalOf('\u200b\u202e\u3164')).toBe('昵称里没有看得见的字，请写一个看得见的，或者不填')
  expect(refusalOf('林 138-0000-0027')).toMatch(/^昵称里不要写手机号/)
  expect(refusalOf('二'.repeat(21))).toBe('昵称最多 20 个字，请写短一点')
  expect(v.parse(Nickname, '👨‍👩‍👧'.repeat(20))).toHaveLength(160)
  expect(v.parse(Nickname, ' \u202e林\u200b小满 ')).toBe('林小满')
})

test('a name that was kept before there were rules still reads', () => {
  expect(shownName('\u202e林\u200b小满')).toBe('林小满')
  expect(shownName('\u200b')).toBe('会员')
  expect(shownName('二'.repeat(500))).toBe('二'.repeat(20))
})
