import * as fc from 'fast-check'
import { readOrderNo } from './order-number'

const RUNS = { numRuns: 2000, seed: 20261122 }

const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`))
const two = (min: number, max: number) =>
  fc.integer({ min, max }).map((n) => String(n).padStart(2, '0'))
const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((all) => all.join(''))
const is = fc.constant<string>
const day = joined(two(1, 12), two(1, 28))
const dayOf20 = joined(is('20'), two(12, 26), day)
const letters = fc.constantFrom('HB', 'XS', 'WULIN')
const moment = joined(is('20'), two(12, 26), day, two(0, 23), two(0, 59), two(0, 59))

const asRead = (read: string, candidates: string[]) => ({
  kind: 'order',
  orderNo: read,
  candidates,
})

type Shape = [name: string, number: fc.Arbitrary<string>, candidates: string[]]

const SHAPES: Shape[] = [
  ['有赞', joined(is('E'), moment, digits(9)), ['youzan']],
  ['小红书', joined(is('P'), digits(18)), ['xhs']],
  ['拼多多', joined(two(15, 26), day, is('-'), digits(15)), ['pdd']],
  ['抖店', joined(fc.constantFrom('6', '7'), digits(18)), ['douyin']],
  ['微信小店', joined(is('37'), digits(17)), ['weixin', 'tmall']],
  ['淘宝 19', joined(fc.constantFrom('1', '2'), digits(18)), ['tmall']],
  ['淘宝 or 抖店', joined(fc.constantFrom('4', '5'), digits(18)), ['tmall', 'douyin']],
  ['18 digits', digits(18), ['tmall', 'douyin', 'xhs']],
  ['淘宝 17', digits(17), ['tmall']],
  ['快手', digits(16), ['kuaishou', 'tmall']],
  ['淘宝 15', digits(15), ['tmall']],
  ['京东 12', joined(fc.constantFrom('2', '3'), digits(11)), ['jd']],
  ['京东 10', digits(10), ['jd']],
  ['门店小票', joined(letters, dayOf20, is('-'), digits(4)), ['pos']],
  ['门店小票 with its time', joined(letters, moment, digits(3)), ['pos']],
]

test.each(SHAPES)('O1: 2,000 numbers of %s are recognised as its own', (_, number, candidates) => {
  fc.assert(
    fc.property(number, (raw) => {
      expect(readOrderNo(raw)).toEqual(asRead(raw, candidates))
    }),
    RUNS,
  )
})

test('O1: a 拼多多 number without its hyphen, and a 抖店 number with an A or a 1, are corrected', () => {
  const pdd = fc.tuple(joined(two(15, 26), day), digits(15))
  fc.assert(
    fc.property(pdd, digits(18), ([date, rest], tail) => {
      expect(readOrderNo(`${date}${rest}`)).toEqual(asRead(`${date}-${rest}`, ['pdd']))
      for (const extra of ['A', '1']) {
        expect(readOrderNo(`6${tail}${extra}`)).toEqual(asRead(`6${tail}`, ['douyin']))
      }
    }),
    RUNS,
  )
})

const badMonth = joined(two(15, 26), two(13, 99), two(1, 28))
const badDay = joined(two(15, 26), two(1, 12), two(32, 99))

type Miss = [name: string, number: fc.Arbitrary<string>]

const MISSES: Miss[] = [
  ['有赞 of a month that is none', joined(is('E20'), badMonth, digits(15))],
  ['有赞 of an hour that is none', joined(is('E2026'), day, two(24, 99), digits(13))],
  ['有赞 with a digit too few', joined(is('E'), moment, digits(8))],
  ['有赞 with a digit too many', joined(is('E'), moment, digits(10))],
  ['another system with an E', joined(is('E'), fc.constantFrom('1', '2'), digits(17))],
  ['小红书 with a digit too few', joined(is('P'), digits(17))],
  ['小红书 with a digit too many', joined(is('P'), digits(19))],
  ['拼多多 of a day that is none', joined(badDay, is('-'), digits(15))],
  ['拼多多 of a month that is none, without hyphen', joined(badMonth, digits(15))],
  ['拼多多 with a digit too few', joined(two(15, 26), day, is('-'), digits(14))],
  ['14 digits', digits(14)],
  ['20 digits that do not end in 1', joined(digits(19), fc.constantFrom('0', '2', '5', '9'))],
  ['22 to 27 digits', fc.stringMatching(/^\d{22,27}$/)],
  ['28 digits of a payment', joined(is('4200'), digits(24))],
  ['up to 9 digits', fc.stringMatching(/^\d{1,9}$/)],
  ['a phone', joined(is('1'), fc.constantFrom('3', '5', '8', '9'), digits(9))],
  ['a parcel', joined(fc.constantFrom('SF', 'JD', 'YT', 'ZTO'), digits(13))],
  ['小票 of a day that is none', joined(is('HB20'), badDay, digits(4))],
  ['小票 with too few digits', joined(is('HB'), dayOf20, digits(2))],
  ['a parcel that looks like a day', joined(fc.constantFrom('SF', 'JD'), dayOf20, digits(5))],
  ['another letter before 18 digits', joined(fc.constantFrom('Q', 'X', 'K'), digits(18))],
]

test.each(MISSES)('O1: 2,000 near-misses, %s, are not order numbers', (_, number) => {
  fc.assert(
    fc.property(number, (raw) => {
      expect(readOrderNo(raw).kind).toBe('notAnOrder')
    }),
    RUNS,
  )
})

/** Every row of the table of ambiguous numbers, and the examples that the reference adds. */
const TABLE: [string, string[]][] = [
  ['3704849110714209536', ['weixin', 'tmall']],
  ['4805020175018483400', ['tmall', 'douyin']],
  ['5005020175018483400', ['tmall', 'douyin']],
  ['1805020175018483400', ['tmall']],
  ['6920152002630123456', ['douyin']],
  ['6928960059399149150', ['douyin']],
  ['6952003434324366473', ['douyin']],
  ['7000000000000000001', ['douyin']],
  ['802335189951019482', ['tmall', 'douyin', 'xhs']],
  ['2421300093168518', ['kuaishou', 'tmall']],
  ['240309402233834970071', ['pdd']],
  ['69179267688236437511', ['douyin']],
  ['4200001234202611201234567890', []],
  ['2026102922001498765432109876', []],
  ['SF1234567890123', []],
  ['E257587952211181568', []],
  ['E20161126231901028572283', ['youzan']],
  ['E20200529225447084600005', ['youzan']],
  ['11749907506', ['jd']],
  ['11729439936', ['jd']],
]

test.each(TABLE)('O1: %s could be of %j', (raw, candidates) => {
  const reading = readOrderNo(raw)
  expect(reading.kind === 'order' ? reading.candidates : []).toEqual(candidates)
})

const TMALL = '1930679858170647111'
test.each([
  ...[
    '订单编号：',
    '【订单编号】',
    '订单号是',
    '淘宝订单号 ',
    '交易订单号#',
    '原订单单号：',
    'Order No.: ',
  ],
  ...['ＯＲＤＥＲ　ＩＤ：', '编号：', '外部订单号：', '视频号订单编号：'],
])('O14: the label %s is not part of the number', (label) => {
  expect(readOrderNo(`${label}${TMALL}`)).toMatchObject({ kind: 'order', orderNo: TMALL })
})

test.each([
  [`订单编号：${TMALL} 支付宝交易号：2026111022001400000000000001`, TMALL],
  [`支付流水号 4200001234202611201234567890\n订单号: ${TMALL}`, TMALL],
])('O14: of two numbers in %s the one that is labelled as an order’s is used', (text, orderNo) => {
  expect(readOrderNo(text)).toMatchObject({ kind: 'order', orderNo })
})

test.each([
  ['11729439936\n1172943993'],
  [`${TMALL}，1930679858170647112`],
  [`订单号 ${TMALL} 订单号 1930679858170647112`],
])('O14: two numbers are not read as one: %s', (text) => {
  expect(readOrderNo(text)).toEqual({ kind: 'notAnOrder', looksLike: 'tooLong' })
})

test('O14: groups of one number are one number', () => {
  expect(readOrderNo('1930 6798 5817 0647 111')).toMatchObject({ kind: 'order', orderNo: TMALL })
})
