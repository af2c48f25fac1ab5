import { DAY_MS, openBrandCloud, TODAY } from '../brand-cloud'
import { addCrowd } from './crowd'
import {
  ACCOUNTS,
  LATEST_STOP,
  linesOf,
  passThrough,
  STOPS,
  type Passage,
  type Twice,
} from './cut-off'
import type { Line } from './line'

const CALLS_LIMIT = 3

/** 清零 of many accounts: in one go, and cut off five times in the middle of writing. */
export async function benchExpiry(): Promise<Line[]> {
  const twice = await expireTwice(ACCOUNTS, STOPS)
  await twice.brand.discard()
  return linesOf(twice, CALLS_LIMIT)
}

/** The same accounts expired without and with forced stops. */
export async function expireTwice(accounts: number, stops: number): Promise<Twice> {
  const brand = await openBrandCloud({ poolSize: 1, isolation: 'process' })
  const { memberId } = await brand.member('pattern')
  await addCrowd(brand, memberId, accounts, '2026-11-30')
  brand.cloud.clock.set(TODAY + 20 * DAY_MS)
  await brand.cloud.snapshot('due')
  const every = Math.min(LATEST_STOP, Math.floor((accounts * 2) / (stops + 1)))
  const cut = await passThrough(
    brand,
    EXPIRY,
    Array.from({ length: stops }, () => every),
  )
  await brand.cloud.restore('due')
  const plain = await passThrough(brand, EXPIRY, [])
  return { brand, plain, cut }
}

const DUE = { brand: 'shanyu', nextExpiry: { $lt: '2026-12-10' } }

/** Accounts and entries. */
const EXPIRY: Passage = {
  job: 'expiry',
  isDone: async ({ cloud: { database } }) => (await database.count('accounts', DUE)) === 0,
  async *written({ cloud: { database } }) {
    for (const collection of ['accounts', 'ledger']) {
      for (const { occurredAt, ...rest } of await database.all(collection)) {
        yield [occurredAt === TODAY, rest]
      }
    }
  },
}
