import { JOBS, type JobName } from '../../contracts/programme/job'
import { goesOn, nextShare, SHARE_MIN_MS, sharesOf, turnOf } from './job-turn'

const START = 1_795_000_000_000
const FIVE_MINUTES = 5 * 60_000
const RUNS_A_DAY = 288
const KILLED_MS = 60_000

/** The work of jobs in one run: how long a piece takes, and how many pieces there are. */
type Work = Partial<Record<JobName, { piece: number; pieces: number; kills?: boolean }>>
const ENDLESS = Infinity

/** One run on a simulated clock: how long each job could start pieces, and when the run ended. */
function run(turn: number, work: Work) {
  const worked = new Map<JobName, number>()
  let shares = sharesOf(turnOf(START + turn * FIVE_MINUTES))
  let [elapsed, ended] = [0, 0]
  const left = new Map(Object.entries(work).map(([job, { pieces }]) => [job, pieces]))
  for (;;) {
    const next = nextShare(shares, elapsed)
    if (!next) return { worked, ended: Math.max(ended, elapsed) }
    const { share } = next
    shares = next.rest
    const { piece = 1, kills = false } = work[share.job] ?? {}
    if (kills) return { worked, ended: KILLED_MS }
    let at = elapsed
    let pieces = left.get(share.job) ?? 0
    for (; pieces > 0 && at < share.stopsAt; pieces--) at += piece
    left.set(share.job, pieces)
    worked.set(share.job, (worked.get(share.job) ?? 0) + at - elapsed)
    const isLeft = share.leftAt !== null && at > share.leftAt
    if (pieces > 0 && !isLeft) shares = goesOn(shares, share.job)
    elapsed = isLeft ? (share.leftAt ?? at) : at
    ended = Math.max(ended, at)
  }
}

const others = (job: JobName) => JOBS.filter((each) => each !== job)
const everyTurn = [...Array(2 * JOBS.length).keys()]
const everyone = (piece: number, pieces: number): Work =>
  Object.fromEntries(JOBS.map((job) => [job, { piece, pieces }]))
/** An import has a single piece of up to 40 s. */
const LONG_IMPORT = { imports: { piece: 40_000, pieces: ENDLESS } }

test.each(JOBS)('whatever %s has to do, every other job gets its share in the same run', (job) => {
  const piece = job === 'imports' ? 40_000 : 100
  for (const turn of everyTurn) {
    const { worked } = run(turn, { ...everyone(100, 7), [job]: { piece, pieces: ENDLESS } })
    // An import that goes first in its own turn may take the whole run, once per round.
    if (turnOf(START + turn * FIVE_MINUTES)[0] === 'imports' && job === 'imports') continue
    for (const other of others(job)) expect(worked.get(other)).toBe(700)
  }
})

test('if every job has endless work, each gets its share in every run', () => {
  for (const turn of everyTurn) {
    const { worked, ended } = run(turn, {
      ...everyone(100, ENDLESS),
      imports: { piece: 1, pieces: 0 },
    })
    for (const job of others('imports')) {
      expect(worked.get(job)).toBeGreaterThan(1900)
      expect(worked.get(job)).toBeLessThan(5000)
    }
    expect(ended).toBeGreaterThan(34_000)
    expect(ended).toBeLessThan(36_000)
  }
})

test('time that nobody else needs goes to whoever has more to do', () => {
  for (const turn of everyTurn) {
    const { worked } = run(turn, { ...everyone(10, 1), expiry: { piece: 100, pieces: ENDLESS } })
    expect(worked.get('expiry')).toBeGreaterThan(33_000)
  }
})

test('a job that hangs is not waited for and takes no time from the others', () => {
  for (const job of others('imports')) {
    const slow = { [job]: { piece: 55_000, pieces: 1 } }
    for (const turn of everyTurn) {
      const { worked } = run(turn, { ...everyone(100, 7), ...slow })
      for (const other of others(job)) expect(worked.get(other)).toBe(700)
    }
  }
})

test('even if all jobs take too long, each may begin something in every run', () => {
  for (const turn of everyTurn) {
    const { worked } = run(turn, { ...everyone(20_000, 1), imports: { piece: 1, pieces: 1 } })
    expect(worked.size).toBe(JOBS.length)
    for (const job of others('imports')) expect(worked.get(job)).toBe(20_000)
  }
  const { share } = nextShare(sharesOf(['expiry', 'tiers', 'imports']), 34_000) ?? {}
  expect(share?.leftAt).toBe(34_000 + SHARE_MIN_MS)
})

test('if one job crashes every run, every other has its turn within four runs, an import within a round', () => {
  for (const job of JOBS) {
    const killing = { ...everyone(100, 1), [job]: { piece: 1, pieces: 1, kills: true } }
    const served = Object.fromEntries(JOBS.map((other) => [other, [] as number[]]))
    for (const turn of [...everyTurn, ...everyTurn.map((each) => each + 2 * JOBS.length)]) {
      for (const other of run(turn, killing).worked.keys()) served[other]?.push(turn)
    }
    for (const other of others(job)) {
      const turns = served[other] ?? []
      const longest = Math.max(...turns.map((turn, i) => turn - (turns[i - 1] ?? -1)))
      expect(longest).toBeLessThanOrEqual(other === 'imports' ? JOBS.length : 4)
    }
  }
})

test('an import begins in every run, whatever the others have to do', () => {
  for (const turn of everyTurn) {
    const { worked, ended } = run(turn, { ...everyone(100, ENDLESS), ...LONG_IMPORT })
    expect(worked.get('imports')).toBe(40_000)
    expect(ended).toBeLessThan(55_000)
  }
})

test('daily work gets minutes of every day, even if all other jobs have endless work', () => {
  const sums = new Map<JobName, number>()
  for (let turn = 0; turn < RUNS_A_DAY; turn++) {
    const { worked } = run(turn, { ...everyone(100, ENDLESS), ...LONG_IMPORT })
    for (const [job, ms] of worked) sums.set(job, (sums.get(job) ?? 0) + ms)
  }
  for (const job of ['statistics', 'reconciliation', 'notices', 'cleaning'] as const) {
    expect(sums.get(job)).toBeGreaterThan(3 * 60_000)
  }
})
