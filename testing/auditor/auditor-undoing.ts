import type { Entry, Lot } from './auditor'

/** An entry that undoes another points at it, happens once, and takes back no more than it gave. */
export function auditUndoing(entries: Entry[]): string[] {
  const faults: string[] = []
  const byId = new Map(entries.map((entry) => [entry._id, entry]))
  const undoings = entries.filter(({ kind, of }) => kind === 'restore' || (kind === 'adjust' && of))
  const undone = new Set<string>()
  for (const undoing of undoings) {
    const done = byId.get(undoing.of ?? '')
    if (!done || done.account !== undoing.account || done.seq >= undoing.seq) {
      faults.push(`${undoing._id} undoes ${undoing.of}, which was not done before`)
      continue
    }
    if (undone.has(done._id)) faults.push(`${done._id} is undone twice`)
    undone.add(done._id)
    if (undoing.kind === 'restore' && done.kind !== 'burn') {
      faults.push(`${undoing._id} restores ${done._id}, which burned nothing`)
    }
    faults.push(...amountFaults(undoing, done), ...lotFaults(undoing, done))
  }
  return faults
}

/** The points that moved back, into lots or against the deficit, equal the points that moved. */
function amountFaults(undoing: Entry, done: Entry): string[] {
  const [back, there] = [undoing.points - undoing.deficit, done.points - done.deficit]
  return back + there === 0 ? [] : [`${undoing._id} gives ${back} back of ${there}`]
}

/**
 * Points that were taken go back to their own lots, unless they paid a deficit. Only points of lots
 * that have ended may go to another lot.
 */
function lotFaults(undoing: Entry, done: Entry): string[] {
  const given = undoing.lots.filter(({ points }) => points > 0)
  if (given.length === 0) return []
  const today = new Date(undoing.occurredAt + 8 * 3_600_000).toISOString().slice(0, 10)
  const live = new Map<string, number>()
  let free = 0
  for (const { expiresOn, points } of done.lots) {
    if (expiresOn < today) free -= points
    else live.set(expiresOn, -points)
  }
  return [...given.flatMap((lot) => tooMuch(lot, live, today, undoing._id)), ...leftOut()]

  function tooMuch({ expiresOn, points }: Lot, own: Map<string, number>, day: string, id: string) {
    if (expiresOn < day) return [`${id} fills the lot of ${expiresOn}, which is over`]
    const more = Math.max(0, points - (own.get(expiresOn) ?? 0))
    free -= more
    return free < 0 ? [`${id} gives the lot of ${expiresOn} ${more} that were not its own`] : []
  }

  /** Without a deficit, every lot that has not ended gets all its points back. */
  function leftOut(): string[] {
    if (undoing.deficit !== 0) return []
    const back = new Map(given.map(({ expiresOn, points }) => [expiresOn, points]))
    return [...live].flatMap(([day, points]) =>
      (back.get(day) ?? 0) < points ? [`${undoing._id} forgets the lot of ${day}`] : [],
    )
  }
}
