import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'

const NOTES = 'dist/.mutate/verdicts.json'

/**
 * The result of each mutant, so that a run that was cut off can continue. A killed one stays killed
 * while its file is the same; one that survived is tried again whenever a test has changed.
 */
export class Verdicts {
  constructor(tests, cloudTests) {
    this.notes = existsSync(NOTES) ? JSON.parse(readFileSync(NOTES, 'utf8')) : {}
    this.tests = digestOf(tests)
    this.cloudTests = digestOf(cloudTests)
  }

  of(mutant) {
    const kept = this.notes[keyOf(mutant)]
    if (!kept) return undefined
    return kept.state === 'killed' || kept.state === 'no type' || kept.tests === this.tests
      ? kept
      : undefined
  }

  /** No test of the domain notices it, and those on the cloud as they are now were not asked. */
  isLeftToCloud(mutant) {
    const { state, cloudTests } = this.of(mutant)
    return (state === 'survived' || state === 'untouched') && cloudTests !== this.cloudTests
  }

  /** The verdict of the tests of the domain. */
  note(mutant, verdict) {
    this.notes[keyOf(mutant)] = { ...verdict, tests: this.tests }
  }

  /** The verdict of the tests on the cloud; null where none of them reaches it. */
  noteOnCloud(mutant, verdict) {
    const before = this.notes[keyOf(mutant)]
    this.notes[keyOf(mutant)] = { ...before, ...verdict, cloudTests: this.cloudTests }
  }

  save() {
    mkdirSync('dist/.mutate', { recursive: true })
    writeFileSync(NOTES, JSON.stringify(this.notes))
  }
}

function digestOf(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(readFileSync(file))
  return hash.digest('hex').slice(0, 16)
}

/** The same change of the same code, wherever comments have moved it. */
function keyOf({ file, code, number, to }) {
  return `${file}:${code.slice(0, 16)}:${number}:${to}`
}
