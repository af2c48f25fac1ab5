// `npm run bench`: what every action costs. Counts, and times only as ratios within one run.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { AUDIENCES } from './build/functions.mjs'
import { buildStale } from './build.mjs'

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
await buildStale(['functions', 'weapp'])

const RUNS = 9
const MAIN_BUDGET = 420_000
let failed = false

function line(name, value, note = '') {
  process.stdout.write(`${name.padEnd(34)} ${String(value).padStart(10)}  ${note}\n`)
}

await benchCalls()
benchLoad()
benchPackages()
process.exit(failed ? 1 : 0)

/** Database calls on a warm instance, counted by the embedded cloud at the wire. */
async function benchCalls() {
  const outfile = 'dist/.bench.cjs'
  await build({
    entryPoints: ['localcloud/testing/bench.ts'],
    ...{ outfile, bundle: true, platform: 'node', external: ['lmdb'], logLevel: 'error' },
  })
  process.stdout.write('Database calls per action (warm instance, start and commit counted)\n')
  const { stdout, status, stderr } = spawnSync(process.execPath, [outfile], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  rmSync(outfile)
  for (const { action, calls, budget } of JSON.parse(stdout)) {
    if (budget !== null && calls > budget) failed = true
    line(action, calls, budget === null ? '' : `≤ ${budget}`)
  }
}

/** Each bundle against a bare `require('wx-server-sdk')`, alternating, the medians compared. */
function benchLoad() {
  process.stdout.write("\nLoad time of each function ÷ bare require('wx-server-sdk'), same run\n")
  const bare = resolve('node_modules/wx-server-sdk')
  for (const audience of AUDIENCES) {
    const bundle = resolve('dist/cloudfunctions', audience, 'index.js')
    const times = { bundle: [], bare: [] }
    for (let run = 0; run < RUNS; run++) {
      times.bundle.push(loadTime(bundle))
      times.bare.push(loadTime(bare))
    }
    const ratio = median(times.bundle) / median(times.bare)
    if (ratio >= 1) failed = true
    line(audience, ratio.toFixed(2), `< 1.00, ${statSync(bundle).size} bytes`)
  }
}

function loadTime(file) {
  const script = `const t = process.hrtime.bigint(); require(${JSON.stringify(file)});
    process.stdout.write(String(process.hrtime.bigint() - t))`
  return Number(spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' }).stdout)
}

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)]
}

function benchPackages() {
  process.stdout.write('\nBytes of the weapp packages\n')
  const sub = JSON.parse(readFileSync('dist/weapp/app.json', 'utf8')).subPackages ?? []
  const roots = sub.map(({ root }) => root)
  const sizes = new Map([['main', 0], ...roots.map((root) => [root, 0])])
  for (const file of filesBelow('dist/weapp')) {
    const path = file.slice('dist/weapp/'.length)
    const owner = roots.find((root) => path.startsWith(`${root}/`)) ?? 'main'
    sizes.set(owner, sizes.get(owner) + statSync(file).size)
  }
  for (const [name, bytes] of sizes) line(name, bytes, name === 'main' ? `≤ ${MAIN_BUDGET}` : '')
  if (sizes.get('main') > MAIN_BUDGET) failed = true
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(path) : [path]
  })
}
