import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Folders that are built or installed, and so hold no sources. */
const MADE = new Set(['dist', 'node_modules'])
/** For each target, a digest of the sources it was built from. */
const NOTES = 'dist/.built'

/** Runs `make` when anything below `inputs` changed since the last time, or `output` is missing. */
export async function whenStale(target, output, inputs, make) {
  const digest = digestOf(inputs)
  const note = join(NOTES, target)
  const fresh = existsSync(output) && existsSync(note) && readFileSync(note, 'utf8') === digest
  if (fresh) return false
  await make()
  mkdirSync(NOTES, { recursive: true })
  writeFileSync(note, digest)
  return true
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
