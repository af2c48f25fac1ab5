import { startFixture, type Fixture } from '../fixtures/fixture-cloud'

let fixture: Fixture
beforeAll(async () => {
  const collection = { indexes: [{ name: 'n', keys: { n: 1 as const } }] }
  fixture = await startFixture({ notes: collection, others: collection })
})
afterAll(() => fixture.close())

const seen = async () => [await database().look('notes'), await database().look('others')] as const
const database = () => fixture.cloud.database

test('a look shows what is stored after each kind of write, and in each collection', async () => {
  const writes = [
    `db.collection('notes').add({ data: { _id: 'a', n: 1, deep: { list: [1] } } })`,
    `db.collection('others').add({ data: { _id: 'o', n: 1 } })`,
    `db.collection('notes').doc('a').update({ data: { n: 2 } })`,
    `db.collection('notes').where({ n: 2 }).update({ data: { deep: { list: [2] } } })`,
    `db.collection('notes').doc('b').set({ data: { n: 3 } })`,
    `db.runTransaction(async (tx) => {
      await tx.collection('notes').doc('b').update({ data: { n: 4 } })
      await tx.collection('others').doc('o').remove()
    })`,
    `db.collection('notes').where({ n: 4 }).remove()`,
  ]
  await seen()
  for (const write of writes) {
    await fixture.run(`await ${write}`)
    expect(await seen()).toEqual([await database().all('notes'), await database().all('others')])
  }
  await database().patch('notes', 'a', { n: 9 })
  expect(await seen()).toEqual([[{ _id: 'a', n: 9, deep: { list: [2] } }], []])
})

test('who looks shares copies with whoever looks next, and none with the database', async () => {
  const [first] = await seen()
  const [second] = await seen()
  expect(second).not.toBe(first)
  expect(second[0]).toBe(first[0])
  Object.assign(first[0] ?? {}, { n: -1 })
  expect(await database().get('notes', 'a')).toMatchObject({ n: 9 })
  await database().put('notes', { _id: 'c' })
  // What did not change is not copied again.
  expect((await database().look('notes'))[0]).toBe(first[0])
})

test('a look after a restore shows the snapshot', async () => {
  await database().remove('notes', 'a')
  await fixture.cloud.snapshot('then')
  const then = await seen()
  await database().remove('notes', 'c')
  expect(await seen()).not.toEqual(then)
  await fixture.cloud.restore('then')
  expect(await seen()).toEqual(then)
})
