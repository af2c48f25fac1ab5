import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBrandCloud } from '../brand-cloud'
import { runMatrix, type Row } from './crash-matrix'
import { MATRIX } from './crash-matrix-actions'
import type { MatrixAction } from './crash-matrix-row'
import { fullMatrix, shortMatrix } from './crash-matrix-report'

/** The result of one half, as its process reports it to the test. */
export interface HalfProved {
  asked: number
  rows: number
  cells: number
  problems: string[]
}

const HALVES = 2
/** While a call waits, the other lanes use the core. */
const LANES = 3

/** One half (1 or 2), or the rows of one action by its name. */
function rowsOf(which: string): MatrixAction[] {
  const half = Number(which)
  if (Number.isNaN(half)) return MATRIX.filter(({ action }) => action.name === which)
  return MATRIX.slice(
    Math.round((MATRIX.length * (half - 1)) / HALVES),
    Math.round((MATRIX.length * half) / HALVES),
  )
}

/** Runs these rows, prints their table and writes the full table to `dist`. */
async function prove(which: string): Promise<HalfProved> {
  const asked = rowsOf(which)
  const queue = [...asked]
  const began = Date.now()
  const lanes = Array.from({ length: LANES }, () => lane(() => queue.shift()))
  const done = (await Promise.all(lanes)).flat()
  const rows = asked.flatMap((each) => done.filter(({ title }) => title === each.title))
  const seconds = (Date.now() - began) / 1000
  mkdirSync('dist', { recursive: true })
  writeFileSync(`dist/crash-matrix-${which}.txt`, fullMatrix(rows, seconds))
  process.stdout.write(shortMatrix(rows, seconds))
  const cells = rows.reduce((sum, row) => sum + row.cells.length, 0)
  return { asked: asked.length, rows: rows.length, cells, problems: rows.flatMap(problemsOf) }
}

async function lane(next: () => MatrixAction | undefined): Promise<Row[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jusha-matrix-'))
  // Two instances, for a call that comes twice at once; calls in sequence always use the first one.
  const brand = await openBrandCloud({ dataDir, poolSize: 2, isolation: 'inline', anyPace: false })
  try {
    return await runMatrix(brand, next)
  } finally {
    await brand.cloud.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function problemsOf({ title, requests, cells }: Row): string[] {
  return cells.flatMap(({ request, fault, problems }) =>
    problems.map(
      (problem) => `${title}, ${fault} at ${request} (${requests[request - 1]}): ${problem}`,
    ),
  )
}

/** For a person who runs the rows of one action. */
function tell({ rows, cells, problems }: HalfProved): void {
  const sums = rows === 0 ? 'no row of that action' : `${rows} rows, ${cells} cells`
  process.stdout.write([...problems, `${sums}, ${problems.length} problems`, ''].join('\n'))
  process.exit(problems.length === 0 ? 0 : 1)
}

// If the test is given up, its half ends too.
process.on('disconnect', () => process.exit(1))
prove(process.argv[2] ?? '').then(
  (proved) => (process.send ? process.send(proved, () => process.exit(0)) : tell(proved)),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  },
)
