// `npm run test:one -- check-in`: the tests of a slug in every room.
// `npm run test:watch -- check-in`: runs them again at each save; without a slug, the tests related
// to the files that changed since the last commit.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import jestConfig from '../jest.config.js'
import { slugsLike, testsOf } from './test/tests-of.mjs'

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
const args = process.argv.slice(2)
const isWatching = args.includes('--watch')
const slugs = args.filter((arg) => !arg.startsWith('-'))
const settings = args.filter((arg) => arg.startsWith('-') && arg !== '--watch')

if (slugs.length > 0)
  runJest([...(isWatching ? ['--watchAll'] : []), '--runTestsByPath', ...found()])
if (isWatching) runJest(['--watch'])
refuse('Which tests? For example: npm run test:one -- check-in')

/** Exits with jest's exit code. */
function runJest(what) {
  const jest = ['node_modules/jest/bin/jest.js', ...settings, ...what]
  process.exit(spawnSync(process.execPath, jest, { stdio: 'inherit' }).status ?? 1)
}

function found() {
  const rooms = jestConfig.projects.flatMap(({ roots }) => roots)
  const files = [...new Set(rooms.flatMap(testsBelow))]
  return slugs.flatMap((slug) => {
    const tests = testsOf(slug, files)
    if (tests.length > 0) return tests
    const like = slugsLike(slug, files).join(', ')
    return refuse(`No test is named ${slug}.${like ? ` Do you mean one of: ${like}?` : ''}`)
  })
}

function testsBelow(root) {
  const room = root.replace('<rootDir>/', '')
  return readdirSync(room, { recursive: true })
    .map((file) => `${room}/${file.replaceAll('\\', '/')}`)
    .filter((file) => /\.test\.tsx?$/.test(file))
}

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
