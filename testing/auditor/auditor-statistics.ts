import { read, type Reader } from './auditor-reader'

interface Day {
  _id: string
  day: string
  issued: number
  spent: number
  expired: number
  clawedBack: number
  restored: number
  adjusted: number
  deficitMade: number
  deficitPaid: number
  byKind: Record<string, number>
  entries: number
  checkIns: number
  moves: Record<string, { entries: number; points: number }>
  outstanding: number
  owed: number
  joined: number
  members: number
}
interface Entry {
  _id: string
  kind: string
  source: string
  points: number
  deficit: number
  byKind: Record<string, number>
  occurredAt: number
}

/** Recomputes each closed day from the times of its entries; days must follow each other. */
export async function auditStatistics(database: Reader): Promise<string[]> {
  const days = await read<Day>(database, 'stats_daily')
  const entries = await read<Entry>(database, 'ledger')
  const byDay = new Map<string, Entry[]>()
  for (const entry of entries) {
    const day = dayOf(entry.occurredAt)
    const group = byDay.get(day)
    if (group) group.push(entry)
    else byDay.set(day, [entry])
  }
  const joined = (await database.all('accounts')).map((each) => dayOf(Number(each.joinedAt)))
  days.sort((a, b) => (a.day < b.day ? -1 : 1))
  const faults: string[] = []
  let [outstanding, owed] = [0, 0]
  for (const [i, day] of days.entries()) {
    const before = days[i - 1]
    if (before && nextDay(before.day) !== day.day)
      faults.push(`${before.day} is not followed by the next day`)
    const own = byDay.get(day.day) ?? []
    byDay.delete(day.day)
    outstanding += sum(own, (entry) => entry.points)
    owed += sum(own, (entry) => entry.deficit)
    const wanted: Record<string, unknown> = {
      ...columnsOf(own),
      entries: own.length,
      checkIns: own.filter((entry) => entry._id.endsWith(`:check-in:${day.day}`)).length,
      moves: movesOf(own),
      byKind: kindsOf(own),
      outstanding,
      owed,
      joined: joined.filter((each) => each === day.day).length,
      members: joined.filter((each) => each <= day.day).length,
    }
    for (const [field, value] of Object.entries(wanted)) {
      const said = text(Object.entries(day).find(([name]) => name === field)?.[1])
      if (said !== text(value)) faults.push(`${day._id}: ${field} is ${said}, not ${text(value)}`)
    }
  }
  const last = days.at(-1)?.day ?? ''
  for (const day of byDay.keys()) {
    if (day <= last) faults.push(`${day} has entries and no statistics`)
  }
  return faults
}

function columnsOf(own: Entry[]): Record<string, number> {
  const of = (kind: string) =>
    sum(
      own.filter((entry) => entry.kind === kind),
      (entry) => entry.points,
    )
  return {
    issued: of('earn'),
    spent: 0 - of('burn'),
    expired: 0 - of('expire'),
    clawedBack: 0 - of('clawback'),
    restored: of('restore'),
    adjusted: of('adjust'),
    deficitMade: sum(own, (entry) => Math.max(0, entry.deficit)),
    deficitPaid: sum(own, (entry) => Math.max(0, -entry.deficit)),
  }
}

function movesOf(own: Entry[]) {
  const moves: Record<string, { entries: number; points: number }> = {}
  for (const { kind, source, points } of own) {
    const move = (moves[`${kind}:${source}`] ??= { entries: 0, points: 0 })
    move.entries++
    move.points += points
  }
  return moves
}

function kindsOf(own: Entry[]) {
  const of = (name: string) => sum(own, (entry) => entry.byKind[name] ?? 0)
  return { consumption: of('consumption'), reward: of('reward'), interaction: of('interaction') }
}

function sum(entries: Entry[], of: (entry: Entry) => number): number {
  return entries.reduce((total, entry) => total + of(entry), 0)
}

/** Shanghai's calendar day, by the platform's own calendar and not by arithmetic of ours. */
const SHANGHAI = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })
function dayOf(instant: number): string {
  return SHANGHAI.format(instant)
}

function nextDay(day: string): string {
  return dayOf(Date.parse(`${day}T12:00:00+08:00`) + 24 * 60 * 60 * 1000)
}

function text(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
