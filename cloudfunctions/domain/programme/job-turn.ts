import { JOBS, type JobName } from '../../contracts/programme/job'

/** The timer's interval: in each one, another job goes first. */
const TURN_MS = 5 * 60_000
/** A function of 60 s starts nothing new after this time; the timer's next run continues. */
export const RUN_MS = 35_000
/** An import takes up to 40 s, so it only starts while that still fits into the function's 60 s. */
export const IMPORT_BEGINS_BEFORE_MS = 15_000
/** The one job whose pieces cannot be short; the others get a share before it starts. */
const LONG: JobName = 'imports'
/** What the others share before it, so that it can still start in time. */
const BEFORE_LONG_MS = 12_000
/** The minimum for every job in each run, even when earlier jobs took too long. */
export const SHARE_MIN_MS = 500
/** In the last part of a share nothing new is started: only unfinished work is waited for. */
const ENDING_MS = 1_000

/**
 * The jobs in the order of this run. Every second run goes the other way round: a job that comes
 * after one that uses up the whole run comes before it in the next.
 */
export function turnOf(now: number): JobName[] {
  const turn = Math.floor(now / TURN_MS)
  const first = turn % JOBS.length
  const [own, ...others] = [...JOBS.slice(first), ...JOBS.slice(0, first)]
  const isBackward = (turn + Math.floor(turn / JOBS.length)) % 2 === 1
  return own ? [own, ...(isBackward ? others.reverse() : others)] : []
}

/** The jobs that still get a share of this run. */
export interface Shares {
  waiting: JobName[]
  /** Jobs that had more to do than their share allowed; they share the time that is left. */
  unfinished: JobName[]
}

/** When a job may work, in milliseconds since the run began. */
export interface Share {
  job: JobName
  /** From this time on it starts nothing new. */
  stopsAt: number
  /** From this time on nobody waits for it: the next job gets its share. Null: it is waited for. */
  leftAt: number | null
}

export function sharesOf(jobs: readonly JobName[]): Shares {
  const [first, ...others] = jobs
  // In its own turn it goes first, so that no other job can keep it out forever.
  const isLast = first !== LONG && others.includes(LONG)
  const waiting = isLast ? [...jobs.filter((job) => job !== LONG), LONG] : [...jobs]
  return { waiting, unfinished: [] }
}

/**
 * The next share of a run: first one for every job, then the rest for those with more to do. Time
 * that one job leaves unused goes to all later ones. Null when no job waits or the time is over.
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

/** A job that stopped at the end of its share continues once all others have had theirs. */
export function goesOn(shares: Shares, job: JobName): Shares {
  return { ...shares, unfinished: [...shares.unfinished, job] }
}
