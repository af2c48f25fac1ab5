import { expireTwice } from './bench/expiry'
import { assessTwice, giftsTooMany } from './bench/tiers'
import { entriesTitled } from './scenes/entry-words'

jest.setTimeout(180_000)

const ACCOUNTS = 1000
const STOPS = 4

test('F3: expiry of many accounts, stopped by force again and again, ends as an uninterrupted run', async () => {
  const { brand, plain, cut } = await expireTwice(ACCOUNTS, STOPS)
  expect(cut.runs).toBeGreaterThan(STOPS)
  expect(plain.runs).toBe(1)
  expect(cut.digest).toBe(plain.digest)
  // Ten accounts share a transaction, so each costs a read, a write and a tenth of the rest.
  expect(plain.calls / ACCOUNTS).toBeLessThan(2.5)
  expect(plain.megabytes).toBeGreaterThan(0)
  expect(plain.megabytes).toBeLessThan(256)
  // Every account has its one entry and no points left; the auditor checks this against all lots.
  expect(await brand.cloud.database.count('ledger', { kind: 'expire' })).toBe(ACCOUNTS)
  expect(await brand.cloud.database.count('accounts', { balance: { $gt: 0 } })).toBe(0)
  await brand.close()
})

test('T10, F3: tiers of many accounts, stopped by force again and again, end as in one go', async () => {
  const { brand, plain, cut } = await assessTwice(ACCOUNTS, STOPS)
  expect(cut.runs).toBeGreaterThan(STOPS)
  expect(cut.digest).toBe(plain.digest)
  expect(plain.calls / ACCOUNTS).toBeLessThan(5)
  expect(plain.megabytes).toBeGreaterThan(0)
  expect(plain.megabytes).toBeLessThan(256)
  const { database } = brand.cloud
  const fifth = ACCOUNTS / 5
  expect(await giftsTooMany(brand)).toBe(0)
  // There is one account more: the pattern that the others are copied from.
  expect(await entriesTitled(database, '入会礼')).toHaveLength(fifth + 1)
  expect(await entriesTitled(database, '保级礼')).toHaveLength(fifth)
  expect(await database.count('coupons')).toBe(fifth)
  // Members who fell by one step also have a cycle behind them in which they earned nothing.
  expect(await database.count('messages', { kind: 'tier' })).toBe(2 * fifth)
  const tierOf = (id: string) => database.count('accounts', { 'tier.id': id })
  expect([await tierOf('shisha'), await tierOf('juqiu')]).toEqual([fifth + 1, 4 * fifth])
  await brand.close()
})
