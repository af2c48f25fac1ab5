import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { bundleTests, replacing } from './bundle.mjs'
import { chapterOf, DOMAIN } from './chapters.mjs'
import { Lane } from './lane.mjs'
import { withoutComments, withSwitches } from './switches.mjs'

const ROOM = 'dist/.mutate'
const COVER = `${ROOM}/cover.json`
const COVER_MS = 900_000
const MUTANT_MS = 60_000
const QUICK_MS = 100
/** The most time that all tests of one mutant may take together. */
const BUDGET_MS = 5_000

/** All files of the domain with their mutants switched off, and the tests that run nothing built. */
export function prepare() {
  const files = readdirSync(DOMAIN, { recursive: true })
    .map((file) => `${DOMAIN}/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts'))
    .sort()
  const tests = files.filter((file) => file.endsWith('.test.ts'))
  const texts = new Map()
  const mutants = []
  const codes = []
  for (const file of files.filter((each) => !each.endsWith('.test.ts'))) {
    const source = readFileSync(file, 'utf8')
    const written = withSwitches(file, source, mutants.length + 1)
    texts.set(file, written.text)
    const code = digestOf(withoutComments(file, source))
    codes.push(code)
    for (const [number, mutant] of written.mutants.entries())
      mutants.push({ ...mutant, number, code, lineText: lineOf(source, mutant) })
  }
  return { texts, codes, mutants, tests: [...tests, ...testsBeside()] }
}

/** Tests of reading files need nothing that is built, but lie beside the reader. */
function testsBeside() {
  const folder = 'cloudfunctions/workflows/order/export'
  return readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts') && file !== 'memory.test.ts')
    .map((file) => `${folder}/${file}`)
}

function lineOf(source, { line }) {
  return source.split('\n')[line - 1].trim()
}

/** Tries mutants one after another; `tell` hears each verdict at once, so a run can be cut off. */
export async function tryMutants(prepared, wanted, tell, goOn) {
  mkdirSync(ROOM, { recursive: true })
  const bundle = resolve(ROOM, `domain-${process.pid}.cjs`)
  await bundleTests(prepared.tests, bundle, [replacing(prepared.texts)])
  const lane = new Lane({ bundle, isPure: true })
  try {
    const cover = await coverOf(lane, prepared)
    const atLoad = new Set(cover.atLoad)
    const byMutant = reachedBy(cover.tests)
    for (const mutant of wanted) {
      if (!goOn()) break
      tell(mutant, await verdict(lane, mutant, { atLoad, byMutant, cover }))
    }
  } finally {
    lane.close()
    rmSync(bundle, { force: true })
  }
}

/** Kept for each file of tests, so that a changed test is all that is looked at anew. */
async function coverOf(lane, { tests: files, codes }) {
  const rules = digestOf(codes.join())
  const kept = existsSync(COVER) ? JSON.parse(readFileSync(COVER, 'utf8')) : {}
  const atLoad = await lane.ask({ ask: 'atLoad' }, COVER_MS)
  const covers = {}
  for (const file of files) {
    const digest = digestOf(rules + readFileSync(file, 'utf8'))
    covers[file] =
      kept[file]?.digest === digest
        ? kept[file]
        : { digest, tests: await lane.ask({ ask: 'cover', file }, COVER_MS) }
  }
  writeFileSync(COVER, JSON.stringify({ ...kept, ...covers }))
  return { atLoad, tests: Object.values(covers).flatMap(({ tests }) => tests) }
}

function digestOf(text) {
  return createHash('sha256').update(text).digest('hex')
}

function reachedBy(tests) {
  const byMutant = new Map()
  for (const test of tests) {
    for (const id of test.hits) byMutant.set(id, [...(byMutant.get(id) ?? []), test])
  }
  return byMutant
}

async function verdict(lane, mutant, { atLoad, byMutant, cover }) {
  const isAtLoad = atLoad.has(mutant.id)
  const reached = byMutant.get(mutant.id) ?? []
  const tests = reached.length === 0 && isAtLoad ? cover.tests : reached
  const plan = planOf(tests, mutant)
  if (plan.length === 0) return { state: 'untouched' }
  const answer = await lane.ask(
    { id: mutant.id, plan: isAtLoad ? byFile(plan) : plan, isAtLoad },
    MUTANT_MS,
  )
  if (answer === null) return { state: 'survived' }
  return typeof answer === 'string'
    ? { state: 'killed', by: answer }
    : { state: 'killed', by: answer.name }
}

/** Quick tests first, the mutant's own chapter before others, as many as the time allows. */
function planOf(tests, mutant) {
  const rank = ({ file, ms }) =>
    Number(ms > QUICK_MS) * 2 + Number(chapterOf({ file }) !== chapterOf(mutant))
  let left = BUDGET_MS
  return tests
    .toSorted((a, b) => rank(a) - rank(b) || a.ms - b.ms)
    .filter(({ ms }) => (left -= ms) > 0)
    .map(({ file, name, isWhole, calls }) => ({ file, names: [name], isWhole, calls }))
}

function byFile(plan) {
  return [...new Set(plan.map(({ file }) => file))].map((file) => ({ file }))
}
