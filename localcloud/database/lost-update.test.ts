import { startFixture } from '../fixtures/fixture-cloud'

jest.setTimeout(60_000)

/** Retries by itself, as an application must: the SDK does not retry when a write conflicts. */
const EARN = `
  for (let round = 0; round < 15; round++) {
    for (;;) {
      try {
        await db.runTransaction(async (tx) => {
          const { data } = await tx.collection('accounts').doc('a').get()
          await tx.collection('accounts').doc('a').update({ data: { balance: data.balance + 1 } })
          await tx.collection('ledger').add({ data: { _id: event + ':' + round, points: 1 } })
        })
        break
      } catch (error) {
        if (!/TransactionConflict/.test(error.message || error.errMsg)) throw error
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 10))
      }
    }
  }`

it('no update is lost when four processes earn on one account at once', async () => {
  const fixture = await startFixture({ accounts: {}, ledger: {} })
  await fixture.cloud.database.put('accounts', { _id: 'a', balance: 0 })
  await Promise.all([0, 1, 2, 3].map((worker) => fixture.run(EARN, worker)))
  expect(await fixture.cloud.database.get('accounts', 'a')).toEqual({ _id: 'a', balance: 60 })
  expect(await fixture.cloud.database.count('ledger')).toBe(60)
  await fixture.close()
})
