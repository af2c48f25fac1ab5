import { execFileSync, fork } from 'node:child_process'
import { resolve } from 'node:path'
import type { HalfProved } from './crash-matrix-half'

/**
 * A half runs as one bundle in a process of its own: inside jest, which follows every promise and
 * looks up every global, the same rows take twice as long.
 */
export async function proveHalf(half: number): Promise<void> {
  const bundle = resolve(`node_modules/.cache/jusha/crash-matrix-${half}.cjs`)
  execFileSync('node_modules/.bin/esbuild', [
    ...['testing/crash-matrix/crash-matrix-half.ts', '--bundle', '--platform=node'],
    ...['--external:lmdb', '--sourcemap', `--outfile=${bundle}`, '--log-level=error'],
  ])
  const { asked, rows, cells, problems } = await run(bundle, half)
  expect(problems).toEqual([])
  expect(rows).toBe(asked)
  // Every row has a cell, and every half has rows.
  expect(cells).toBeGreaterThan(rows)
}

function run(bundle: string, half: number): Promise<HalfProved> {
  // An instance that crashed leaves its compiled code to the next one.
  const child = fork(bundle, [String(half)], {
    execArgv: ['--enable-source-maps', '--no-flush-bytecode'],
  })
  return new Promise((proved, failed) => {
    let told: HalfProved | undefined
    child.on('message', (message) => (told = message as HalfProved))
    child.on('error', failed)
    child.on('close', (code) =>
      told && code === 0 ? proved(told) : failed(new Error(`half ${half} ended: ${code}`)),
    )
  })
}
