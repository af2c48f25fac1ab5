import { startFixture, type Fixture } from '../fixtures/fixture-cloud'

jest.setTimeout(30_000)

let fixture: Fixture

beforeAll(async () => {
  fixture = await startFixture({
    ledger: {
      indexes: [
        { name: 'account_seq', keys: { account: 1, seq: -1 }, unique: true },
        { name: 'tags', keys: { tags: 1 } },
      ],
    },
    shops: { indexes: [] },
  })
  const documents = [
    { _id: 'e1', account: 'a', seq: 1, points: 10, tags: ['x', 'y'], at: new Date(1000) },
    { _id: 'e2', account: 'a', seq: 2, points: 20, tags: ['y'], at: new Date(2000) },
    { _id: 'e3', account: 'a', seq: 10, points: null, meta: { k: 1, j: 2 } },
    {
      _id: 'e4',
      account: 'b',
      seq: 1,
      points: -5,
      items: [
        { sku: 's1', n: 1 },
        { sku: 's2', n: 5 },
      ],
    },
    { _id: 'e5', account: 'c', seq: 1, points: 'many', items: [{ sku: 's1', n: 5 }] },
  ]
  for (const document of documents) await fixture.cloud.database.put('ledger', document)
})
afterAll(() => fixture.close())

async function ids(where: string, tail = ''): Promise<unknown> {
  return fixture.run(`
    const found = await db.collection('ledger').where(${where})${tail}.get()
    return found.data.map((one) => one._id)`)
}

async function explain(where: string, tail = '') {
  const { requests } = await fixture.cloud.invoke('script', {
    script: `await db.collection('ledger').where(${where})${tail}.get()`,
  })
  return { index: requests[0]?.index, scanned: requests[0]?.scanned }
}

describe('a query through the SDK', () => {
  it.each([
    [`{ account: 'a' }`, ['e3', 'e2', 'e1']],
    [`{ account: 'a', seq: _.gte(2) }`, ['e3', 'e2']],
    [`{ account: 'a', seq: _.lt(10).and(_.gt(1)) }`, ['e2']],
    [`{ account: _.in(['c', 'b']) }`, ['e4', 'e5']],
    [`{ points: null }`, ['e3']],
    [`{ at: null }`, ['e3', 'e4', 'e5']],
    [`{ points: _.gt(0) }`, ['e1', 'e2']],
    [`{ points: _.neq(10) }`, ['e2', 'e3', 'e4', 'e5']],
    [`{ at: _.gt(new Date(1500)) }`, ['e2']],
    [`{ tags: 'y' }`, ['e1', 'e2']],
    [`{ tags: _.all(['x', 'y']) }`, ['e1']],
    [`{ tags: _.exists(false) }`, ['e3', 'e4', 'e5']],
    [`{ 'meta.k': 1 }`, ['e3']],
    [`{ meta: _.eq({ k: 1, j: 2 }) }`, ['e3']],
    [`{ meta: _.eq({ j: 2, k: 1 }) }`, []],
    [`{ items: _.elemMatch({ sku: 's1', n: _.gt(2) }) }`, ['e5']],
    [`{ 'items.sku': 's2' }`, ['e4']],
    [`_.or([{ account: 'b' }, { seq: 10 }])`, ['e3', 'e4']],
    [`{ _id: _.in(['e5', 'e1', 'nobody']) }`, ['e1', 'e5']],
    [`{ _id: db.RegExp({ regexp: '^e[12]$' }) }`, ['e1', 'e2']],
    [`{ account: 'a', _id: _.gt('e1') }`, ['e3', 'e2']],
  ])('finds %s', async (where, expected) => {
    expect(await ids(where)).toEqual(expected)
  })

  it('sorts by BSON type before value', async () => {
    expect(await ids('{}', `.orderBy('points', 'asc')`)).toEqual(['e3', 'e4', 'e1', 'e2', 'e5'])
  })

  it('pages with skip and limit', async () => {
    expect(await ids(`{ account: 'a' }`, `.orderBy('seq', 'asc').skip(1).limit(1)`)).toEqual(['e2'])
  })

  it('walks no more of an index than it needs', async () => {
    expect(await explain(`{ account: 'a' }`, `.orderBy('seq', 'desc').limit(1)`)).toEqual({
      index: 'account_seq',
      scanned: 1,
    })
    expect(await explain(`{ account: 'a' }`, `.orderBy('seq', 'asc').limit(2)`)).toEqual({
      index: 'account_seq',
      scanned: 2,
    })
    expect(await explain(`{ account: 'a', seq: _.in([1, 2]) }`)).toEqual({
      index: 'account_seq',
      scanned: 2,
    })
    expect(await explain(`{ _id: _.in(['e1', 'e4']) }`)).toEqual({ index: '_id_', scanned: 2 })
  })

  it('reports a full scan', async () => {
    expect(await explain(`{ points: 10 }`)).toEqual({ index: undefined, scanned: 5 })
  })

  it('projects fields', async () => {
    const found = await fixture.run(`
      const found = await db.collection('ledger').where({ _id: 'e4' })
        .field({ account: true, 'items.sku': true }).get()
      return found.data`)
    expect(found).toEqual([{ _id: 'e4', account: 'b', items: [{ sku: 's1' }, { sku: 's2' }] }])
  })

  it('counts', async () => {
    expect(await fixture.run(`return (await db.collection('ledger').count()).total`)).toBe(5)
    const some = `return (await db.collection('ledger').where({ account: 'a' }).count()).total`
    expect(await fixture.run(some)).toBe(3)
  })

  it('aggregates', async () => {
    const list = await fixture.run(`
      const $ = _.aggregate
      const found = await db.collection('ledger').aggregate()
        .match({ points: _.gt(-100) })
        .group({ _id: '$account', total: $.sum('$points') })
        .sort({ _id: 1 }).end()
      return found.list`)
    expect(list).toEqual([
      { _id: 'a', total: 30 },
      { _id: 'b', total: -5 },
    ])
  })

  it('finds the nearest shop first', async () => {
    const list = await fixture.run(`
      const shops = { far: [121.5, 31.3], near: [121.48, 31.23], away: [116.4, 39.9] }
      for (const [_id, at] of Object.entries(shops)) {
        await db.collection('shops').add({ data: { _id, at: db.Geo.Point(...at) } })
      }
      const found = await db.collection('shops').where({
        at: _.geoNear({ geometry: db.Geo.Point(121.47, 31.23), maxDistance: 50000 }),
      }).get()
      return found.data.map((one) => one._id)`)
    expect(list).toEqual(['near', 'far'])
  })

  it('refuses a collection that was not declared', async () => {
    const refusal = await fixture.run(`
      try { await db.collection('nothing').get() } catch (error) { return [error.errCode, error.message] }`)
    expect(refusal).toEqual([-502005, expect.stringContaining('nothing')])
  })

  it('knows a collection that a function created', async () => {
    await fixture.run(
      `await db.createCollection('fresh'); await db.collection('fresh').add({ data: {} })`,
    )
    expect(await fixture.cloud.database.count('fresh')).toBe(1)
  })

  it('throws for an absent document', async () => {
    const refusal = await fixture.run(`
      try { await db.collection('ledger').doc('nobody').get() } catch (error) { return error.message }`)
    expect(refusal).toContain('document with _id nobody does not exist')
  })
})
