import * as fc from 'fast-check'
import { HEADERS } from '../../../../testing/scenes/orders/headers'
import { readHeader } from './header'
import { LAYOUTS } from './layouts'

function headerOf(names: string[]) {
  const reading = readHeader(names)
  if (reading === null || !('header' in reading)) throw new Error('no header')
  return reading.header
}

const GENERATIONS = Object.entries(HEADERS).map(([name, { layout, header }]) => {
  return { name, layout, names: header.split(',') }
})

test.each(GENERATIONS)('the header of $name is recognised', ({ layout, names }) => {
  const { columns, layout: found } = headerOf(names)
  expect(found.id).toBe(layout)
  for (const field of found.required) expect(columns[field]).toBeGreaterThanOrEqual(0)
})

test('every layout but the item list of 有赞 has a header seen in the wild', () => {
  const seen = new Set(GENERATIONS.map(({ layout }) => layout))
  const unseen = LAYOUTS.map(({ id }) => id).filter((id) => !seen.has(id))
  expect(unseen).toEqual(['youzan-items'])
})

test.each(GENERATIONS)(
  '$name is mapped by the names of its columns, in whatever order they come',
  ({ names }) => {
    const plain = headerOf(names)
    fc.assert(
      fc.property(fc.shuffledSubarray(names, { minLength: names.length }), (shuffled) => {
        const { layout, columns } = headerOf(shuffled)
        expect(layout.id).toBe(plain.layout.id)
        for (const [field, index] of Object.entries(columns)) {
          const original = Object.entries(plain.columns).find(([name]) => name === field)
          expect(shuffled[index]).toBe(names[original?.[1] ?? -1])
        }
      }),
      { numRuns: 20, seed: 20261122 },
    )
  },
)

test.each(GENERATIONS)(
  '$name is recognised in full width, with blanks, TABs and a BOM',
  ({ names }) => {
    const dressed = names.map((name, index) => {
      const wide = name.replace(/\(/g, '（').replace(/\)/g, '）')
      return index === 0 ? `\ufeff${wide} ` : ` ${wide}\t`
    })
    expect(headerOf(dressed).columns).toEqual(headerOf(names).columns)
  },
)

test('of two columns with the same name the first counts', () => {
  const names = HEADERS['youzan']?.header.split(',') ?? []
  expect(names.filter((name) => name === '分销员').length).toBe(2)
  expect(headerOf([...names, '订单号']).columns.orderNo).toBe(0)
})

test('a row of data is not a header', () => {
  expect(readHeader(['389592175015', '曲奇', '1', '88.50', '完成'])).toBeNull()
  expect(readHeader([])).toBeNull()
})
