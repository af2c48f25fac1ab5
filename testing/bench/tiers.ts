import { openBrandCloud, type BrandCloud } from '../brand-cloud'
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
import { line, type Line } from './line'
import { wordsOf } from '../scenes/entry-words'

const CALLS_LIMIT = 5

/** 等级评定 of many accounts: in one go, and cut off five times in the middle of writing. */
export async function benchTiers(): Promise<Line[]> {
  const { brand, plain, cut } = await assessTwice(ACCOUNTS, STOPS)
  const extra = await giftsTooMany(brand)
  await brand.discard()
  return [
    ...linesOf({ brand, plain, cut }, CALLS_LIMIT),
    line('gifts given twice', extra, { limit: 0 }),
  ]
}

const POLICY = {
  since: '2026-11-01',
  window: { kind: 'calendarYear' },
  graceDays: 20,
  gifts: [
    { tier: 'shisha', points: 10 },
    { tier: 'juqiu', points: 30, coupon: 'coffee' },
  ],
}

const cycle = { from: '2026-01-01', to: '2026-12-31' }
const past = { from: '2025-01-01', to: '2025-12-31' }
const held = { cycle, grace: null, gifts: [], manual: null }

/** Joined and owed a gift; kept; about to fall; fallen; and from before there were tiers. */
const KINDS = [
  { nextTier: '2026-11-20' },
  {
    nextTier: '2027-01-01',
    growth: 600,
    tier: { ...held, id: 'juqiu' },
    growthBuckets: [{ from: '2026-11-20', growth: 600 }],
  },
  {
    nextTier: '2027-01-01',
    growth: 600,
    tier: { ...held, id: 'juqiu' },
    growthBuckets: [{ from: '2026-11-20', growth: 40 }],
  },
  {
    nextTier: '2026-12-01',
    growth: 2000,
    tier: { ...held, id: 'zhuta', cycle: past },
    growthBuckets: [{ from: '2024-11-20', growth: 2000 }],
  },
  { nextTier: undefined, joinedAt: Date.UTC(2020, 1, 29), growth: 700 },
]

/** Assesses the same accounts without and with forced stops; leaves the second result in place. */
export async function assessTwice(accounts: number, stops: number): Promise<Twice> {
  const brand = await openBrandCloud({ poolSize: 1, isolation: 'process' })
  const { memberId } = await brand.member('pattern')
  const said = await brand.edit('programs', 'shanyu', { tierPolicy: POLICY })
  if (!said.startsWith('已发布')) throw new Error(said)
  await addCrowd(brand, memberId, accounts, '2027-11-30', (i) => ({ ...KINDS[i % KINDS.length] }))
  brand.cloud.clock.set(Date.parse('2027-01-15T12:00:00+08:00'))
  await brand.cloud.snapshot('due')
  const plain = await passThrough(brand, TIERS, [])
  await brand.cloud.restore('due')
  const cut = await passThrough(brand, TIERS, stopsWithin(plain.calls, stops))
  return { brand, plain, cut }
}

/** Each stop comes at a random call of a run. */
function stopsWithin(calls: number, stops: number): number[] {
  const most = Math.min(LATEST_STOP, Math.floor(calls / (stops + 1)))
  return Array.from({ length: stops }, () => 2 + Math.floor(Math.random() * (most - 2)))
}

/** Accounts, entries, and the ids of coupons and notices. */
const TIERS: Passage = {
  job: 'tiers',
  isDone: (_brand, result) => JSON.stringify(result).includes('"tiersAssessed":0'),
  async *written({ cloud: { database } }) {
    yield* await database.all('accounts')
    for (const { occurredAt: _at, ...entry } of await database.all('ledger')) yield entry
    for (const collection of ['coupons', 'messages']) {
      for (const { _id } of await database.all(collection)) yield _id
    }
  },
}

/** Gifts beyond one per account, tier and cycle; an entry's words show them, its id cannot. */
export async function giftsTooMany({ cloud: { database } }: BrandCloud): Promise<number> {
  const gifts = await database.find('ledger', { source: 'tier' })
  const each = new Set(
    gifts.map((gift) => {
      const { title, note } = wordsOf(gift)
      return `${String(gift.account)} ${title} ${note}`
    }),
  )
  return gifts.length - each.size
}
