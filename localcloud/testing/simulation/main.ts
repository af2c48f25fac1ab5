import { Coverage } from './coverage'
import { planSteps } from './plan'
import { reportOf } from './report'
import { shrink } from './shrink'
import { Simulation } from './simulation'

/** Worlds that are lived side by side, each on a cloud of its own. */
const LANES = 2
/** Shortening takes half a minute; after so many the rest are only told. */
const SHORTENED = 3
const NOTE_EVERY = 25

const say = (text: string) => process.stdout.write(text)

interface Tally {
  seeds: number
  actions: number
  failed: number
}

/** Lives the seeds that `next` gives until there are none. */
async function lane(next: () => number | null, actions: number, tally: Tally, note: () => void) {
  const simulation = await Simulation.open(coverage)
  for (let seed = next(); seed !== null; seed = next()) {
    const steps = planSteps(seed, actions)
    const violation = await simulation.run(seed, steps)
    tally.seeds += 1
    tally.actions += actions
    if (violation) {
      tally.failed += 1
      say(reportOf(steps, { steps: steps.filter(({ id }) => id <= violation.step), violation }))
      if (tally.failed <= SHORTENED)
        say(reportOf(steps, await shrink(simulation, steps, violation)))
    }
    if (tally.seeds % NOTE_EVERY === 0) note()
  }
  await simulation.close()
}

const coverage = new Coverage()

/** `simulate <seed>[-<last seed>] [actions]` */
async function main([seeds = '1', wanted = '50']: string[]): Promise<number> {
  const [first = 1, last = first] = seeds.split('-').map(Number)
  const actions = Number(wanted)
  if (!(first >= 0 && last >= first && actions > 0)) throw new Error('simulate <seed>[-<last>] [n]')
  const began = performance.now()
  const tally = { seeds: 0, actions: 0, failed: 0 }
  const note = () => {
    const seconds = (performance.now() - began) / 1000
    say(
      `${tally.seeds} seeds × ${actions} actions = ${tally.actions} actions in ` +
        `${seconds.toFixed(0)} s (${(tally.actions / seconds).toFixed(0)} per second), ` +
        `violations ${tally.failed}\n`,
    )
  }
  let seed = first
  const next = () => (seed > last ? null : seed++)
  const lanes = Math.min(LANES, last - first + 1)
  await Promise.all(Array.from({ length: lanes }, () => lane(next, actions, tally, note)))
  say(coverage.table())
  note()
  return tally.failed === 0 ? 0 : 1
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(2)
  },
)
