import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Kept in the repository: docs/mutation.md is made of them. */
export const SCORES = 'testing/mutate/scores.json'
export const PROOFS = 'testing/mutate/proofs.json'

const LISTS = 'testing/mutate/guards'

/** What `--guards` takes out, one at a time. */
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

export function readRecord(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

function write(file, record) {
  const sorted = Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`)
}

/** Numbers of code that is not committed would belong to no commit. */
export function keepScores(scores) {
  const git = (...what) => execFileSync('git', what, { encoding: 'utf8' }).trim()
  if (git('status', '--porcelain', '--', 'cloudfunctions')) {
    process.stdout.write('The scores are not kept: commit first.\n')
    return
  }
  const commit = git('rev-parse', '--short=7', 'HEAD')
  const measured = Object.entries(scores).map(([chapter, score]) => [chapter, { ...score, commit }])
  write(SCORES, { ...readRecord(SCORES), ...Object.fromEntries(measured) })
}

/** The test that noticed each guard's absence; guards that are no longer listed are forgotten. */
export function keepProofs(proofs, names) {
  const kept = { ...readRecord(PROOFS), ...proofs }
  write(PROOFS, Object.fromEntries(Object.entries(kept).filter(([name]) => names.includes(name))))
}
