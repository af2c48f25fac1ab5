import { readFileSync } from 'node:fs'
import { chapterOf, markOf, percentOf } from './chapters.mjs'

const EQUAL = 'testing/mutate/equal.json'
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

/** Prints the survivors and each chapter's score, and gives the scores. */
export function report(results) {
  const isLeft = ({ state }) => state === 'survived' || state === 'untouched'
  for (const { file, line, from, to, state } of results.filter(isLeft)) {
    const change = `${short(from)} → ${to === '' ? '(nothing)' : short(to)}`
    process.stdout.write(`${state === 'survived' ? '✗' : '·'} ${file}:${line}: ${change}\n`)
  }
  const scores = {}
  for (const [chapter, all] of [...grouped(results)].sort()) {
    const count = (state) => all.filter((each) => each.state === state).length
    const [killed, survived, untouched] = ['killed', 'survived', 'untouched'].map(count)
    const score = { killed, survived, untouched, equal: count('equal') }
    scores[chapter] = score
    const [percent, mark] = [percentOf(score), markOf(chapter)]
    const numbers = `${killed} killed, ${survived} survived, ${untouched} untouched`
    const rest = `${count('no type')} do not compile, ${score.equal} equal`
    process.stdout.write(
      `${percent < mark ? '✗' : '✓'} ${chapter.padEnd(12)} ${percent.toFixed(1)} % (${mark}): ${numbers}, ${rest}\n`,
    )
  }
  return scores
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
