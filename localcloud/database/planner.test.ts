import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { DocumentDatabase } from './database'
import type { Document } from './document'
import { compareValues, encodeValue } from './key-encoding'
import { LmdbStore } from './lmdb-store'

const folder = mkdtempSync(join(tmpdir(), 'localcloud-planner-'))
const store = new LmdbStore(folder, 'relaxed')
const database = new DocumentDatabase({
  store,
  transactionMs: 1000,
  collections: {
    indexed: {
      indexes: [
        { name: 'a_b', keys: { a: 1, b: -1 } },
        { name: 'b', keys: { b: 1 } },
        { name: 'c.d', keys: { 'c.d': 1 } },
      ],
    },
    plain: { indexes: [] },
  },
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const scalar = fc.oneof(
  fc.integer({ min: -2, max: 3 }),
  fc.constantFrom('', 'a', 'ab', '中', 'x'.repeat(500), null, true, 0.5, new Date(0), new Date(9)),
)
const value = fc.oneof({ weight: 5, arbitrary: scalar }, fc.array(scalar, { maxLength: 3 }))
const document = fc.record({ a: value, b: value, c: fc.record({ d: value }) }, { requiredKeys: [] })
const condition = fc.oneof(
  scalar,
  fc.record(
    { $gt: scalar, $gte: scalar, $lt: scalar, $lte: scalar, $in: fc.array(scalar) },
    { requiredKeys: [] },
  ),
)
const query = fc.record({ a: condition, b: condition, 'c.d': condition }, { requiredKeys: [] })
const way = fc.constantFrom<1 | -1>(1, -1)
const sort = fc.record({ a: way, b: way, _id: way }, { requiredKeys: ['_id'] })

async function fill(documents: readonly Document[]): Promise<void> {
  for (const name of ['indexed', 'plain']) {
    await database.modify(name, {}, { multi: true }, () => undefined)
    await database.insert(
      name,
      documents.map((one, _id) => ({ ...one, _id })),
    )
  }
}

describe('an index', () => {
  it('never changes what a query finds, nor its order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(document, { maxLength: 12 }),
        fc.array(fc.tuple(query, sort), { minLength: 4, maxLength: 8 }),
        async (documents, queries) => {
          await fill(documents)
          for (const [wanted, order] of queries) {
            const byIndex = await database.find('indexed', wanted, { sort: order, limit: 5 })
            const byScan = await database.find('plain', wanted, { sort: order, limit: 5 })
            expect(byIndex.documents).toEqual(byScan.documents)
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('lets two elements of one array meet the two bounds of a range', async () => {
    await fill([{ b: [-2, 3] }, { b: [0] }])
    const { documents, explain } = await database.find('indexed', { b: { $gt: 0, $lt: 0 } })
    expect(documents).toEqual([{ _id: 0, b: [-2, 3] }])
    expect(explain.index).toBe('b')
  })
})

describe('encoded keys', () => {
  it('have the order of the values: types first', () => {
    const ordered = [null, -1e300, -2, -0.5, 0, 0.5, 3, 1e300, '', 'a', 'ab', 'b', '中', {}]
    const rest = [{ a: 1 }, { b: 0 }, [], [1], [1, 2], [2], false, true, new Date(-5), new Date(5)]
    const values: unknown[] = [...ordered, ...rest]
    for (let at = 1; at < values.length; at++) {
      expect(Buffer.compare(encodeValue(values[at - 1]), encodeValue(values[at]))).toBe(-1)
    }
  })

  it('tell apart objects by the order of their fields', () => {
    expect(compareValues({ a: 1, b: 2 }, { b: 2, a: 1 })).not.toBe(0)
    expect(compareValues({ a: 1, b: 2 }, { a: 1, b: 2 })).toBe(0)
  })
})
