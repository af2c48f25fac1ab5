import { createHash } from 'node:crypto'
import { runDue, type JobName } from '../../cloudfunctions/contracts/programme/job'
import type { BrandCloud } from '../brand-cloud'
import { line, type Line } from './line'

export const ACCOUNTS = Number(process.env.BENCH_ACCOUNTS ?? 100_000)
export const STOPS = 5
/**
 * A run of 35 seconds makes far more calls than this, so every stop happens in time. It is no
 * multiple of what a transaction or a page takes, so a stop can hit any kind of call.
 */
export const LATEST_STOP = 4999
const MEMORY_LIMIT_MB = 256

/** The cost and result of one pass through all accounts. */
export interface Passed {
  calls: number
  runs: number
  megabytes: number
  seconds: number
  digest: string
}

/** The same accounts in one go, and with cut-offs. */
export interface Twice {
  brand: BrandCloud
  plain: Passed
  cut: Passed
}

export interface Passage {
  job: JobName
  /** Whether the run that just ended has left nothing to do. */
  isDone(brand: BrandCloud, result: unknown): boolean | Promise<boolean>
  /** Everything that the job may write, without the times of writing. */
  written(brand: BrandCloud): AsyncIterable<unknown>
}

/** Fires a job until it is done; each stop kills one run after a number of its calls. */
export async function passThrough(
  brand: BrandCloud,
  { job, isDone, written }: Passage,
  stops: readonly number[],
): Promise<Passed> {
  const { cloud } = brand
  const event = { action: runDue.name, input: { only: job } }
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
    // The locks of a killed run are free again half a minute later.
    cloud.expireTransactions()
    passed.calls += databaseCalls
    passed.runs++
    passed.megabytes = Math.max(passed.megabytes, Math.round(kilobytes / 1024))
    done = !stopped && (await isDone(brand, result))
  }
  if (left.length > 0) throw new Error(`${left.length} of the stops were never reached`)
  const seconds = (performance.now() - began) / 1000
  return { ...passed, seconds, digest: await digestOf(written(brand)) }
}

async function digestOf(documents: AsyncIterable<unknown>): Promise<string> {
  const hash = createHash('sha256')
  for await (const document of documents) hash.update(JSON.stringify(document))
  return hash.digest('hex')
}

/** The cost of both passes, and whether they gave the same result. */
export function linesOf({ plain, cut }: Twice, callsLimit: number): Line[] {
  const rate = `${Math.round(ACCOUNTS / plain.seconds)} accounts a second, ${plain.runs} runs`
  const same = cut.digest === plain.digest
  const note = `${STOPS} forced stops, ${cut.runs} runs, ${same ? 'the same end' : 'another end'}`
  return [
    line('accounts', ACCOUNTS, { note: rate }),
    line('calls per account', plain.calls / ACCOUNTS, { limit: callsLimit }),
    line('calls per account, cut off', cut.calls / ACCOUNTS, { limit: callsLimit }),
    line('memory of the function', plain.megabytes, { unit: 'MB', limit: MEMORY_LIMIT_MB }),
    line('memory, cut off', cut.megabytes, { unit: 'MB', limit: MEMORY_LIMIT_MB }),
    line('documents that differ after stops', same ? 0 : 1, { limit: 0, note }),
  ]
}
