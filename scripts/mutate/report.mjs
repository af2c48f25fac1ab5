import { readFileSync } from 'node:fs'
import { chapterOf } from './domain.mjs'

const EQUAL = 'testing/mutate/equal.json'
/** The chapters in which points move. */
const STRICT = new Set([
  ...['account', 'ledger', 'earning', 'order', 'claim', 'check-in', 'mall', 'coupon', 'tier'],
])

/** Mutants that change nothing that anybody can see, each with its reason. */
export function equalMutants() {
  return JSON.parse(readFileSync(EQUAL, 'utf8'))
}

export function isEqual(mutant, list) {
  return list.some(
    ({ file, line, from, to }) =>
      mutant.file.endsWith(`/${file}`) &&
      mutant.lineText === line &&
      oneLine(mutant.from) === from &&
      oneLine(mutant.to) === to,
  )
}

/** Prints the survivors and each chapter's score; gives the number of chapters below their mark. */
export function report(results) {
  const chapters = Map.groupBy ? Map.groupBy(results, chapterOf) : grouped(results)
  for (const each of results.filter(({ state }) => state === 'survived' || state === 'untouched')) {
    const { file, line, from, to, state } = each
    const change = `${short(from)} → ${to === '' ? '(nothing)' : short(to)}`
    process.stdout.write(`${state === 'survived' ? '✗' : '·'} ${file}:${line}: ${change}\n`)
  }
  let low = 0
  for (const [chapter, all] of [...chapters].sort()) {
    const count = (state) => all.filter((each) => each.state === state).length
    const left = count('survived') + count('untouched')
    const score = (100 * count('killed')) / Math.max(1, count('killed') + left)
    const mark = STRICT.has(chapter) ? 95 : 85
    if (score < mark) low += 1
    const numbers = `${count('killed')} killed, ${count('survived')} survived, ${count('untouched')} untouched`
    const rest = `${count('no type')} do not compile, ${count('equal')} equal`
    process.stdout.write(
      `${score < mark ? '✗' : '✓'} ${chapter.padEnd(12)} ${score.toFixed(1)} % (${mark}): ${numbers}, ${rest}\n`,
    )
  }
  return low
}

function grouped(results) {
  const groups = new Map()
  for (const each of results) {
    const chapter = chapterOf(each)
    groups.set(chapter, [...(groups.get(chapter) ?? []), each])
  }
  return groups
}

function short(text) {
  const line = oneLine(text)
  return line.length > 90 ? `${line.slice(0, 60)} … ${line.slice(-25)}` : line
}

function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim()
}
