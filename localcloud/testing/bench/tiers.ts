import { createHash } from 'node:crypto'
import { runDue } from '../../../cloudfunctions/contracts/job'
import { openBrandCloud, type BrandCloud } from '../brand-cloud'
import { addCrowd } from '../crowd'
import { line, type Line } from './line'

const ACCOUNTS = Number(process.env.BENCH_ACCOUNTS ?? 100_000)
const STOPS = 5
/** A run of 35 seconds makes far more calls than that, so that no stop comes too late. */
const LATEST_STOP = 4999
const MEMORY_LIMIT_MB = 256
const CALLS_LIMIT = 5

/** What one way through all accounts came to. */
export interface Assessed {
  calls: number
  runs: number
  megabytes: number
  seconds: number
  digest: string
}

/** 等级评定 of many accounts: in one go, and cut off five times in the middle of its writes. */
export async function benchTiers(): Promise<Line[]> {
  const { brand, plain, cut } = await assessTwice(ACCOUNTS, STOPS)
  const extra = await giftsTooMany(brand)
  await brand.discard()
  const rate = `${Math.round(ACCOUNTS / plain.seconds)} accounts a second, ${plain.runs} runs`
  const same = cut.digest === plain.digest
  const note = `${STOPS} forced stops, ${cut.runs} runs, ${same ? 'the same end' : 'another end'}`
  return [
    line('accounts', ACCOUNTS, { note: rate }),
    line('calls per account', plain.calls / ACCOUNTS, { limit: CALLS_LIMIT }),
    line('calls per account, cut off', cut.calls / ACCOUNTS, { limit: CALLS_LIMIT }),
    line('memory of the function', plain.megabytes, { unit: 'MB', limit: MEMORY_LIMIT_MB }),
    line('memory, cut off', cut.megabytes, { unit: 'MB', limit: MEMORY_LIMIT_MB }),
    line('documents that differ after stops', same ? 0 : 1, { limit: 0, note }),
    line('gifts given twice', extra, { limit: 0 }),
  ]
}

const POLICY = {
  ...{ since: '2026-11-01', window: { kind: 'calendarYear' }, graceDays: 20 },
  gifts: [
    { tier: 'shisha', points: 10 },
    { tier: 'juqiu', points: 30, coupon: 'coffee' },
  ],
}

const cycle = { from: '2026-01-01', to: '2026-12-31' }
const past = { from: '2025-01-01', to: '2025-12-31' }
const held = { cycle, grace: null, gifts: [], manual: null }

/** Joined and owed a gift, kept, to fall soon, fallen, and known from before there were tiers. */
const KINDS = [
  { nextTier: '2026-11-20' },
  {
    ...{ nextTier: '2027-01-01', growth: 600, tier: { ...held, id: 'juqiu' } },
    growthBuckets: [{ from: '2026-11-20', growth: 600 }],
  },
  {
    ...{ nextTier: '2027-01-01', growth: 600, tier: { ...held, id: 'juqiu' } },
    growthBuckets: [{ from: '2026-11-20', growth: 40 }],
  },
  {
    ...{ nextTier: '2026-12-01', growth: 2000, tier: { ...held, id: 'zhuta', cycle: past } },
    growthBuckets: [{ from: '2024-11-20', growth: 2000 }],
  },
  { nextTier: undefined, joinedAt: Date.UTC(2020, 1, 29), growth: 700 },
]

/** The same accounts assessed without and with forced stops; the last one stays. */
export async function assessTwice(accounts: number, stops: number) {
  const brand = await openBrandCloud({ poolSize: 1 })
  const { memberId } = await brand.member('pattern')
  const said = await brand.edit('programs', 'shanyu', { tierPolicy: POLICY })
  if (!said.startsWith('已生效')) throw new Error(said)
  await addCrowd(brand, memberId, accounts, '2027-11-30', (i) => ({ ...KINDS[i % KINDS.length] }))
  brand.cloud.clock.set(Date.parse('2027-01-15T12:00:00+08:00'))
  await brand.cloud.snapshot('due')
  const plain = await passThrough(brand, [])
  await brand.cloud.restore('due')
  const cut = await passThrough(brand, stopsWithin(plain.calls, stops))
  return { brand, plain, cut }
}

/** Anywhere in the calls of a run, each time somewhere else. */
function stopsWithin(calls: number, stops: number): number[] {
  const most = Math.min(LATEST_STOP, Math.floor(calls / (stops + 1)))
  return Array.from({ length: stops }, () => 2 + Math.floor(Math.random() * (most - 2)))
}

async function passThrough(brand: BrandCloud, stops: number[]): Promise<Assessed> {
  const { cloud } = brand
  const event = { action: runDue.name, input: { only: 'tiers' } }
  const passed = { calls: 0, runs: 0, megabytes: 0 }
  const began = performance.now()
  let left = [...stops]
  for (let done = false; !done;) {
    const [request] = left
    cloud.faults.set(request ? [{ action: runDue.name, request, fault: 'crashAfter' }] : [])
    const { result, error, databaseCalls, kilobytes } = await cloud.invoke('jobs', event, {
      source: 'wx_trigger',
    })
    const stopped = cloud.faults.report().some(({ fired }) => fired > 0)
    if (stopped) left = left.slice(1)
    else if (error) throw new Error(error.message)
    // What a killed run locked is free again half a minute later.
    cloud.expireTransactions()
    passed.calls += databaseCalls
    passed.runs++
    passed.megabytes = Math.max(passed.megabytes, Math.round(kilobytes / 1024))
    done = !stopped && JSON.stringify(result).includes('"tiersLooked":0')
  }
  if (left.length > 0) throw new Error(`${left.length} of the stops never came`)
  const seconds = (performance.now() - began) / 1000
  return { ...passed, seconds, digest: await digestOf(brand) }
}

/** Accounts, entries, coupons and notices, without the moment at which they were written. */
async function digestOf({ cloud: { database } }: BrandCloud): Promise<string> {
  const hash = createHash('sha256')
  for (const document of await database.all('accounts')) hash.update(JSON.stringify(document))
  for (const { occurredAt: _at, ...entry } of await database.all('ledger')) {
    hash.update(JSON.stringify(entry))
  }
  for (const collection of ['coupons', 'messages']) {
    for (const { _id } of await database.all(collection)) hash.update(String(_id))
  }
  return hash.digest('hex')
}

/** Gifts beyond one per account, tier and cycle; the id of an entry cannot tell, its words can. */
export async function giftsTooMany({ cloud: { database } }: BrandCloud): Promise<number> {
  const gifts = await database.find('ledger', { source: 'tier' })
  const each = new Set(gifts.map(({ account, title, note }) => `${account} ${title} ${note}`))
  return gifts.length - each.size
}
