import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { AUDIENCES, buildFunctions } from '../build/functions.mjs'
import { bundleTests, replacing } from './bundle.mjs'
import { chapterOf } from './chapters.mjs'
import { Lane } from './lane.mjs'
import { makeRoom } from './room.mjs'

const FUNCTIONS = 'cloudfunctions/functions'
const ROOM = `dist/.mutate/cloud-${process.pid}`
const COVER = 'dist/.mutate/cover-cloud.json'
const FILE_MS = 600_000
const MUTANT_MS = 90_000
/** Tests that together take longer are not asked about one mutant. */
const BUDGET_MS = 20_000

/** Words in the paths of a chapter's tests; the chapter's own name is always one. */
const WORDS = {
  account: ['/profile', '/notice'],
  books: ['/correction', '/reconciliation', '/statistics'],
  coupon: ['/write-off'],
  earning: ['/claim-budget'],
  guide: ['/guide/'],
  ledger: ['/lot', '/statement'],
  mall: ['/redemption', '/pick-up', '/hand-over'],
  member: ['/join', '/leave', '/phone', '/consent', '/profile'],
  message: ['/alert', '/inbox', '/notice'],
  order: ['/hub/'],
  'print-code': ['/code-'],
  programme: ['/program', '/published', '/job'],
  staff: ['/approval', '/roles', '/decision-limits', '/persons'],
  task: ['/review', '/invite'],
}

/** The tests of handlers and jobs that are about one of these chapters. */
export function cloudTestsOf(chapters) {
  const words = chapters.flatMap((chapter) => [`/${chapter}`, ...(WORDS[chapter] ?? [])])
  return readdirSync(FUNCTIONS, { recursive: true })
    .map((file) => `${FUNCTIONS}/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.test.ts') && words.some((word) => file.includes(word)))
    .sort()
}

/** Tries what no test of the domain noticed by the tests of the handlers that use these rules. */
export async function tryOnCloud(prepared, wanted, tell, goOn) {
  const chapters = [...new Set(wanted.map(chapterOf))].sort()
  const texts = new Map(
    [...prepared.texts].filter(([file]) => chapters.includes(chapterOf({ file }))),
  )
  const tests = cloudTestsOf(chapters)
  makeRoom(ROOM)
  await buildFunctions(`${ROOM}/dist/cloudfunctions`, [replacing(texts)])
  const bundle = resolve(ROOM, 'tests.cjs')
  await bundleTests(tests, bundle, [replacing(texts)])
  const lane = new Lane({ bundle, cwd: ROOM })
  try {
    const byMutant = await reachOf(lane, tests, [bundle, ...AUDIENCES.map(builtFile)], goOn)
    for (const mutant of wanted) {
      if (!goOn()) break
      tell(mutant, await verdict(lane, byMutant.get(mutant.id) ?? []))
    }
  } finally {
    lane.close()
    rmSync(ROOM, { recursive: true, force: true })
  }
}

function builtFile(audience) {
  return `${ROOM}/dist/cloudfunctions/${audience}/index.js`
}

async function reachOf(lane, tests, built, goOn) {
  const hash = createHash('sha256')
  for (const file of built) hash.update(readFileSync(file))
  const digest = hash.digest('hex')
  const kept = existsSync(COVER) ? JSON.parse(readFileSync(COVER, 'utf8')) : {}
  const files = kept.digest === digest ? kept.files : {}
  const byMutant = new Map()
  for (const file of tests) {
    if (!goOn()) break
    files[file] ??= await lane.ask({ ask: 'reach', file }, FILE_MS)
    writeFileSync(COVER, JSON.stringify({ digest, files }))
    // A file that never ended says nothing.
    for (const test of Array.isArray(files[file]) ? files[file] : []) {
      for (const id of test.hits) byMutant.set(id, [...(byMutant.get(id) ?? []), { file, ...test }])
    }
  }
  return byMutant
}

async function verdict(lane, reached) {
  let left = BUDGET_MS
  const plan = reached
    .toSorted((a, b) => a.ms - b.ms)
    .filter(({ ms }, i) => i === 0 || (left -= ms) > 0)
    .map(({ file, name, calls }) => ({ file, names: [name], isWhole: true, calls }))
  if (plan.length === 0) return null
  const answer = await lane.ask({ plan }, MUTANT_MS)
  if (answer === null) return { state: 'survived' }
  return { state: 'killed', by: typeof answer === 'string' ? answer : answer.name }
}
