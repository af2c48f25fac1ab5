// `npm run mutate -- ledger claim`: breaks these chapters of the domain by machine, and says which
// changes no test notices; without a word, the whole domain. `--changed`: only files that differ from
// the main line, and no longer than five minutes. `--own`: asks only the tests of the same chapters,
// which is quick. `--domain`: leaves out the tests of handlers. `--guards [words]`: takes guards of
// workflows and handlers out, one at a time.
import { execFileSync } from 'node:child_process'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chapterOf, markOf, percentOf } from './mutate/chapters.mjs'
import { cloudTestsOf, tryOnCloud } from './mutate/cloud.mjs'
import { compiler } from './mutate/compiles.mjs'
import { prepare, tryMutants } from './mutate/domain.mjs'
import { tryGuards } from './mutate/guards.mjs'
import { keepScores } from './mutate/records.mjs'
import { equalMutants, isEqual, report } from './mutate/report.mjs'
import { Verdicts } from './mutate/verdicts.mjs'

const EVERY_MS = 10_000
const CHANGED_MS = 300_000

process.chdir(resolve(dirname(fileURLToPath(import.meta.url)), '..'))
const args = process.argv.slice(2)
const words = args.filter((arg) => !arg.startsWith('--'))
const KNOWN = ['--changed', '--own', '--domain', '--guards']
if (args.some((arg) => arg.startsWith('--') && !KNOWN.includes(arg))) {
  process.stdout.write(`npm run mutate -- [chapter …] [${KNOWN.join('] [')}]\n`)
  process.exit(1)
}
const isDomainAlone = args.includes('--own') || args.includes('--domain')
const failures = args.includes('--guards') ? await tryGuards(words.join(' ')) : await breakDomain()
process.exit(failures > 0 ? 1 : 0)

async function breakDomain() {
  const until = args.includes('--changed') ? Date.now() + CHANGED_MS : Infinity
  const goOn = () => Date.now() < until
  const whole = prepare()
  const prepared = { ...whole, tests: whole.tests.filter(isAsked) }
  const wanted = prepared.mutants.filter(isWanted(args.includes('--changed')))
  const verdicts = new Verdicts(prepared.tests, cloudTestsOf([...new Set(wanted.map(chapterOf))]))
  const open = wanted.filter((mutant) => !verdicts.of(mutant))
  process.stdout.write(`${wanted.length} mutants, ${open.length} to try\n`)
  if (open.length > 0) await tryMutants(prepared, open, noting(verdicts, open.length), goOn)
  judgeLeft(wanted, verdicts)
  verdicts.save()
  const left = wanted.filter((mutant) => verdicts.isLeftToCloud(mutant))
  if (left.length > 0 && !isDomainAlone && goOn()) {
    process.stdout.write(`${left.length} that no test of the domain notices\n`)
    await tryOnCloud(prepared, left, noting(verdicts, left.length, 'noteOnCloud'), goOn)
    verdicts.save()
  }
  const isJudged = (mutant) =>
    verdicts.of(mutant) && (isDomainAlone || !verdicts.isLeftToCloud(mutant))
  const judged = wanted.filter(isJudged)
  const late = wanted.length - judged.length
  if (late > 0) process.stdout.write(`${late} were not tried in time\n`)
  const scores = report(judged.map((mutant) => ({ ...mutant, ...verdicts.of(mutant) })))
  keepWhole(scores, prepared.mutants, judged)
  return Object.entries(scores).filter(([chapter, each]) => percentOf(each) < markOf(chapter))
    .length
}

/** Only chapters that were tried whole have a score to keep; fewer tests can only notice less. */
function keepWhole(scores, mutants, judged) {
  const countOf = (list, chapter) => list.filter((each) => chapterOf(each) === chapter).length
  const isWhole = ([chapter]) => countOf(mutants, chapter) === countOf(judged, chapter)
  const asked = args.includes('--own') ? 'own' : isDomainAlone ? 'domain' : 'all'
  const whole = Object.entries(scores)
    .filter(isWhole)
    .map(([chapter, score]) => [chapter, { ...score, asked }])
  if (whole.length > 0) keepScores(Object.fromEntries(whole))
}

/** Hears each verdict; keeps them every few seconds, so that a run can be cut off. */
function noting(verdicts, count, how = 'note') {
  let saved = Date.now()
  let tried = 0
  return (mutant, verdict) => {
    verdicts[how](mutant, verdict)
    tried += 1
    if (Date.now() - saved < EVERY_MS) return
    saved = Date.now()
    verdicts.save()
    process.stderr.write(`${tried} of ${count}\n`)
  }
}

/** Of those that no test notices, some do not compile and some change nothing. */
function judgeLeft(mutants, verdicts) {
  const compiles = compiler()
  const equal = equalMutants()
  for (const mutant of mutants) {
    const before = verdicts.of(mutant)
    if (!before) continue
    if (before.state !== 'survived' && before.state !== 'untouched') continue
    if (isEqual(mutant, equal)) verdicts.note(mutant, { state: 'equal' })
    else if (before.isTyped) continue
    else if (compiles(mutant)) verdicts.note(mutant, { ...before, isTyped: true })
    else verdicts.note(mutant, { state: 'no type' })
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
  // A machine that checks out one branch knows the main line only as its origin's.
  const refs = ['refs/heads/main', 'refs/remotes/origin/main']
  const [main] = git('for-each-ref', '--format=%(refname)', ...refs)
  const [base] = git('merge-base', 'HEAD', main)
  return new Set(git('diff', '--name-only', base))
}
