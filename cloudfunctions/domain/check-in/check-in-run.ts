import { assert } from '../assert'
import { addDays, daysBetween, type BusinessDay } from '../business-day'
import type { Ladder, MetLadder, Run } from '../account/account-parts'

interface Rows {
  runs: Run[]
  ladders: MetLadder[]
}

/** The largest number of days that staff may let members go back for a make-up. */
export const MAKE_UP_REACH = 14

export function lengthOf({ from, to }: Run): number {
  return daysBetween(from, to) + 1
}

/** The newest day that counts, or null before the first. */
export function lastDayOf({ runs }: Pick<Rows, 'runs'>): BusinessDay | null {
  return runs.at(-1)?.to ?? null
}

export function ladderOf(ladders: readonly MetLadder[], { ladder }: Pick<Run, 'ladder'>): Ladder {
  const found = ladders.find(({ since }) => since === ladder)
  assert(found !== undefined, 'the ladder of a row of days is kept')
  return { rewards: found.rewards, milestones: found.milestones }
}

/**
 * The rows after one more day. The result depends only on the days, whatever their order of
 * arrival: a row is cut into cycles from its first day on, and a cycle follows the ladder that the
 * member had met by its first day.
 */
export function withDay(rows: Rows, rules: Ladder, day: BusinessDay, today: BusinessDay): Rows {
  const ladders = meet(rows, rules, today)
  const left = rows.runs.find(({ to }) => to === addDays(day, -1))
  const right = rows.runs.find(({ from }) => from === addDays(day, 1))
  const others = rows.runs.filter((run) => run !== left && run !== right)
  const start = left ?? { from: day, round: day, ladder: ladderOn(ladders, day).since }
  const to = right?.to ?? day
  const joined = { from: start.from, to, ...roundAt(start, to, ladders) }
  return reachable([...others, joined].sort(byDay), ladders, today)
}

function byDay(a: Run, b: Run): number {
  return a.from < b.from ? -1 : 1
}

/** The ladder in force now counts from today, or from tomorrow where today is already done. */
function meet({ runs, ladders }: Rows, rules: Ladder, today: BusinessDay): MetLadder[] {
  const last = ladders.at(-1)
  if (last && isSame(last, rules)) return ladders
  const lastDay = lastDayOf({ runs })
  const since = lastDay !== null && lastDay >= today ? addDays(lastDay, 1) : today
  const { rewards, milestones } = rules
  return [...ladders.filter((each) => each.since < since), { since, rewards, milestones }]
}

function isSame(a: Ladder, b: Ladder): boolean {
  return inOrder(a) === inOrder(b)
}

/** A database may return the fields of a document in another order. */
function inOrder({ rewards, milestones }: Ladder): string {
  const gifts = milestones.map(({ day, points, growth, coupon }) => [
    ...[day, points, growth],
    ...[coupon?.templateId, coupon?.title],
  ])
  return JSON.stringify([rewards, gifts])
}

/** The ladder that the member had met by a day; before the first one, the first. */
function ladderOn(ladders: readonly MetLadder[], day: BusinessDay): MetLadder {
  const found = ladders.findLast(({ since }) => since <= day) ?? ladders[0]
  assert(found !== undefined, 'every day has its ladder')
  return found
}

/** The cycle that contains a day, for a row that continues after an earlier cycle. */
function roundAt(
  start: Pick<Run, 'round' | 'ladder'>,
  day: BusinessDay,
  ladders: readonly MetLadder[],
): Pick<Run, 'round' | 'ladder'> {
  let { round, ladder } = start
  for (;;) {
    const next = addDays(round, ladderOf(ladders, { ladder }).rewards.length)
    if (next > day) return { round, ladder }
    round = next
    ladder = ladderOn(ladders, next).since
  }
}

/** The newest row, and those that a make-up can still reach; so the account stays small. */
function reachable(runs: Run[], ladders: MetLadder[], today: BusinessDay): Rows {
  // The row before the oldest day that can be made up.
  const oldest = addDays(today, -MAKE_UP_REACH - 1)
  const kept = runs.filter((run, i) => run.to >= oldest || i === runs.length - 1)
  const base = ladders.findLast(({ since }) => since <= oldest)
  const isNeeded = (each: MetLadder) =>
    each.since > oldest || each === base || kept.some(({ ladder }) => ladder === each.since)
  return { runs: kept, ladders: ladders.filter(isNeeded) }
}
