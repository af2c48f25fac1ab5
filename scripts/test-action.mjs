// `npm run test:action -- review.submit`: everything over all actions that names what a new one lacks,
// then its rows of the crash matrix. Minutes instead of the hour of all tests.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
const [action, ...more] = process.argv.slice(2)
const titles = readFileSync('cloudfunctions/contracts/action-titles.ts', 'utf8')
if (more.length > 0 || !titles.includes(`  '${action}':`)) {
  const said = action === undefined ? 'Which action?' : `No action is named ${action}.`
  process.stderr.write(`${said} For example: npm run test:action -- review.submit\n`)
  process.exit(1)
}

/** In the order of the recipe in CONTRIBUTING.md; the bad inputs last, as they take longest. */
const TESTS = [
  ...['testing/new-action', 'testing/docs/actions', 'testing/sentences'],
  ...['testing/bad-input/reused-request-ids', 'testing/bad-input/old-request-ids'],
  ...['testing/bad-input/another-member', 'testing/bad-input/owned-by-another'],
  ...['testing/personal-', 'testing/after-leaving', 'testing/damaged', 'testing/auditor'],
  ...['testing/consent', 'cloudfunctions/functions/staff/roles'],
  ...['testing/bench/database-calls', 'testing/simulation/acts'],
  'testing/bad-input/bad-input',
]
const BUNDLE = 'node_modules/.cache/jusha/crash-matrix-rows.cjs'

const ran = [run('node_modules/jest/bin/jest.js', '-i', ...TESTS)]
mkdirSync(dirname(BUNDLE), { recursive: true })
ran.push(
  run(
    ...['node_modules/esbuild/bin/esbuild', 'testing/crash-matrix/crash-matrix-half.ts'],
    ...['--bundle', '--platform=node', '--external:lmdb', '--sourcemap', '--log-level=error'],
    `--outfile=${BUNDLE}`,
  ),
  run('--enable-source-maps', BUNDLE, action),
)
process.exit(ran.every((status) => status === 0) ? 0 : 1)

function run(...what) {
  return spawnSync(process.execPath, what, { stdio: 'inherit' }).status ?? 1
}
