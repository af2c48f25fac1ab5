import type { Outcome } from '../ask'
import type { Known, Member } from '../world/member'
import type { World } from '../world/world'
import type { ActAsk } from './act-rule'
import { spendableOf, take } from './points'
import { giveBack, movesAlone, noteEntry } from './undo-rules'

/** What an entry came from that can only be undone in another way. */
const UNDONE_ELSEWHERE: Readonly<Record<string, string>> = {
  order: 'ORDER_ENTRY',
  redemption: 'REDEMPTION_ENTRY',
  reversal: 'NOT_REVERSIBLE',
}

/** Staff undo one entry by another one; `about` is the member, the entry and who asks. */
export function reverse(world: World, { about }: ActAsk, outcome: Outcome | null): Outcome {
  const [memberId, number = '', by = ''] = about.split(' ')
  const member = [...world.members.values()].find((each) => each.memberId === memberId)
  if (!member) return { refused: 'MEMBER_NOT_FOUND' }
  const seq = Number(number)
  const entry = member.entries.get(seq)
  if (!entry) return { refused: 'ENTRY_NOT_FOUND' }
  const before = member.reversed.get(seq)
  if (before) return before.by === by ? { ok: before.told } : { refused: 'ALREADY_REVERSED' }
  const refused = UNDONE_ELSEWHERE[entry.source] ?? refuseEnded(entry, world)
  if (refused) return { refused }
  if (!movesAlone(world, Math.abs(entry.points ?? 0))) return { refused: 'DAY_LIMIT_REACHED' }
  const told = undo(world, member, entry)
  member.reversed.set(seq, { by, told })
  noteEntry(member, outcome, { source: 'reversal' })
  return { ok: told }
}

/** Of points that have ended nobody knows whether they were spent. */
function refuseEnded({ points = 0, lots = [] }: Known, { today }: World): string | null {
  return points > 0 && lots.some(([day]) => day < today) ? 'LOT_ENDED' : null
}

/** What was given is taken, and what is short is owed; what was taken goes back to its lots. */
function undo(world: World, member: Member, { points = 0, lots = [] }: Known) {
  const { today, programme } = world
  if (points < 0) {
    const told = giveBack(member, { paid: lots }, today, programme.expiry.graceDays)
    return { points: told.restored, deficit: 0 - told.paidToDeficit, balance: told.balance }
  }
  const short = take(member, points, today)
  member.deficit += short
  return { points: short - points, deficit: short, balance: spendableOf(member, today) }
}

/** What a statement tells about entries; what staff have moved is known from its answer. */
export function noteLines(member: Member, outcome: Outcome | null): void {
  const lines = outcome && 'ok' in outcome ? outcome.ok.lines : null
  for (const line of Array.isArray(lines) ? (lines as string[]) : []) {
    const [seq, source = ''] = line.split(' ')
    if (source in UNDONE_ELSEWHERE) member.entries.set(Number(seq), { source })
  }
}
