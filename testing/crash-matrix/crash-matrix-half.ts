import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBrandCloud } from '../brand-cloud'
import { runMatrix, type Row } from './crash-matrix'
import { MATRIX, type MatrixAction } from './crash-matrix-actions'
import { fullMatrix, shortMatrix } from './crash-matrix-report'

/** What one half came to, as its process tells the test. */
export interface HalfProved {
  asked: number
  rows: number
  cells: number
  problems: string[]
}

const HALVES = 2
/** A call that waits leaves the core to the other lanes. */
const LANES = 3

/** Runs one half (1 or 2), prints its table and keeps the whole of it in `dist`. */
async function prove(half: number): Promise<HalfProved> {
  const asked = MATRIX.slice(
    Math.round((MATRIX.length * (half - 1)) / HALVES),
    Math.round((MATRIX.length * half) / HALVES),
  )
  const queue = [...asked]
  const began = Date.now()
  const lanes = Array.from({ length: LANES }, () => lane(() => queue.shift()))
  const done = (await Promise.all(lanes)).flat()
  const rows = asked.flatMap((each) => done.filter(({ title }) => title === each.title))
  const seconds = (Date.now() - began) / 1000
  mkdirSync('dist', { recursive: true })
  writeFileSync(`dist/crash-matrix-${half}.txt`, fullMatrix(rows, seconds))
  process.stdout.write(shortMatrix(rows, seconds))
  const cells = rows.reduce((sum, row) => sum + row.cells.length, 0)
  return { asked: asked.length, rows: rows.length, cells, problems: rows.flatMap(problemsOf) }
}

async function lane(next: () => MatrixAction | undefined): Promise<Row[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jusha-matrix-'))
  // Two instances, for a call that comes twice at once; one call after the other finds the first.
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

// A test that was given up takes its half with it.
process.on('disconnect', () => process.exit(1))
prove(Number(process.argv[2])).then(
  (proved) => process.send?.(proved, () => process.exit(0)),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  },
)
