import fc from 'fast-check'
import { readExactJson } from './exact-json'

test('D8: an order number of 19 digits keeps every digit', () => {
  expect(readExactJson('{"order_id":3737550999277696001,"n":[1,-9223372036854775808]}')).toEqual({
    order_id: '3737550999277696001',
    n: [1, '-9223372036854775808'],
  })
})

test('D8: digits inside a string stay as they are', () => {
  const text = JSON.stringify({ '6917926768823643751': 'a "6917926768823643751" \\', b: '\\"' })
  expect(readExactJson(text)).toEqual(JSON.parse(text))
})

const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.string({ unit: 'binary' }),
    fc.stringMatching(/^[\d"\\:,{}[\]]{0,30}$/),
    fc.constantFrom(null, true, false),
    fc.array(tie('tree'), { maxLength: 5 }),
    fc.dictionary(fc.string(), tie('tree'), { maxKeys: 5, noNullPrototype: true }),
  ),
}))

function written(value: unknown): string {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return `[ ${value.map(written).join(' , ')} ]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).map(([k, v]) => `${JSON.stringify(k)}:\n${written(v)}`)
  return `{${fields.join(',')}}`
}

function expected(value: unknown): unknown {
  if (typeof value === 'bigint') {
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  }
  // A double this large is written as a whole number, and is read as its digits.
  if (typeof value === 'number' && /^-?\d+$/.test(JSON.stringify(value))) {
    return Number.isSafeInteger(value) ? Number(JSON.stringify(value)) : JSON.stringify(value)
  }
  if (Array.isArray(value)) return value.map(expected)
  if (typeof value !== 'object' || value === null) {
    return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as unknown)
  }
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, expected(v)]))
}

test('D8: any JSON is read as JavaScript reads it, except whole numbers that JavaScript would round', () => {
  fc.assert(
    fc.property(tree, (value) => {
      expect(readExactJson(written(value))).toEqual(expected(value))
    }),
    { numRuns: 500 },
  )
})

test('D8: a text that is not JSON is refused and not repaired', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^["\d\\{}:,. e-]{0,40}$/), (text) => {
      let valid = true
      try {
        JSON.parse(text)
      } catch {
        valid = false
      }
      if (!valid) expect(() => readExactJson(text)).toThrow(SyntaxError)
      else expect(() => readExactJson(text)).not.toThrow()
    }),
    { numRuns: 1000 },
  )
})
