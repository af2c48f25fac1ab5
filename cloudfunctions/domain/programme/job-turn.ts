import { JOBS, type JobName } from '../../contracts/programme/job'

/** The timer's interval: in each, another job goes first. */
const TURN_MS = 5 * 60_000

/** The jobs in the order of this run. */
export function turnOf(now: number): JobName[] {
  const first = Math.floor(now / TURN_MS) % JOBS.length
  return [...JOBS.slice(first), ...JOBS.slice(0, first)]
}
