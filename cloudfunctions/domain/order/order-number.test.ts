import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { canonicalOrderNo, lookupForms, normaliseOrderNo, readOrderNo } from './order-number'

const ORDERS: [string, string, string[]][] = [
  ['E20150512210657921667948', 'E20150512210657921667948', ['youzan']],
  ['E20160914160410090818024', 'E20160914160410090818024', ['youzan']],
  ['E20190326101702000600011', 'E20190326101702000600011', ['youzan']],
  ['E20200525201253074004153', 'E20200525201253074004153', ['youzan']],
  ['E20201019105338053904125', 'E20201019105338053904125', ['youzan']],
  ['240309-402233834970071', '240309-402233834970071', ['pdd']],
  ['260922-999000000000001', '260922-999000000000001', ['pdd']],
  ['240309402233834970071', '240309-402233834970071', ['pdd']],
  ['P802335189951019482', 'P802335189951019482', ['xhs']],
  ['p802335189951019482', 'P802335189951019482', ['xhs']],
  ['2421300093168518', '2421300093168518', ['kuaishou', 'tmall']],
  ['6917926768823643751', '6917926768823643751', ['douyin']],
  ['6920185815517983396', '6920185815517983396', ['douyin']],
  ['6496679971677798670', '6496679971677798670', ['douyin']],
  ['6496679971677798670A', '6496679971677798670', ['douyin']],
  ['69179267688236437511', '6917926768823643751', ['douyin']],
  ['3704612354559743232', '3704612354559743232', ['weixin', 'tmall']],
  ['3737550999277696000', '3737550999277696000', ['weixin', 'tmall']],
  ['2805020175018483400', '2805020175018483400', ['tmall']],
  ['4805020175018483400', '4805020175018483400', ['tmall', 'douyin']],
  ['585608839663430', '585608839663430', ['tmall']],
  ['1930679858170647', '1930679858170647', ['kuaishou', 'tmall']],
  ['16672909198796349', '16672909198796349', ['tmall']],
  ['802335189951019482', '802335189951019482', ['tmall', 'douyin', 'xhs']],
  ['11729384072', '11729384072', ['jd']],
  ['389592175015', '389592175015', ['jd']],
  ['="11729384072"', '11729384072', ['jd']],
  ['\t6917926768823643751', '6917926768823643751', ['douyin']],
  ['订单编号：P802335189951019482复制', 'P802335189951019482', ['xhs']],
  ['６９１７９２６７６８８２３６４３７５１', '6917926768823643751', ['douyin']],
  ['订单号码11729384072', '11729384072', ['jd']],
  ['11729384072复制', '11729384072', ['jd']],
  ['240309—402233834970071', '240309-402233834970071', ['pdd']],
]

test.each(ORDERS)('%s is read as %s of %j', (raw, orderNo, candidates) => {
  expect(readOrderNo(raw)).toEqual({ kind: 'order', orderNo, candidates })
})

test.each([
  ['4200466972297195702940803611', 'payment'],
  ['2026102922001498765432109876', 'alipay'],
  ['SF1234567890123', 'parcel'],
  ['JDV001234567890', 'parcel'],
  ['JD0012345678901', 'parcel'],
  ['YT1234567890123', 'parcel'],
  ['快递单号：7731234567890', 'parcel'],
  ['13800138000', 'phone'],
  ['+86 138 0013 8000', 'phone'],
  ['hello', 'letters'],
  ['你好', 'letters'],
  ['🎂🎂', 'emoji'],
  ['', 'empty'],
  [' \t\u200b', 'empty'],
  ['订单编号：', 'empty'],
  ['1.23E+18', 'damaged'],
  ['2.80502017501848E+18', 'damaged'],
  ['12345', 'tooShort'],
  ['9'.repeat(33), 'tooLong'],
  ['E257587952211181568', 'unknown'],
  ['E20251312210657921667948', 'unknown'],
  ['241309402233834970071', 'unknown'],
  ['241309-402233834970071', 'unknown'],
  ['12345678901234', 'unknown'],
])('%s is not an order number: it looks like %s', (raw, looksLike) => {
  expect(readOrderNo(raw)).toEqual({ kind: 'notAnOrder', looksLike })
})

test('a pasted novel is too long, and cheap to refuse', () => {
  const looksLike = 'tooLong'
  expect(readOrderNo('字1'.repeat(500_000))).toEqual({ kind: 'notAnOrder', looksLike })
})

test('the exact look-up tries the number as typed first, then its other spellings', () => {
  expect(lookupForms('802335189951019482')).toEqual(['802335189951019482', 'P802335189951019482'])
  expect(lookupForms('240309402233834970071')).toContain('240309-402233834970071')
  expect(lookupForms('6917926768823643751A')).toContain('6917926768823643751')
  expect(lookupForms('69179267688236437511')).toContain('6917926768823643751')
  expect(lookupForms(' XS-20261101-0001 ')).toEqual(['XS-20261101-0001'])
  expect(lookupForms('')).toEqual([])
})

test('an import spells a number as the claim does', () => {
  expect(canonicalOrderNo('pdd', '240309402233834970071')).toBe('240309-402233834970071')
  expect(canonicalOrderNo('douyin', '6917926768823643751A')).toBe('6917926768823643751')
  expect(canonicalOrderNo('xhs', '802335189951019482')).toBe('P802335189951019482')
  expect(canonicalOrderNo('jd', '="11729384072"')).toBe('11729384072')
})

interface Truth {
  channel: string
  orderNo: string
}
const TRUTH: Truth[] = JSON.parse(
  readFileSync(join(__dirname, '../../../testing/scenes/orders/truth.json'), 'utf8'),
)

test('every order number of the nine exports is read with its channel among the candidates', () => {
  const missed = TRUTH.filter(({ channel, orderNo }) => {
    const reading = readOrderNo(orderNo)
    const channels: string[] = reading.kind === 'order' ? reading.candidates : []
    return !channels.includes(channel)
  })
  expect(TRUTH.length).toBe(192)
  expect(missed).toEqual([])
})

const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.stringMatching(/^[0-9AEPS. +-]{0,30}$/),
  fc.constantFrom(...ORDERS.map(([raw]) => raw)),
)

test('no text makes the reader throw, and reading its result again changes nothing', () => {
  fc.assert(
    fc.property(anything, (raw) => {
      const once = normaliseOrderNo(raw)
      expect(normaliseOrderNo(once)).toBe(once)
      const reading = readOrderNo(raw)
      expect(readOrderNo(once)).toEqual(reading)
      if (reading.kind !== 'order') return
      expect(reading.candidates.length).toBeGreaterThan(0)
      const again = readOrderNo(reading.orderNo)
      expect(again).toMatchObject({ kind: 'order', orderNo: reading.orderNo })
    }),
    { numRuns: 2000, seed: 20261122 },
  )
})

const digits = fc.stringMatching(/^(?:[1-9]\d{8,27}|P\d{18}|2[0-9]0[1-9]1\d-\d{15})$/)

test('spaces, full-width digits, labels and copy buttons do not change the reading', () => {
  fc.assert(
    fc.property(digits, fc.nat(), (number, seed) => {
      const wide = [...number]
        .map((c) => (/\d/.test(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c))
        .join('')
      const at = seed % number.length
      const spaced = `${number.slice(0, at)} \u200b${number.slice(at)}`
      const expected = readOrderNo(number)
      const dressed = [
        wide,
        spaced,
        `订单编号：${number}复制`,
        `="${number}"`,
        `订单号: ${number} `,
      ]
      for (const raw of dressed) expect(readOrderNo(raw)).toEqual(expected)
    }),
    { seed: 20261122 },
  )
})
