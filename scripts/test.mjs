// `npm test`: installs, builds what is stale, then types, lint, format and every test.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installWhenStale } from './install.mjs'

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
installWhenStale()
findChromium()
const { buildStale } = await import('./build.mjs')
await buildStale()

const total = { passed: 0, failed: 0 }
// They read the sources only: all at once, on all cores.
await Promise.all([
  check('types', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'),
  check('lint', 'node_modules/eslint/bin/eslint.js', '.'),
  check('format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'),
])
const filter = process.argv.slice(2)
runJest(filter)
// 200 lives of 50 actions, on all cores.
if (filter.length === 0) count('simulation', run(['scripts/simulate.mjs', '1-200', '50']) === 0)
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`)
process.exit(total.failed > 0 ? 1 : 0)

function count(name, passed) {
  total[passed ? 'passed' : 'failed'] += 1
  process.stdout.write(`${passed ? '✓' : '✗'} ${name}\n`)
}

/** Runs beside others; what it says is printed in one piece. */
function check(name, ...command) {
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text))
  return new Promise((resolve) => {
    child.on('close', (code) => {
      process.stdout.write(said)
      count(name, code === 0)
      resolve()
    })
  })
}

function run(command) {
  return spawnSync(process.execPath, command, { stdio: 'inherit' }).status
}

function runJest(filter) {
  const report = 'dist/.jest.json'
  rmSync(report, { force: true })
  run(['node_modules/jest/bin/jest.js', '--json', `--outputFile=${report}`, ...filter])
  if (!existsSync(report)) {
    total.failed += 1
    return
  }
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  total.passed += numPassedTests
  total.failed += numFailedTests + numRuntimeErrorTestSuites
}

/** The screens are tested in a real browser; its absence is said before anything runs. */
function findChromium() {
  const places = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome']
  const found = places.find((place) => place && existsSync(place))
  if (!found) {
    process.stderr.write(
      '没有找到 Chromium：请安装（Debian: apt-get install chromium fonts-noto-cjk）',
    )
    process.stderr.write('，或用环境变量 CHROMIUM_PATH 指定它\n')
    process.exit(1)
  }
  process.env.CHROMIUM_PATH = found
}
