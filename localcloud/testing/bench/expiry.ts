import { createHash } from 'node:crypto'
import { runDue } from '../../../cloudfunctions/contracts/job'
import { DAY_MS, openBrandCloud, TODAY, type BrandCloud } from '../brand-cloud'
import { addCrowd } from '../crowd'
import { line, type Line } from './line'

const ACCOUNTS = Number(process.env.BENCH_ACCOUNTS ?? 100_000)
const STOPS = 5
/** No multiple of what a transaction or a page takes, so that stops fall at any of its calls. */
const LATEST_STOP = 4999
const MEMORY_LIMIT_MB = 256
const CALLS_LIMIT = 3

/** What one way through all accounts came to. */
export interface Passed {
  calls: number
  runs: number
  megabytes: number
  seconds: number
  digest: string
}

/** 清零 of many accounts: in one go, and cut off five times in the middle of its writes. */
export async function benchExpiry(): Promise<Line[]> {
  const { brand, plain, cut } = await expireTwice(ACCOUNTS, STOPS)
  await brand.discard()
  const perAccount = plain.calls / ACCOUNTS
  const rate = `${Math.round(ACCOUNTS / plain.seconds)} accounts a second, ${plain.runs} runs`
  const same = cut.digest === plain.digest
  const note = `${STOPS} forced stops, ${cut.runs} runs, ${same ? 'the same end' : 'another end'}`
  return [
    line('accounts', ACCOUNTS, { note: rate }),
    line('calls per account', perAccount, { limit: CALLS_LIMIT }),
    line('memory of the function', plain.megabytes, { unit: 'MB', limit: MEMORY_LIMIT_MB }),
    line('memory, cut off', cut.megabytes, { unit: 'MB', limit: MEMORY_LIMIT_MB }),
    line('documents that differ after stops', same ? 0 : 1, { limit: 0, note }),
  ]
}

/** The same accounts expired without and with forced stops. */
export async function expireTwice(accounts: number, stops: number) {
  const brand = await openBrandCloud({ poolSize: 1 })
  const { memberId } = await brand.member('pattern')
  await addCrowd(brand, memberId, accounts, '2026-11-30')
  brand.cloud.clock.set(TODAY + 20 * DAY_MS)
  await brand.cloud.snapshot('due')
  // A run of 35 seconds makes far more calls than that, so that no stop comes too late.
  const every = Math.min(LATEST_STOP, Math.floor((accounts * 2) / (stops + 1)))
  const cut = await passThrough(
    brand,
    Array.from({ length: stops }, () => every),
  )
  await brand.cloud.restore('due')
  const plain = await passThrough(brand, [])
  return { brand, plain, cut }
}

async function passThrough(brand: BrandCloud, stops: number[]): Promise<Passed> {
  const { cloud } = brand
  const event = { action: runDue.name, input: { only: 'expiry' } }
  const passed = { calls: 0, runs: 0, megabytes: 0 }
  const began = performance.now()
  let left = [...stops]
  let done = false
  while (!done) {
    const [request] = left
    cloud.faults.set(request ? [{ action: runDue.name, request, fault: 'crashAfter' }] : [])
    const { error, databaseCalls, kilobytes } = await cloud.invoke('jobs', event, {
      source: 'wx_trigger',
    })
    const stopped = cloud.faults.report().some(({ fired }) => fired > 0)
    if (stopped) left = left.slice(1)
    else if (error) throw new Error(error.message)
    cloud.expireTransactions()
    passed.calls += databaseCalls
    passed.runs++
    passed.megabytes = Math.max(passed.megabytes, Math.round(kilobytes / 1024))
    done = (await cloud.database.count('accounts', DUE)) === 0
  }
  if (left.length > 0) throw new Error(`${left.length} of the stops never came`)
  const seconds = (performance.now() - began) / 1000
  return { ...passed, seconds, digest: await digestOf(brand) }
}

const DUE = { brand: 'shanyu', nextExpiry: { $lt: '2026-12-10' } }

/** Accounts and entries, without the moment at which they were written. */
async function digestOf({ cloud: { database } }: BrandCloud): Promise<string> {
  const hash = createHash('sha256')
  for (const collection of ['accounts', 'ledger']) {
    for (const { occurredAt, ...rest } of await database.all(collection)) {
      hash.update(JSON.stringify([occurredAt === TODAY, rest]))
    }
  }
  return hash.digest('hex')
}
