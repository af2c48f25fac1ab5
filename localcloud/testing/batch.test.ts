import { expireTwice } from './bench/expiry'

jest.setTimeout(180_000)

const ACCOUNTS = 1000
const STOPS = 4

test('F3: expiry of many accounts, stopped by force again and again, ends as an uninterrupted run', async () => {
  const { brand, plain, cut } = await expireTwice(ACCOUNTS, STOPS)
  expect(cut.runs).toBeGreaterThan(STOPS)
  expect(plain.runs).toBe(1)
  expect(cut.digest).toBe(plain.digest)
  // Ten accounts share a transaction, so each costs a read, a write and a share of the rest.
  expect(plain.calls / ACCOUNTS).toBeLessThan(2.5)
  expect(plain.megabytes).toBeGreaterThan(0)
  expect(plain.megabytes).toBeLessThan(256)
  // Every account has its one entry and nothing left, which the auditor holds against all lots.
  expect(await brand.cloud.database.count('ledger', { kind: 'expire' })).toBe(ACCOUNTS)
  expect(await brand.cloud.database.count('accounts', { balance: { $gt: 0 } })).toBe(0)
  await brand.close()
})
