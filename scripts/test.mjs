// `npm test`: installs, finds or fetches a browser, builds what is stale, then runs the checks that
// only read the sources (types, circles, unused code, lint, format) and every test.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installWhenStale } from './install.mjs'
import { npmCommand } from './npm.mjs'
import { unpressed } from './test/pressed.mjs'

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
installWhenStale()
const { prepareMachine } = await import('./test/machine.mjs')
await prepareMachine()
const { buildStale } = await import('./build.mjs')
await buildStale()

const total = { passed: 0, failed: 0 }
/** The names of what failed, repeated at the end, because logs are often cut in the middle. */
const failures = []
const FAILURE_LINES = 40
// These checks only read the sources, so all run at once, on all cores.
await Promise.all(['types', 'circles', 'unused', 'lint', 'lint-types', 'format'].map(check))
const filter = process.argv.slice(2)
const PRESSED = 'dist/pressed.txt'
rmSync(PRESSED, { force: true })
runJest(filter)
if (filter.length === 0) countPressed()
// 200 lives of 50 actions, on all cores.
if (filter.length === 0) count('simulation', run(['scripts/simulate.mjs', '1-200', '50']) === 0)
for (const failure of failures) process.stdout.write(`✗ ${failure}\n`)
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`)
process.exit(total.failed > 0 ? 1 : 0)

function count(name, passed) {
  total[passed ? 'passed' : 'failed'] += 1
  if (!passed) failures.push(name)
  process.stdout.write(`${passed ? '✓' : '✗'} ${name}\n`)
}

/** Runs next to others, so its output is printed in one piece. */
function check(name) {
  const [npm, args, options] = npmCommand('run', '--silent', `test:${name}`)
  const child = spawn(npm, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
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
    count('jest', false)
    return
  }
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  failures.push(...testResults.filter(({ status }) => status === 'failed').map(failureOf))
  total.passed += numPassedTests
  total.failed += numFailedTests + numRuntimeErrorTestSuites
}

/** A button that does nothing is noticed by nobody but a person, or by a journey that presses it. */
function countPressed() {
  const pressed = existsSync(PRESSED) ? readFileSync(PRESSED, 'utf8') : ''
  const left = unpressed(readFileSync('docs/actions.md', 'utf8'), pressed)
  const named = left.length === 0 ? '' : `: ${left.join(', ')} asked for by no test of a phone`
  count(`every action of a phone is pressed by a journey${named}`, left.length === 0)
}

function failureOf({ name, message, assertionResults }) {
  const tests = assertionResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => `${fullName}\n${failureMessages.join('\n')}`)
  const said = tests.length > 0 ? tests.join('\n') : message
  return `${relative('.', name)}\n${said.split('\n').slice(0, FAILURE_LINES).join('\n')}`
}
