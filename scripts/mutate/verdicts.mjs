import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const NOTES = 'dist/.mutate/verdicts.json'

/**
 * The result of each mutant, so that a run that was cut off can continue. A killed one stays killed
 * while its file is the same; one that survived is tried again whenever a test has changed.
 */
export class Verdicts {
  constructor(tests) {
    this.notes = existsSync(NOTES) ? JSON.parse(readFileSync(NOTES, 'utf8')) : {}
    this.tests = digestOf(tests)
  }

  of(mutant) {
    const kept = this.notes[keyOf(mutant)]
    if (!kept) return undefined
    return kept.state === 'killed' || kept.state === 'no type' || kept.tests === this.tests
      ? kept
      : undefined
  }

  note(mutant, verdict) {
    this.notes[keyOf(mutant)] = { ...verdict, tests: this.tests }
  }

  save() {
    mkdirSync('dist/.mutate', { recursive: true })
    writeFileSync(NOTES, JSON.stringify(this.notes))
  }
}

const digests = new Map()

function digestOf(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

function keyOf({ file, start, to }) {
  if (!digests.has(file)) digests.set(file, digestOf([file]))
  return `${file}:${digests.get(file)}:${start}:${to}`
}
