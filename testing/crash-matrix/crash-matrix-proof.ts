import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBrandCloud } from '../brand-cloud'
import { runMatrix, type Row } from './crash-matrix'
import { MATRIX } from './crash-matrix-actions'
import { fullMatrix, shortMatrix } from './crash-matrix-report'

const HALVES = 2
/** The rows of one half; jest runs files at once, and a half is one file. */
const rowsOf = (half: number) =>
  MATRIX.slice(
    Math.round((MATRIX.length * (half - 1)) / HALVES),
    Math.round((MATRIX.length * half) / HALVES),
  )

/** Runs one half (1 or 2), prints its table and keeps the whole of it in `dist`. */
export async function proveHalf(half: number): Promise<void> {
  const asked = rowsOf(half)
  const queue = [...asked]
  const lane = async (): Promise<Row[]> => {
    const dataDir = mkdtempSync(join(tmpdir(), 'jusha-matrix-'))
    // Two instances, for a call that comes twice at once; one call after the other finds the first.
    const brand = await openBrandCloud({ dataDir, poolSize: 2, isolation: 'inline' })
    try {
      return await runMatrix(brand, () => queue.shift())
    } finally {
      await brand.cloud.stop()
      rmSync(dataDir, { recursive: true, force: true })
    }
  }
  const began = Date.now()
  const done = (await Promise.all([lane(), lane()])).flat()
  const rows = asked.flatMap((each) => done.filter(({ title }) => title === each.title))
  const seconds = (Date.now() - began) / 1000
  mkdirSync('dist', { recursive: true })
  writeFileSync(`dist/crash-matrix-${half}.txt`, fullMatrix(rows, seconds))
  process.stdout.write(shortMatrix(rows, seconds))
  expect(rows).toHaveLength(asked.length)
  const problems = rows.flatMap(({ title, requests, cells }) =>
    cells.flatMap(({ request, fault, problems: found }) =>
      found.map(
        (problem) => `${title}, ${fault} at ${request} (${requests[request - 1]}): ${problem}`,
      ),
    ),
  )
  expect(problems).toEqual([])
}
