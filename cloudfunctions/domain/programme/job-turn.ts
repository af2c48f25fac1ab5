import { JOBS, type JobName } from '../../contracts/programme/job'

/** The timer's interval: in each, another job goes first. */
const TURN_MS = 5 * 60_000
/** A function of 60 s begins nothing new after this time; the next run of the timer goes on. */
export const RUN_MS = 35_000
/** An import takes up to 40 s, so it is only begun while that still fits into the function's 60 s. */
export const IMPORT_BEGINS_BEFORE_MS = 15_000
/** The one job whose pieces cannot be short; the others have had a share before it begins. */
const LONG: JobName = 'imports'
/** What the others share before it, so that it still begins in time. */
const BEFORE_LONG_MS = 12_000
/** Every job has so much in each run, also where those before it took too long. */
export const SHARE_MIN_MS = 500
/** The end of a share, in which nothing new is begun: what is under way is waited for. */
const ENDING_MS = 1_000

/**
 * The jobs in the order of this run. Every second run goes the other way round: whoever comes
 * after a job that ends the whole run comes before it in the next.
 */
export function turnOf(now: number): JobName[] {
  const turn = Math.floor(now / TURN_MS)
  const first = turn % JOBS.length
  const [own, ...others] = [...JOBS.slice(first), ...JOBS.slice(0, first)]
  const isBackward = (turn + Math.floor(turn / JOBS.length)) % 2 === 1
  return own ? [own, ...(isBackward ? others.reverse() : others)] : []
}

/** Who has a share of a run still to come. */
export interface Shares {
  waiting: JobName[]
  /** Those that had more to do than their share allowed; they share what time is left. */
  unfinished: JobName[]
}

/** What a job may take, in milliseconds since the run began. */
export interface Share {
  job: JobName
  /** From then on it begins nothing new. */
  stopsAt: number
  /** From then on it is not waited for: the next one has its share. Null: it is waited for. */
  leftAt: number | null
}

export function sharesOf(jobs: readonly JobName[]): Shares {
  const [first, ...others] = jobs
  // In its own turn it goes first, so that no other job can keep it away for ever.
  const isLast = first !== LONG && others.includes(LONG)
  const waiting = isLast ? [...jobs.filter((job) => job !== LONG), LONG] : [...jobs]
  return { waiting, unfinished: [] }
}

/**
 * The next share of a run: first one for every job, then what is left for those that have more to
 * do. What one leaves goes to all who come after it. Null when nobody waits or the time is over.
 */
export function nextShare(
  { waiting, unfinished }: Shares,
  elapsed: number,
): { share: Share; rest: Shares } | null {
  const queue = waiting.length > 0 ? waiting : unfinished
  const [job, ...others] = queue
  if (job === undefined || elapsed >= RUN_MS) return null
  const rest = { waiting: others, unfinished: waiting.length > 0 ? unfinished : [] }
  if (job === LONG) return { share: { job, stopsAt: RUN_MS, leftAt: null }, rest }
  const isBeforeLong = others.includes(LONG)
  const limit = isBeforeLong ? BEFORE_LONG_MS : RUN_MS
  const sharing = isBeforeLong ? others.length : others.length + 1
  const size = Math.max(SHARE_MIN_MS, Math.floor((limit - elapsed) / sharing))
  if (others.length + unfinished.length === 0) {
    return { share: { job, stopsAt: elapsed + size, leftAt: null }, rest }
  }
  const stopsAt = elapsed + size - Math.min(ENDING_MS, Math.floor(size / 4))
  return { share: { job, stopsAt, leftAt: elapsed + size }, rest }
}

/** A job that was stopped by the end of its share goes on when all others have had theirs. */
export function goesOn(shares: Shares, job: JobName): Shares {
  return { ...shares, unfinished: [...shares.unfinished, job] }
}
