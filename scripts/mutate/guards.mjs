import { createHash } from 'node:crypto'
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { buildFunctions } from '../build/functions.mjs'
import { bundleTests, replacing } from './bundle.mjs'
import { Lane } from './lane.mjs'
import { keepProofs, readGuards } from './records.mjs'
import { makeRoom } from './room.mjs'

/** Tests of the domain need no bundles. */
const DOMAIN = 'cloudfunctions/domain/'
const WITHOUT = `dist/.mutate/without-${process.pid}`
const WHOLE = `dist/.mutate/whole-${process.pid}`
/** What each guard's proof was, for as long as the files in question are the same. */
const NOTES = 'dist/.mutate/guards.json'
const LONGEST_MS = 200_000

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
  const proofs = {}
  for (const guard of guards) {
    const digest = digestOf(guard)
    const proof =
      notes[guard.name]?.digest === digest ? notes[guard.name].proof : await prove(guard)
    if (proof) {
      keep(guard.name, { digest, proof })
      proofs[guard.name] = { file: proof.file, test: proof.name }
    } else missed.push(guard)
    process.stdout.write(
      proof
        ? `✓ ${guard.name}\n    ${proof.file}: ${proof.name}\n`
        : `✗ ${guard.name}: noticed by nothing\n`,
    )
  }
  for (const room of [WITHOUT, WHOLE]) rmSync(room, { recursive: true, force: true })
  keepProofs(
    proofs,
    readGuards().map(({ name }) => name),
  )
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
    const red = await redWhole(file)
    if (red) {
      const why = `${red.name ?? 'it never ends'}: ${red.said ?? ''}`
      process.stderr.write(`${file} is red with all guards in their place: ${why}\n`)
      continue
    }
    const failed = await run(file, texts, WITHOUT)
    if (failed === null || failed.isLost) continue
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

const whole = new Map()

/** Only a test that is green without the change shows anything by being red. */
async function redWhole(file) {
  if (!whole.has(file)) whole.set(file, await run(file, new Map(), WHOLE))
  return whole.get(file)
}

async function run(file, texts, room) {
  const bundle = resolve(room, 'tests.cjs')
  await bundleTests([file], bundle, [replacing(texts)])
  const lane = new Lane({ bundle, cwd: room })
  try {
    const answer = await lane.ask({ plan: [{ file, isWhole: true }] }, LONGEST_MS)
    return answer === 'late' || answer === 'ended' ? {} : answer
  } catch (thrown) {
    return { isLost: true, said: thrown.message }
  } finally {
    lane.close()
  }
}

function digestOf({ changes, tests }) {
  const hash = createHash('sha256').update(JSON.stringify(changes))
  for (const file of [...changes.map(({ file }) => file), ...tests]) hash.update(readFileSync(file))
  return hash.digest('hex')
}
