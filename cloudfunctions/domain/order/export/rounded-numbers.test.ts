import * as fc from 'fast-check'
import { columnIsRounded, countNumber, newNumberCounts } from './rounded-numbers'

const judge = (numbers: string[]) => {
  const counts = newNumberCounts()
  for (const number of numbers) countNumber(counts, number)
  return columnIsRounded(counts)
}

const digits = (count: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count, size: 'max' })
    .map((all) => all.join(''))

/** Numbers of more than 15 digits, as each marketplace makes them. */
const SHAPES: Record<string, (rest: string) => string> = {
  'tmall of 18': (rest) => `4${rest.slice(0, 17)}`,
  'tmall of 19': (rest) => `29${rest.slice(0, 17)}`,
  douyin: (rest) => `69${rest.slice(0, 17)}`,
  weixin: (rest) => `37${rest.slice(0, 17)}`,
  kuaishou: (rest) => `23${rest.slice(0, 14)}`,
  xhs: (rest) => `P7${rest.slice(0, 17)}`,
  pdd: (rest) => `261120-${rest.slice(0, 15)}`,
  youzan: (rest) => `E20261120090100${rest.slice(0, 9)}`,
}

/** A seeded generator, because fast-check is too slow for thousands of numbers per column. */
function column(shape: (rest: string) => string, seed: number, count: number): string[] {
  let state = BigInt(seed) * 2n + 1n
  const next = () => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n)
    return Number(state >> 34n) % 1_000_000
  }
  const block = () => String(next()).padStart(6, '0')
  return Array.from({ length: count }, () => shape(block() + block() + block()))
}

const columns = fc.tuple(fc.nat(), fc.integer({ min: 10, max: 5000 }))

test.each(Object.entries(SHAPES))(
  'O10: a correct column of %s is never taken for a damaged one',
  (_, shape) => {
    fc.assert(
      fc.property(columns, ([seed, count]) => !judge(column(shape, seed, count))),
      { numRuns: 20 },
    )
  },
)

const cut = (number: string) => {
  const [, before = '', all = ''] = /^(\D*)(.*)$/.exec(number.replace('-', '')) ?? []
  return before + all.slice(0, 15) + '0'.repeat(all.length - 15)
}
const float = (number: string) => number.replace(/\d+$/, (all) => String(Number(all)))

const CUTTABLE = Object.entries(SHAPES).filter(([name]) => name !== 'youzan')

test.each(CUTTABLE)('O10: a column of %s that Excel has cut is always detected', (_, shape) => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 3, max: 300 }), (seed, count) =>
      judge(column(shape, seed, count).map(cut)),
    ),
  )
})

test.each(CUTTABLE.filter(([name]) => !['kuaishou', 'pdd'].includes(name)))(
  'O10: a column of %s that a script has rounded is always detected',
  (_, shape) => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 3, max: 300 }), (seed, count) =>
        judge(column(shape, seed, count).map(float)),
      ),
    )
  },
)

test('O10: a single cut number of 17 digits or more is refused on its own, and kept beside many good ones', () => {
  fc.assert(
    fc.property(digits(13), fc.nat(), (head, seed) => {
      const one = `29${head}0000`
      expect(judge([one])).toBe(true)
      expect(judge([one, ...column((rest) => `29${rest.slice(0, 17)}`, seed, 40)])).toBe(false)
    }),
  )
})

test('O10: a good sheet does not hide a damaged one below it', () => {
  const good = column((rest) => `29${rest.slice(0, 17)}`, 7, 80)
  expect(judge([...good, ...good.slice(0, 20).map(cut)])).toBe(true)
})
