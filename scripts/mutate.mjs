// `npm run mutate -- ledger claim`: breaks these chapters of the domain by machine, and says which
// changes no test notices; without a word, the whole domain. `--changed`: only files that differ from
// the main line. `--own`: asks only the tests of the same chapters, which is quick. `--guards [words]`:
// takes guards of workflows and handlers out, one at a time.
import { execFileSync } from 'node:child_process'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compiler } from './mutate/compiles.mjs'
import { chapterOf, prepare, tryMutants } from './mutate/domain.mjs'
import { tryGuards } from './mutate/guards.mjs'
import { equalMutants, isEqual, report } from './mutate/report.mjs'
import { Verdicts } from './mutate/verdicts.mjs'

const EVERY_MS = 10_000

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
const args = process.argv.slice(2)
const words = args.filter((arg) => !arg.startsWith('--'))
const failures = args.includes('--guards') ? await tryGuards(words.join(' ')) : await breakDomain()
process.exit(failures > 0 ? 1 : 0)

async function breakDomain() {
  const whole = prepare()
  const prepared = { ...whole, tests: whole.tests.filter(isAsked) }
  const wanted = prepared.mutants.filter(isWanted(args.includes('--changed')))
  const verdicts = new Verdicts(prepared.tests)
  const open = wanted.filter((mutant) => !verdicts.of(mutant))
  process.stdout.write(`${wanted.length} mutants, ${open.length} to try\n`)
  let saved = Date.now()
  let tried = 0
  const note = (mutant, verdict) => {
    verdicts.note(mutant, verdict)
    tried += 1
    if (Date.now() - saved < EVERY_MS) return
    saved = Date.now()
    verdicts.save()
    process.stderr.write(`${tried} of ${open.length}\n`)
  }
  if (open.length > 0) await tryMutants(prepared, open, note)
  judgeLeft(wanted, verdicts)
  verdicts.save()
  return report(wanted.map((mutant) => ({ ...mutant, ...verdicts.of(mutant) })))
}

/** Of those that no test notices, some do not compile and some change nothing. */
function judgeLeft(mutants, verdicts) {
  const compiles = compiler()
  const equal = equalMutants()
  for (const mutant of mutants) {
    const { state } = verdicts.of(mutant)
    if (state !== 'survived' && state !== 'untouched') continue
    if (isEqual(mutant, equal)) verdicts.note(mutant, { state: 'equal' })
    else if (!compiles(mutant)) verdicts.note(mutant, { state: 'no type' })
  }
}

/** `--own` asks only the tests that lie beside the rules. */
function isAsked(file) {
  return !args.includes('--own') || words.includes(chapterOf({ file }))
}

function isWanted(onlyChanged) {
  const changed = onlyChanged ? changedFiles() : null
  return (mutant) => {
    if (changed) return changed.has(mutant.file)
    return (
      words.length === 0 ||
      words.some((word) => chapterOf(mutant) === word || mutant.file.includes(`/${word}.ts`))
    )
  }
}

function changedFiles() {
  const git = (...what) => execFileSync('git', what, { encoding: 'utf8' }).split('\n')
  const base = git('merge-base', 'HEAD', 'main')[0]
  return new Set(git('diff', '--name-only', base))
}
