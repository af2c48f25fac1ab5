import * as v from 'valibot'
import {
  holdsPersonalNumber,
  lettersIn,
  plainLine,
  plainText,
  withoutPersonalNumbers,
} from './plain-text'
import { paragraphs, reason, text } from './scalars'

const MARKS_NOBODY_SEES = [
  ...['\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff', '\u00ad', '\u061c'],
  ...['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2066', '\u2067', '\u2068', '\u2069'],
  ...['\u3164', '\u115f', '\u1160', '\uffa0', '\u2800', '\u034f', '\u180e', '\ufe0f', '\ufe00'],
  ...['\u{e0101}', '\u{e0041}', '\ue000', '\u{f0000}', '\u{10ffff}', '\u0378', '\ud83d', '\u0007'],
]

test('an invisible character is removed from a line, wherever it is', () => {
  for (const mark of MARKS_NOBODY_SEES) {
    for (const written of [`${mark}沈清`, `沈${mark}清`, `沈清${mark}`, `沈${mark}${mark}清`]) {
      expect([mark.codePointAt(0)?.toString(16), plainLine(written)]).toEqual([
        mark.codePointAt(0)?.toString(16),
        '沈清',
      ])
    }
    expect(plainLine(mark)).toBe('')
  }
})

test('ordinary characters take a short cut, which changes nothing about the result', () => {
  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('')
  const ordinary = `${range(0x20, 0x7e)}·—“”…、。「」《》！（），：；？\n${range(0x4e00, 0x9fa5)}`
  const letters = [...new Intl.Segmenter('zh').segment(ordinary)]
  expect(lettersIn(ordinary)).toBe(letters.length)
  // A mark beside the same text forces the slow path, letter by letter.
  expect(plainText(`${ordinary}\u200b`)).toBe(plainText(ordinary))
  expect(plainText(ordinary)).toBe(ordinary.trim())
})

test('a letter has one spelling, words have one ordinary space between them, a letter has at most three marks', () => {
  expect(plainLine('  cafe\u0301 \u3000\u00a0\t山\n屿 ')).toBe('café 山 屿')
  expect(plainText('一\n\n二\u200b\t三')).toBe('一\n\n二\t三')
  expect(plainLine(`e${'\u0301\u0302\u0303\u0304'.repeat(50)}x`).length).toBeLessThan(8)
})

test('an emoji of several parts stays whole, and counts as one letter', () => {
  for (const whole of ['👨‍👩‍👧', '❤️', '👩🏽‍🚀', '🏳️‍🌈', '1️⃣', '🇨🇳']) {
    expect(plainLine(`林${whole}`)).toBe(`林${whole}`)
    expect([whole, lettersIn(whole)]).toEqual([whole, 1])
  }
  expect(plainLine('林\u200d小\ufe0f满1\u200d2')).toBe('林小满12')
})

test('what staff write is cleaned, and its length counts visible letters', () => {
  const name = text('门店名称', 4)
  expect(v.parse(name, '\u202e湖\u200b滨 店')).toBe('湖滨 店')
  expect(v.parse(name, '👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧')).toHaveLength(32)
  const faults = ['\u200b\u3164', '五个字的名', 'a\u0000b', 'x'.repeat(1_000_000)].map(
    (written) => v.safeParse(name, written).issues?.[0].message,
  )
  expect(faults).toEqual([
    '门店名称不能为空',
    '门店名称最多 4 个字',
    '门店名称里有看不见的字符，请重新输入',
    '门店名称最多 4 个字',
  ])
  expect(v.parse(paragraphs('正文', 50), '第一条\n\u200e第二条')).toBe('第一条\n第二条')
})

test.each([
  ...['给 13800000027 补发', '电话138-0000-0027', '１３８００００００２７', '+86 138 0000 0027'],
  ...['身份证 11010519491231002X', '写信到 zhang.san@mail.example', 'oAbCdEfGhIjKlMnOpQrStUvWxYz1'],
])('a reason with “%s” is refused, because it identifies a person', (written) => {
  expect(holdsPersonalNumber(written)).toBe(true)
  expect(v.safeParse(reason('原因', 60), written).issues?.[0].message).toMatch(
    /^原因里不要写手机号/,
  )
})

test.each([
  '订单 1930679858170648012 补发',
  '差 110105194912310021 分',
  '20 分',
  '2026-11-20 补发',
])('“%s” is an ordinary reason', (written) => {
  expect(v.parse(reason('原因', 60), written)).toBe(written)
})

test('a very long text is looked through as fast as it is long, whatever it is made of', () => {
  for (const piece of ['x', '1', 'x.', '1 ', 'x@', '@', 'o-', 'a@b', '13', '-']) {
    const long = piece.repeat(400_000 / piece.length)
    const began = performance.now()
    const found = holdsPersonalNumber(long)
    withoutPersonalNumbers(long)
    expect({ piece, found, isFast: performance.now() - began < 2000 }).toEqual({
      piece,
      found: false,
      isFast: true,
    })
  }
})

test('a mail address is found and hidden wherever it stands, and what is around it stays', () => {
  expect(withoutPersonalNumbers('杯 a.b@c-d.com，e+f@g.cn x@y')).toBe('杯 ****，**** x@y')
  expect(withoutPersonalNumbers('zs@x.com')).toBe('****')
  for (const said of ['zs@x.com', '我的zs@x.com', '(z-s@x.com.cn)']) {
    expect([said, holdsPersonalNumber(said)]).toEqual([said, true])
  }
})
