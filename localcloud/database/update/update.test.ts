import { startFixture, type Fixture } from '../../fixtures/fixture-cloud'

jest.setTimeout(30_000)

let fixture: Fixture

beforeAll(async () => {
  fixture = await startFixture({
    items: { indexes: [{ name: 'code', keys: { code: 1 }, unique: true }] },
    plain: { indexes: [] },
  })
})
afterAll(() => fixture.close())

/** The document after an update through the SDK, or the error's text. */
async function update(document: object, change: string): Promise<unknown> {
  await fixture.cloud.database.put('plain', { _id: 'd', ...document })
  const refusal = await fixture.run(`
    try { await db.collection('plain').doc('d').update({ data: ${change} }) }
    catch (error) { return error.message }`)
  if (refusal) return refusal
  const { _id, ...after } = (await fixture.cloud.database.get('plain', 'd')) ?? {}
  return _id === 'd' && after
}

describe('an update through the SDK', () => {
  it.each([
    [{ n: 1 }, `{ n: _.inc(2), other: _.inc(1) }`, { n: 3, other: 1 }],
    [{ n: 3 }, `{ n: _.mul(2), none: _.mul(5) }`, { n: 6, none: 0 }],
    [{ low: 5, high: 5 }, `{ low: _.min(3), high: _.max(3) }`, { low: 3, high: 5 }],
    [{ a: { b: 1, c: 2 } }, `{ a: { b: 9 } }`, { a: { b: 9, c: 2 } }],
    [{ a: { b: 1, c: 2 } }, `{ a: _.set({ b: 9 }) }`, { a: { b: 9 } }],
    [{ a: 1, b: 2 }, `{ a: _.remove() }`, { b: 2 }],
    [{ a: 1 }, `{ a: _.rename('z') }`, { z: 1 }],
    [{ list: [1] }, `{ list: _.push([2, 3]) }`, { list: [1, 2, 3] }],
    [{}, `{ list: _.push([1]) }`, { list: [1] }],
    [{ list: [5] }, `{ list: _.push({ each: [9, 1], sort: 1, slice: -2 }) }`, { list: [5, 9] }],
    [{ list: [2] }, `{ list: _.unshift([0, 1]) }`, { list: [0, 1, 2] }],
    [{ list: [1, 2] }, `{ list: _.pop() }`, { list: [1] }],
    [{ list: [1, 2] }, `{ list: _.shift() }`, { list: [2] }],
    [{ list: [1, 2, 1] }, `{ list: _.pull(1) }`, { list: [2] }],
    [{ list: [{ k: 1 }, { k: 5 }] }, `{ list: _.pull({ k: _.gt(2) }) }`, { list: [{ k: 1 }] }],
    [{ list: [1, 2, 3] }, `{ list: _.pullAll([1, 3]) }`, { list: [2] }],
    [{ list: [1] }, `{ list: _.addToSet({ $each: [1, 2] }) }`, { list: [1, 2] }],
    [{ list: [{ n: 1 }] }, `{ 'list.0.n': 4 }`, { list: [{ n: 4 }] }],
    [{}, `{ at: new Date(5) }`, { at: new Date(5) }],
  ])('turns %j by %s into %j', async (document, change, expected) => {
    expect(await update(document, change)).toEqual(expected)
  })

  it.each([
    [{ n: 'text' }, `{ n: _.inc(1) }`, 'Cannot apply $inc to a value of non-numeric type'],
    [{ y: null }, `{ 'y.x': 1 }`, `Cannot create field 'x' in element {y: null}`],
    [{ y: 3 }, `{ y: { x: 1 } }`, `Cannot create field 'x' in element {y: 3}`],
    [{ y: 3 }, `{ y: _.push([1]) }`, `The field 'y' must be an array`],
  ])('refuses to turn %j by %s', async (document, change, text) => {
    expect(await update(document, change)).toContain(text)
    expect(await fixture.cloud.database.get('plain', 'd')).toEqual({ _id: 'd', ...document })
  })

  it('counts only documents that changed', async () => {
    await fixture.cloud.database.put('plain', { _id: 'd', n: 1 })
    const counts = await fixture.run(`
      const one = await db.collection('plain').doc('d').update({ data: { n: 1 } })
      const two = await db.collection('plain').doc('d').update({ data: { n: 2 } })
      const none = await db.collection('plain').doc('nobody').update({ data: { n: 2 } })
      return [one, two, none].map((answer) => answer.stats.updated)`)
    expect(counts).toEqual([0, 1, 0])
  })

  it('replaces the whole document by set, and creates it when absent', async () => {
    const answers = await fixture.run(`
      const one = await db.collection('plain').doc('s').set({ data: { a: 1 } })
      const two = await db.collection('plain').doc('s').set({ data: { b: 2 } })
      return [one.stats, two.stats]`)
    expect(answers).toEqual([
      { created: 1, updated: 0 },
      { created: 0, updated: 1 },
    ])
    expect(await fixture.cloud.database.get('plain', 's')).toEqual({ _id: 's', b: 2 })
  })

  it('guards stock with a condition in where', async () => {
    await fixture.cloud.database.put('plain', { _id: 'stock', left: 1 })
    const counts = await fixture.run(`
      const take = () => db.collection('plain').where({ _id: 'stock', left: _.gte(1) })
        .update({ data: { left: _.inc(-1) } })
      const answers = await Promise.all([take(), take(), take()])
      return answers.map((answer) => answer.stats.updated).sort()`)
    expect(counts).toEqual([0, 0, 1])
  })

  it('removes by id and by query', async () => {
    const removed = await fixture.run(`
      await db.collection('plain').doc('r1').set({ data: { kind: 'r' } })
      await db.collection('plain').doc('r2').set({ data: { kind: 'r' } })
      await db.collection('plain').doc('r3').set({ data: { kind: 'r' } })
      const one = await db.collection('plain').doc('r1').remove()
      const rest = await db.collection('plain').where({ kind: 'r' }).remove()
      return [one.stats.removed, rest.stats.removed]`)
    expect(removed).toEqual([1, 2])
  })

  it('takes the date of the cloud for serverDate', async () => {
    fixture.cloud.clock.set(Date.UTC(2030, 0, 1))
    await fixture.run(`
      await db.collection('plain').doc('t').set({ data: { at: db.serverDate({ offset: 1000 }) } })`)
    const { at } = (await fixture.cloud.database.get('plain', 't')) ?? {}
    fixture.cloud.clock.set(Date.now())
    expect(at instanceof Date && at.toISOString()).toMatch(/^2030-01-01T00:00:0[1-4]/)
  })
})

describe('a unique index', () => {
  it('refuses a second holder of a key and frees it on removal', async () => {
    const answers = await fixture.run(`
      const items = db.collection('items')
      const outcome = (promise) => promise.then(() => 'ok', (error) => error.message)
      return [
        await outcome(items.add({ data: { _id: 'i1', code: 'A' } })),
        await outcome(items.add({ data: { _id: 'i2', code: 'A' } })),
        await outcome(items.doc('i1').remove()),
        await outcome(items.add({ data: { _id: 'i3', code: 'A' } })),
        await outcome(items.doc('i3').update({ data: { code: 'B' } })),
        await outcome(items.add({ data: { _id: 'i4', code: 'A' } })),
        await outcome(items.doc('i4').update({ data: { code: 'B' } })),
      ]`)
    const refused = expect.stringMatching(/E11000.*index: code dup key/)
    expect(answers).toEqual(['ok', refused, 'ok', 'ok', 'ok', 'ok', refused])
  })

  it('counts a missing field as null', async () => {
    const answers = await fixture.run(`
      const outcome = (promise) => promise.then(() => 'ok', (error) => error.message)
      return [
        await outcome(db.collection('items').add({ data: { _id: 'n1' } })),
        await outcome(db.collection('items').add({ data: { _id: 'n2', code: null } })),
      ]`)
    expect(answers).toEqual(['ok', expect.stringContaining('E11000')])
  })

  it('refuses a second document with the same _id', async () => {
    const answer = await fixture.run(`
      await db.collection('plain').add({ data: { _id: 'same' } })
      try { await db.collection('plain').add({ data: { _id: 'same' } }) }
      catch (error) { return [error.errCode, error.message] }`)
    expect(answer).toEqual([-502001, expect.stringContaining('E11000')])
  })
})
