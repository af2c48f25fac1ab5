import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Folders that are built or installed, and so hold no sources. */
const MADE = new Set(['dist', 'node_modules'])
/** For each target, a digest of the sources it was built from. */
const NOTES = 'dist/.built'

/** Runs `make` when anything below `inputs` changed since the last time, or `output` is missing. */
export async function whenStale(target, output, inputs, make) {
  if (isFresh(target, output, inputs)) return false
  const digest = digestOf(inputs)
  await make()
  mkdirSync(NOTES, { recursive: true })
  writeFileSync(join(NOTES, target), digest)
  return true
}

export function isFresh(target, output, inputs) {
  const note = join(NOTES, target)
  return existsSync(output) && existsSync(note) && readFileSync(note, 'utf8') === digestOf(inputs)
}

function digestOf(inputs) {
  const hash = createHash('sha256')
  for (const file of inputs.flatMap(filesBelow)) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function filesBelow(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  const names = readdirSync(path)
    .filter((name) => !MADE.has(name))
    .sort()
  return names
    .flatMap((name) => filesBelow(join(path, name)))
    .filter((f) => !/\.test\.tsx?$/.test(f))
}
