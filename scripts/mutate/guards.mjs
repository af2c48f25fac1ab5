import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { buildFunctions } from '../build/functions.mjs'
import { bundleTests, replacing } from './bundle.mjs'
import { Lane } from './lane.mjs'

/** Tests of the domain need no bundles. */
const DOMAIN = 'cloudfunctions/domain/'
const LISTS = 'testing/mutate/guards'
const WITHOUT = `dist/.mutate/without-${process.pid}`
const WHOLE = `dist/.mutate/whole-${process.pid}`
/** What each guard's proof was, for as long as the files in question are the same. */
const NOTES = 'dist/.mutate/guards.json'
const LONGEST_MS = 600_000
/** What the tests need beside the functions without the guard. */
const BESIDE = ['cloudfunctions', 'demo', 'localcloud', 'testing', 'scripts', 'docs']

/**
 * Takes each guard out of the code, one at a time, and runs the tests that should notice. Every
 * test named here is first seen green with all guards in their place.
 */
export async function tryGuards(filter) {
  const guards = readGuards().filter(({ name, chapter }) => `${chapter} ${name}`.includes(filter))
  const notes = readNotes()
  for (const room of [WITHOUT, WHOLE]) makeRoom(room)
  madeOf = await buildFunctions(`${WHOLE}/dist/cloudfunctions`)
  const missed = []
  for (const guard of guards) {
    const digest = digestOf(guard)
    const proof =
      notes[guard.name]?.digest === digest ? notes[guard.name].proof : await prove(guard)
    if (proof) keep(guard.name, { digest, proof })
    else missed.push(guard)
    process.stdout.write(
      proof
        ? `✓ ${guard.name}\n    ${proof.file}: ${proof.name}\n`
        : `✗ ${guard.name}: noticed by nothing\n`,
    )
  }
  for (const room of [WITHOUT, WHOLE]) rmSync(room, { recursive: true, force: true })
  const watched = guards.length - missed.length
  process.stdout.write(`${watched} of ${guards.length} guards are missed when they are gone\n`)
  return missed.length
}

function readNotes() {
  return existsSync(NOTES) ? JSON.parse(readFileSync(NOTES, 'utf8')) : {}
}

/** Read again first, because two runs may share the file. */
function keep(name, note) {
  writeFileSync(NOTES, JSON.stringify({ ...readNotes(), [name]: note }, null, 1))
}

export function readGuards() {
  return readdirSync(LISTS)
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) =>
      JSON.parse(readFileSync(join(LISTS, file), 'utf8')).map((guard) => ({
        chapter: file.replace('.json', ''),
        ...guard,
      })),
    )
}

/** The files as they are without the guard. */
export function textsWithout({ name, changes }) {
  const texts = new Map()
  for (const { file, from, to } of changes) {
    const text = texts.get(file) ?? readFileSync(file, 'utf8')
    if (text.split(from).length !== 2) throw new Error(`${name}: not once in ${file}: ${from}`)
    texts.set(
      file,
      text.replace(from, () => to),
    )
  }
  return texts
}

async function prove(guard) {
  const texts = textsWithout(guard)
  if (guard.tests.some((file) => !file.startsWith(DOMAIN))) await buildWithout(texts)
  for (const file of guard.tests) {
    if (!(await isGreen(file))) {
      process.stderr.write(`${file} is red with all guards in their place\n`)
      continue
    }
    const failed = await run(file, texts, WITHOUT)
    if (failed === null) continue
    if (/is not defined|is not a function/.test(failed.said ?? '')) {
      throw new Error(`${guard.name} breaks the code and no rule: ${failed.said}`)
    }
    return { file, name: failed.name ?? 'it never ends' }
  }
  return null
}

/** The files of each function, by its audience. */
let madeOf = new Map()

/** Builds only the functions that hold a changed file; all others stay as they are. */
async function buildWithout(texts) {
  const functions = `${WITHOUT}/dist/cloudfunctions`
  cpSync(`${WHOLE}/dist/cloudfunctions`, functions, { recursive: true })
  const isTouched = ([, files]) => files.some((file) => texts.has(file))
  const touched = [...madeOf].filter(isTouched).map(([audience]) => audience)
  await buildFunctions(functions, [replacing(texts)], touched)
}

const green = new Map()

/** Only a test that is green without the change shows anything by being red. */
async function isGreen(file) {
  if (!green.has(file)) green.set(file, (await run(file, new Map(), WHOLE)) === null)
  return green.get(file)
}

async function run(file, texts, room) {
  const bundle = resolve(room, 'tests.cjs')
  await bundleTests([file], bundle, [replacing(texts)])
  const lane = new Lane({ bundle, cwd: room })
  try {
    const answer = await lane.ask({ plan: [{ file, isWhole: true }] }, LONGEST_MS)
    return answer === 'late' || answer === 'ended' ? {} : answer
  } finally {
    lane.close()
  }
}

function makeRoom(room) {
  rmSync(room, { recursive: true, force: true })
  mkdirSync(`${room}/dist`, { recursive: true })
  for (const name of BESIDE) symlinkSync(resolve(name), join(room, name))
}

function digestOf({ changes, tests }) {
  const hash = createHash('sha256').update(JSON.stringify(changes))
  for (const file of [...changes.map(({ file }) => file), ...tests]) hash.update(readFileSync(file))
  return hash.digest('hex')
}
