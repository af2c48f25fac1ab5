import type { Balances } from './balances'
import { Coverage } from './coverage'
import { inTurn } from './in-turn'
import { planSteps } from './plan'
import { reportOf } from './report'
import { shrink } from './shrink'
import { Simulation } from './simulation'

/** One seed to live, as a lane receives it. */
export interface SeedWanted {
  seed: number
  actions: number
  /** Whether to shorten the history of a failure, which takes half a minute. */
  shorten: boolean
  /** Lives it one call after the other, and reports the resulting balances. */
  balances: boolean
}

/** The result; it has a report if something was wrong. */
export interface SeedLived {
  seed: number
  report: string | null
  counted: [string, number][]
  balances: Balances | null
}

/** A process that lives one seed after the other on an embedded cloud of its own. */
async function lane([functionsDir, sdk]: string[]): Promise<void> {
  const coverage = new Coverage()
  const simulation = await Simulation.open(coverage, {
    functionsDir,
    sdk: sdk === 'direct' ? 'direct' : 'real',
  })
  const live = async (wanted: SeedWanted): Promise<SeedLived> => {
    const { seed, actions, shorten } = wanted
    const planned = planSteps(seed, actions, !wanted.balances)
    const steps = wanted.balances ? inTurn(planned) : planned
    const violation = await simulation.run(seed, steps)
    const counted = coverage.take()
    const balances = wanted.balances ? await simulation.balances() : null
    if (!violation) return { seed, report: null, counted, balances }
    const lived = steps.filter(({ id }) => id <= violation.step)
    const shortest = shorten
      ? await shrink(simulation, steps, violation)
      : { steps: lived, violation }
    return { seed, report: reportOf(steps, shortest), counted, balances }
  }
  process.on('message', (wanted: SeedWanted | 'end') => {
    const done = wanted === 'end' ? simulation.close().then(() => process.exit(0)) : live(wanted)
    done.then((lived) => process.send?.(lived), fail)
  })
  process.send?.('ready')
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(2)
}

lane(process.argv.slice(2)).catch(fail)
