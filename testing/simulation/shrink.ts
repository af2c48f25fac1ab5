import type { Step } from './plan'
import type { Simulation, Tamper, Violation } from './simulation'

/** The shortest history found, and its result. */
export interface Shortest {
  steps: Step[]
  violation: Violation
}

/**
 * Leaves out halves, then quarters, then single steps, as long as something still goes wrong.
 * Histories with simultaneous calls may need luck to fail again.
 */
export async function shrink(
  simulation: Simulation,
  steps: readonly Step[],
  violation: Violation,
  { tamper, forMs = 30_000 }: { tamper?: Tamper; forMs?: number } = {},
): Promise<Shortest> {
  const end = performance.now() + forMs
  let best: Shortest = { steps: steps.filter(({ id }) => id <= violation.step), violation }
  let size = Math.ceil(best.steps.length / 2)
  while (size >= 1 && performance.now() < end) {
    const shorter = await withoutOne(simulation, best, size, end, tamper)
    if (shorter) best = shorter
    else if (size === 1) break
    else size = Math.ceil(size / 2)
  }
  return best
}

/** The history without one piece of this size, if it still goes wrong. */
async function withoutOne(
  simulation: Simulation,
  { steps, violation }: Shortest,
  size: number,
  end: number,
  tamper?: Tamper,
): Promise<Shortest | null> {
  // The last step is the one that fails; pieces before it are left out, the newest first.
  for (let to = steps.length - 1; to > 0 && performance.now() < end; to -= size) {
    const from = Math.max(0, to - size)
    const rest = [...steps.slice(0, from), ...steps.slice(to)]
    if (tamper && !rest.some(({ id }) => id === tamper.after)) continue
    const again = await simulation.run(violation.seed, rest, tamper)
    if (again) return { steps: rest.filter(({ id }) => id <= again.step), violation: again }
  }
  return null
}
