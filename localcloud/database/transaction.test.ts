import { startFixture, type Fixture } from '../fixtures/fixture-cloud'
import { TransactionTable } from './transaction'

jest.setTimeout(30_000)

let fixture: Fixture

beforeAll(async () => {
  fixture = await startFixture(
    {
      stock: { indexes: [] },
      seats: { indexes: [{ name: 'seat', keys: { seat: 1 }, unique: true }] },
    },
    {},
    { transactionMs: 2500 },
  )
})
afterAll(() => fixture.close())
beforeEach(async () => {
  for (const name of ['stock', 'seats']) {
    for (const { _id } of await fixture.cloud.database.all(name)) {
      await fixture.cloud.database.remove(name, _id)
    }
  }
  await fixture.cloud.database.put('stock', { _id: 'a', left: 5 })
})

describe('a transaction', () => {
  it('commits all its writes together', async () => {
    await fixture.run(`
      await db.runTransaction(async (tx) => {
        await tx.collection('stock').doc('a').update({ data: { left: _.inc(-2) } })
        await tx.collection('stock').add({ data: { _id: 'b', left: 1 } })
      })`)
    expect(await fixture.cloud.database.all('stock')).toEqual([
      { _id: 'a', left: 3 },
      { _id: 'b', left: 1 },
    ])
  })

  it('leaves nothing behind when it is rolled back', async () => {
    const answer = await fixture.run(`
      try {
        await db.runTransaction(async (tx) => {
          await tx.collection('stock').doc('a').update({ data: { left: 0 } })
          await tx.rollback('changed my mind')
        })
      } catch (error) { return String(error) }`)
    expect(answer).toContain('changed my mind')
    expect(await fixture.cloud.database.get('stock', 'a')).toEqual({ _id: 'a', left: 5 })
  })

  it('reads its own writes, by id and by query', async () => {
    const answer = await fixture.run(`
      return db.runTransaction(async (tx) => {
        await tx.collection('stock').doc('a').update({ data: { left: 9 } })
        await tx.collection('stock').add({ data: { _id: 'z', left: 7 } })
        const one = await tx.collection('stock').doc('a').get()
        const many = await tx.collection('stock').where({ left: _.gt(6) }).orderBy('left', 'asc').get()
        return [one.data.left, many.data.map((found) => found._id)]
      })`)
    expect(answer).toEqual([9, ['z', 'a']])
  })

  it('sees the data as they were at its first operation, not at its start', async () => {
    const answer = await fixture.run(`
      const tx = await db.startTransaction()
      await db.collection('stock').doc('a').update({ data: { left: 4 } })
      const first = await tx.collection('stock').doc('a').get()
      await db.collection('stock').doc('a').update({ data: { left: 3 } })
      const second = await tx.collection('stock').doc('a').get()
      await tx.rollback()
      return [first.data.left, second.data.left]`)
    expect(answer).toEqual([4, 4])
  })

  it('is refused at the write when another transaction holds the document', async () => {
    const answer = await fixture.run(`
      const one = await db.startTransaction()
      const two = await db.startTransaction()
      await one.collection('stock').doc('a').update({ data: { left: 1 } })
      let refusal
      try { await two.collection('stock').doc('a').update({ data: { left: 2 } }) }
      catch (error) { refusal = error }
      await one.commit()
      let commit
      try { await two.commit() } catch (error) { commit = error }
      return [refusal.errCode, refusal.message, commit.message || commit.errMsg]`)
    expect(answer).toEqual([
      -501001,
      expect.stringContaining('TransactionConflict'),
      expect.stringContaining('TransactionNotExist'),
    ])
    expect(await fixture.cloud.database.get('stock', 'a')).toEqual({ _id: 'a', left: 1 })
  })

  it('is refused at the write when the document changed since its snapshot', async () => {
    const answer = await fixture.run(`
      const tx = await db.startTransaction()
      await tx.collection('stock').doc('a').get()
      await db.collection('stock').doc('a').update({ data: { left: 4 } })
      try { await tx.collection('stock').doc('a').update({ data: { left: 2 } }) }
      catch (error) { return error.message }`)
    expect(answer).toContain('TransactionConflict')
    expect(await fixture.cloud.database.get('stock', 'a')).toEqual({ _id: 'a', left: 4 })
  })

  it('tells a duplicate _id and a duplicate unique key by E11000', async () => {
    await fixture.cloud.database.put('seats', { _id: 's1', seat: 1 })
    const answer = await fixture.run(`
      const texts = []
      for (const data of [{ _id: 's1', seat: 2 }, { _id: 's2', seat: 1 }]) {
        const tx = await db.startTransaction()
        try { await tx.collection('seats').add({ data }) } catch (error) { texts.push(error.message) }
      }
      return texts`)
    expect(answer).toEqual([
      expect.stringContaining('E11000 duplicate key error collection: tnt-local.seats index: _id_'),
      expect.stringContaining('E11000 duplicate key error collection: tnt-local.seats index: seat'),
    ])
  })

  it('conflicts when two transactions take the same unique key', async () => {
    const answer = await fixture.run(`
      const one = await db.startTransaction()
      const two = await db.startTransaction()
      await one.collection('seats').add({ data: { _id: 'x', seat: 7 } })
      try { await two.collection('seats').add({ data: { _id: 'y', seat: 7 } }) }
      catch (error) { await one.commit(); return error.message }`)
    expect(answer).toContain('TransactionConflict')
  })

  it('does not survive its time limit, and frees its locks', async () => {
    const answer = await fixture.run(`
      const tx = await db.startTransaction()
      await tx.collection('stock').doc('a').update({ data: { left: 1 } })
      const began = process.hrtime.bigint()
      await db.collection('stock').doc('a').update({ data: { left: _.inc(1) } })
      const waited = Number(process.hrtime.bigint() - began) / 1e6
      try { await tx.commit() } catch (error) { return [waited > 300, error.message || error.errMsg] }`)
    expect(answer).toEqual([true, expect.stringContaining('TransactionNotExist')])
    expect(await fixture.cloud.database.get('stock', 'a')).toEqual({ _id: 'a', left: 6 })
  })

  it('is busy when two of its requests are in flight', async () => {
    const answer = await fixture.run(`
      const texts = []
      for (let round = 0; round < 20; round++) {
        const tx = await db.startTransaction()
        const both = await Promise.allSettled([
          tx.collection('stock').doc('a').get(),
          tx.collection('stock').doc('a').get(),
        ])
        texts.push(both.map((one) => one.status === 'rejected' && one.reason.message).filter(Boolean))
        await tx.rollback()
      }
      return texts`)
    const rounds = Array(20).fill([expect.stringContaining('TransactionBusy')])
    expect(answer).toEqual(rounds)
  })

  it('does not contain what where().update() does', async () => {
    await fixture.run(`
      const tx = await db.startTransaction()
      await tx.collection('stock').where({ _id: 'a' }).update({ data: { left: 100 } })
      await tx.rollback()`)
    expect(await fixture.cloud.database.get('stock', 'a')).toEqual({ _id: 'a', left: 100 })
    expect(fixture.cloud.logs.list(1)[0]?.lines).toEqual([
      { level: 'warn', text: expect.stringContaining('outside the open transaction') },
    ])
  })
})

test('a call that is late begins no transaction on a store that closes', () => {
  const table = new TransactionTable(() => {
    throw new Error('no snapshot is wanted')
  }, 1000)
  const begun = table.start()
  table.close()
  expect(table.isOpen(begun.id)).toBe(false)
  expect(() => table.start()).toThrow('TransactionNotExist')
})
