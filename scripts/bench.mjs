// `npm run bench`: what every action costs. Prints counts; times only as ratios within one run.
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
/** The benches of testing/bench; each runs in a process of its own. */
const CLOUD_BENCHES = {
  calls: 'Database calls per action (warm instance, start and commit counted)',
  members: 'Latency of a brand with many members ÷ one with few, interleaved, medians',
  history: 'Latency of a member with a long history ÷ a short one, interleaved, medians',
  parallel: 'Members at once',
  expiry: 'Expiry of many accounts, in one go and cut off',
  tiers: 'Tiers of many accounts assessed, in one go and cut off',
}
/** `npm run bench -- expiry load` runs only these. */
const wanted = process.argv.slice(2)
let failed = false

function isWanted(name) {
  return wanted.length === 0 || wanted.includes(name)
}

function line(name, value, note = '') {
  process.stdout.write(`${name.padEnd(34)} ${String(value).padStart(10)}  ${note}\n`)
}

for (const [name, title] of Object.entries(CLOUD_BENCHES)) {
  if (isWanted(name)) await benchCloud(name, title)
}
if (isWanted('load')) benchLoad()
if (isWanted('packages')) benchPackages()
process.exit(failed ? 1 : 0)

async function benchCloud(name, title) {
  const outfile = 'dist/.bench.cjs'
  await build({
    entryPoints: ['testing/bench/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    external: ['lmdb'],
    logLevel: 'error',
  })
  process.stdout.write(`${title}\n`)
  const run = { encoding: 'utf8', maxBuffer: 1e8 }
  const { stdout, status, stderr } = spawnSync(process.execPath, [outfile, name], run)
  if (status !== 0) throw new Error(stderr)
  rmSync(outfile)
  for (const { name: what, value, unit, limit, note } of JSON.parse(stdout)) {
    if (limit !== null && value > limit) failed = true
    const shown = Number.isInteger(value) ? String(value) : value.toFixed(2)
    line(
      what,
      `${shown}${unit}`,
      [limit === null ? '' : `≤ ${limit}`, note].filter(Boolean).join(', '),
    )
  }
  process.stdout.write('\n')
}

/** Compares each bundle with a bare `require('wx-server-sdk')`: alternating runs, medians. */
function benchLoad() {
  process.stdout.write("Load time of each function ÷ bare require('wx-server-sdk'), same run\n")
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
