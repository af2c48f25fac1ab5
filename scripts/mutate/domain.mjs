import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { bundleTests, replacing } from './bundle.mjs'
import { Lane } from './lane.mjs'
import { withSwitches } from './switches.mjs'

export const DOMAIN = 'cloudfunctions/domain'
const ROOM = 'dist/.mutate'
const COVER_MS = 900_000
const MUTANT_MS = 60_000
const QUICK_MS = 100
/** The most time that all tests of one mutant may take together. */
const BUDGET_MS = 10_000

/** All files of the domain with their mutants switched off, and the tests that run nothing built. */
export function prepare() {
  const files = readdirSync(DOMAIN, { recursive: true })
    .map((file) => `${DOMAIN}/${file.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts'))
    .sort()
  const tests = files.filter((file) => file.endsWith('.test.ts'))
  const texts = new Map()
  const mutants = []
  for (const file of files.filter((each) => !each.endsWith('.test.ts'))) {
    const source = readFileSync(file, 'utf8')
    const written = withSwitches(file, source, mutants.length + 1)
    texts.set(file, written.text)
    for (const mutant of written.mutants)
      mutants.push({ ...mutant, lineText: lineOf(source, mutant) })
  }
  return { texts, mutants, tests: [...tests, ...testsBeside()] }
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

export function chapterOf({ file }) {
  const [chapter, more] = file.slice(DOMAIN.length + 1).split('/')
  return more === undefined ? 'shared' : chapter
}

/** Tries mutants one after another; `tell` hears each verdict at once, so a run can be cut off. */
export async function tryMutants(prepared, wanted, tell) {
  mkdirSync(ROOM, { recursive: true })
  const bundle = resolve(ROOM, `domain-${process.pid}.cjs`)
  await bundleTests(prepared.tests, bundle, [replacing(prepared.texts)])
  const lane = new Lane({ bundle, isPure: true })
  try {
    const cover = await coverOf(lane, bundle)
    const atLoad = new Set(cover.atLoad)
    const byMutant = reachedBy(cover.tests)
    for (const mutant of wanted)
      tell(mutant, await verdict(lane, mutant, { atLoad, byMutant, cover }))
  } finally {
    lane.close()
    rmSync(bundle, { force: true })
  }
}

async function coverOf(lane, bundle) {
  const note = `${ROOM}/cover.json`
  const digest = createHash('sha256').update(readFileSync(bundle)).digest('hex')
  const kept = existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')) : {}
  if (kept.digest === digest) return kept.cover
  const cover = await lane.ask({ ask: 'cover' }, COVER_MS)
  writeFileSync(note, JSON.stringify({ digest, cover }))
  return cover
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
    .map(({ file, name, isWhole }) => ({ file, names: [name], isWhole }))
}

function byFile(plan) {
  return [...new Set(plan.map(({ file }) => file))].map((file) => ({ file }))
}
