import type { DirectDatabase } from '../../localcloud/database/direct'
import type { Document } from '../../localcloud/database/document'
import { TODAY, type BrandCloud } from '../brand-cloud'

const PER_WRITE = 5000

/** Makes documents and writes them straight into the database, many at a time. */
async function write(
  database: DirectDatabase,
  collection: string,
  count: number,
  make: (i: number) => Document,
): Promise<void> {
  for (let from = 0; from < count; from += PER_WRITE) {
    const size = Math.min(PER_WRITE, count - from)
    await database.insert(
      collection,
      Array.from({ length: size }, (_, i) => make(from + i)),
    )
  }
}

const oneEntry = (account: Document, seq: number, expiresOn: string): Document => ({
  _id: `${String(account._id)}:crowd:${seq}`,
  account: account._id,
  brand: 'shanyu',
  seq,
  kind: 'earn',
  source: 'check-in',
  points: 1,
  growth: account.growth ?? 0,
  deficit: 0,
  from: 'program:shanyu',
  to: `member:${String(account.memberId)}`,
  lots: [{ expiresOn, points: 1 }],
  balanceAfter: seq,
  what: 'check-in',
  facts: { streakDays: 1, growth: 0, coupon: null },
  byKind: { consumption: 0, reward: 0, interaction: 1 },
  occurredAt: TODAY,
  businessDay: '2026-11-20',
  ruleVersion: 1,
  requestId: null,
  of: null,
  ref: null,
  shape: 2,
})

const holding = (points: number, expiresOn: string) => ({
  seq: points,
  balance: points,
  lots: [{ expiresOn, points }],
  nextExpiry: expiresOn,
  earnedByKind: { consumption: 0, reward: 0, interaction: points },
})

/**
 * Adds this many members, each with one point and its entry, as if they had joined and checked in.
 * They have every field that the product writes, because they are copies of a real member.
 */
export async function addCrowd(
  { cloud: { database } }: BrandCloud,
  pattern: string,
  count: number,
  expiresOn = '2027-11-30',
  /** The fields that differ from one account to the next. */
  vary: (i: number) => Document = () => ({}),
): Promise<void> {
  const account = (await database.get('accounts', `shanyu:${pattern}`)) ?? {}
  const member = (await database.get('members', pattern)) ?? {}
  // Members' ids are spread over the whole range, as random ids are.
  const idOf = (i: number) => `${((i * 7919) % 1_000_003).toString(36).padStart(5, '0')}crowd${i}`
  const accountOf = (i: number): Document => {
    const memberId = idOf(i)
    const known = { _id: `shanyu:${memberId}`, memberId, nickname: `会员 ${i}` }
    return { ...account, ...known, ...holding(1, expiresOn), ...vary(i) }
  }
  await write(database, 'members', count, (i) => ({ ...member, _id: idOf(i) }))
  await write(database, 'identities', count, (i) => ({
    _id: `wechat:crowd${i}`,
    memberId: idOf(i),
    linkedAt: TODAY,
    requestId: `crowd-${i}`,
    found: false,
  }))
  await write(database, 'accounts', count, accountOf)
  await write(database, 'ledger', count, (i) => oneEntry(accountOf(i), 1, expiresOn))
}

/** Gives a member without entries this many entries of one point each. */
export async function addEntries(
  { cloud: { database } }: BrandCloud,
  memberId: string,
  count: number,
): Promise<void> {
  const _id = `shanyu:${memberId}`
  const expiresOn = '2027-11-30'
  await write(database, 'ledger', count, (i) => oneEntry({ _id, memberId }, i + 1, expiresOn))
  await database.patch('accounts', _id, holding(count, expiresOn))
}
