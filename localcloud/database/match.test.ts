import { Query } from 'mingo/query'
import type { Document } from './document'
import { compareValues, equalValues } from './key-encoding'
import { compileQuery, MATCH_CONTEXT } from './match'

const VALUES = [
  ...[undefined, null, 0, -0, 1, 2.5, NaN, '', 'a', 'b', true, false],
  ...[[], [1], [1, 'a'], [null], [[1]], {}, { n: 1 }, { n: null }, { a: 1, b: 2 }],
  ...[{ b: 2, a: 1 }, { a: 1, u: undefined, b: 2 }, [{ n: 1 }, { n: 2 }]],
  ...[new Date(0), new Date(1), /a/],
]
const OPERANDS = [null, 0, 1, 2.5, NaN, '', 'a', true, [1], { n: 1 }, new Date(0), /a/]
const LISTS = [[], [1], [1, 'a', null], [[1], { n: 1 }], [new Date(0), NaN], [/a/]]

const DOCUMENTS: Document[] = VALUES.flatMap((x) => [{ x }, { x: { y: x } }, { x: [{ y: x }] }])

function queries(path: string): Document[] {
  const bounds = ['$eq', '$ne', '$gt', '$gte', '$lt', '$lte']
  const single = [
    ...OPERANDS.map((operand) => operand),
    ...bounds.flatMap((name) => OPERANDS.map((operand) => ({ [name]: operand }))),
    ...['$in', '$nin'].flatMap((name) => LISTS.map((list) => ({ [name]: list }))),
    ...OPERANDS.map((operand) => ({ $gte: operand, $lt: 'b' })),
    ...OPERANDS.map((operand) => ({ $ne: operand, $in: [1, 'a'] })),
    { $exists: true },
    { $not: { $gt: 1 } },
  ]
  return single.map((operand) => ({ [path]: operand }))
}

const ALL = [...queries('x'), ...queries('x.y')]

function answer(test: () => boolean): boolean | string {
  try {
    return test()
  } catch (error) {
    return String(error)
  }
}

test('a query that names values and bounds finds without mingo what it finds with it', () => {
  const pairs = ALL.slice(0, -1).map((query, i) => [query, ALL[(i * 7 + 3) % ALL.length]])
  const joined = pairs.flatMap((pair) => [{ $and: pair }, { $or: pair }, { x: 1, $or: pair }])
  let found = 0
  for (const query of [...ALL, ...joined, {}]) {
    const whole = answer(() => new Query<Document>(query, { context: MATCH_CONTEXT }) && true)
    const short = answer(() => compileQuery(query) && true)
    expect([query, short]).toEqual([query, whole])
    if (whole !== true) continue
    const [mingo, own] = [
      new Query<Document>(query, { context: MATCH_CONTEXT }),
      compileQuery(query),
    ]
    for (const document of DOCUMENTS) {
      const wanted = answer(() => mingo.test(document))
      if (wanted === true) found++
      const is = answer(() => own(document))
      if (is !== wanted) expect({ query, document, found: is }).toEqual({ found: wanted })
    }
  }
  expect(found).toBeGreaterThan(1000)
})

test('values are equal where their encoded bytes are', () => {
  for (const a of VALUES) {
    for (const b of VALUES) {
      for (const [one, other] of [
        [a, b],
        [[a], [b]],
        [{ f: a }, { f: b }],
        [{ f: [a, 1] }, { f: [b, 1], g: undefined }],
      ]) {
        const wanted = compareValues(one, other) === 0
        if (equalValues(one, other) !== wanted) expect([one, other]).toEqual(wanted)
      }
    }
  }
})
