// `npm run simulate -- <seed>[-<last seed>] [actions]`: random lives on the built functions over
// the embedded cloud, audited after each step. Ends with 1 if something does not add up.
// With `--reach` it also ends with 1 if an answer, a fault, a job, a setting or a pair of actions was
// never reached and has no reason in `testing/simulation/reach/unreached.ts`; `--table <file>` writes
// how many lives reached each. Up to a third more lives are lived for what the others missed.
// With `--balances <file>` the calls of each seed run one after the other, and each result becomes
// a line there (a single seed is written in full). Two engines that act alike write the same file.
// With `--direct` the functions reach the database past the SDK (localcloud/functions/direct-sdk.ts):
// twice as fast, for runs of millions by hand; `balances.test.ts` holds both ways against each other.
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildStale } from './build.mjs'
import { buildSimulation } from './build/simulation.mjs'

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
await buildStale(['functions'])

// Two runs at once must not delete each other's bundle.
const outdir = `dist/.simulate-${process.pid}`
await buildSimulation(outdir)
const child = spawn(process.execPath, [`${outdir}/main.cjs`, ...process.argv.slice(2)], {
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => {
  rmSync(outdir, { recursive: true, force: true })
  process.exit(code ?? 1)
})
