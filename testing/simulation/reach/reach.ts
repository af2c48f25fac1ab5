import { JOBS } from '../../../cloudfunctions/contracts/programme/job'
import type { Coverage } from '../coverage'
import { FAULTS } from '../plan'
import { answerCells, faultCells, jobCell, pairCells, type Outline } from './cells'
import { settingCells } from './settings'
import { UNREACHED, type Exempt } from './unreached'

/** One kind of cells, and those of them that no life has reached. */
export interface Part {
  name: string
  cells: readonly string[]
  never: readonly string[]
  /** Those of them that one life alone has reached: the next run may miss them. */
  once: readonly string[]
}

/**
 * Which request a fault meets depends on which call is quicker, so one run may miss a few of them;
 * each is met by most runs.
 */
const MAY_MISS: Readonly<Record<string, number>> = { faults: 0.03 }

/** What the lives of a run reached, out of everything that there is. */
export interface Reach {
  parts: readonly Part[]
  /** Cells that no life reached and for which no reason is listed. */
  holes: readonly string[]
  /** Listed reasons that are about no cell, or about one that was reached. */
  stale: readonly string[]
}

export function reachOf(
  /** In how many lives a cell was reached. */
  lives: Pick<Coverage, 'of'>,
  actions: readonly Outline[],
  exempt: readonly Exempt[] = UNREACHED,
): Reach {
  const named: [string, string[]][] = [
    ['answers', answerCells(actions)],
    ['faults', faultCells(actions, FAULTS)],
    ['jobs', JOBS.map(jobCell)],
    ['settings', settingCells()],
    ['pairs at once', pairCells(actions)],
  ]
  const parts = named.map(([name, cells]) => ({
    name,
    cells,
    never: cells.filter((cell) => lives.of(cell) === 0),
    once: cells.filter((cell) => lives.of(cell) === 1),
  }))
  const rules = exempt.flatMap(({ cells }) => cells).map((glob) => [glob, matcher(glob)] as const)
  const all = parts.flatMap(({ cells }) => cells)
  const holesOf = ({ name, cells, never }: Part) => {
    const unexplained = never.filter((cell) => !rules.some(([, fits]) => fits.test(cell)))
    return unexplained.length > cells.length * (MAY_MISS[name] ?? 0) ? unexplained : []
  }
  return {
    parts,
    holes: parts.flatMap(holesOf),
    stale: rules.flatMap(([glob, fits]) => {
      const about = all.filter((cell) => fits.test(cell))
      if (about.length === 0) return [`a reason for something that does not exist: ${glob}`]
      const reached = about.filter((cell) => lives.of(cell) > 0)
      return reached.map(
        (cell) => `a reason why it cannot be reached, and it was: ${cell} (${glob})`,
      )
    }),
  }
}

/** `*` stands for any text. */
function matcher(glob: string): RegExp {
  const escaped = glob.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(`^${escaped.replaceAll('*', '.*')}$`)
}

/** The sums of the table, and every hole by name. */
export function reachText({ parts, holes, stale }: Reach): string {
  const lines = parts.map(({ name, cells, never, once }) => {
    const reached = cells.length - never.length
    return `reach: ${reached} of ${cells.length} ${name}, ${once.length} of them in one life alone\n`
  })
  const wrong = [
    ...holes.map((cell) => `never reached, without a reason: ${cell}\n`),
    ...stale.map((each) => `${each}\n`),
  ]
  return [...lines, ...wrong].join('')
}

/** Every cell with the number of lives that reached it, and why nobody did. */
export function reachTable(
  { parts }: Reach,
  lives: Pick<Coverage, 'of'>,
  exempt: readonly Exempt[] = UNREACHED,
): string {
  const rules = exempt.flatMap(({ cells, why }) =>
    cells.map((glob) => ({ fits: matcher(glob), why })),
  )
  const line = (cell: string) => {
    const count = lives.of(cell)
    const why = count > 0 ? '' : rules.find(({ fits }) => fits.test(cell))?.why
    return `${String(count).padStart(6)}  ${cell}${why === '' ? '' : `  (${why ?? 'A HOLE'})`}\n`
  }
  return parts.map(({ name, cells }) => `${name}\n${cells.map(line).join('')}`).join('\n')
}
