import { plusDays } from '../rules/calendar'
import { spendableOf } from '../rules/points'
import { ALONE, ALONE_PER_DAY, DESK } from '../rules/undo-rules'
import type { Known, Member } from '../world/member'
import {
  goal,
  joined,
  memberOf,
  onDay,
  onTheWay,
  redeeming,
  someone,
  type Aim,
  type Next,
  type Sight,
} from './aim'
import { credits } from './order-aims'

const OTHER = '区域经理'
/** So many that three of them are more than one person moves in a day. */
const LARGE = ALONE - 1

/** What staff undo by the number of its entry. */
export const CORRECTION_AIMS: Record<string, Aim> = {
  'points that were given are undone': (sight) =>
    undoes(sight, ({ points = 0 }) => points > 0) ?? moves(sight, 37),
  'points that were taken are undone': (sight) =>
    undoes(sight, ({ points = 0 }) => points < 0) ?? moves(sight, -20),
  'undone again': (sight) => {
    const found = entryOf(sight, (_, member, seq) => member.reversed.has(seq))
    const by = (sight.draws[2] ?? 0) % 2 === 0 ? DESK : OTHER
    return found ? goal(undo(sight, found, by)) : wayTo(sight)
  },
  'what was undone is undone': (sight) => {
    const found = entryOf(sight, ({ source }) => source === 'reversal')
    return found ? goal(undo(sight, found, DESK)) : wayTo(sight)
  },
  'points that have ended are undone': (sight) => {
    const { today } = sight.world
    const found = entryOf(
      sight,
      ({ points = 0, lots = [] }, { reversed }, seq) =>
        points > 0 && lots.length > 0 && !reversed.has(seq),
    )
    if (!found) return moves(sight, 37)
    const [day = today] = found.entry.lots?.[0] ?? []
    return day < today ? goal(undo(sight, found, DESK)) : onDay(plusDays(day, 1))
  },
  'undone when the moves of a day are used up': (sight) => {
    const { today, movedAlone } = sight.world
    const moved = movedAlone.day === today ? movedAlone.points : 0
    const isLarge: Fits = ({ points = 0, lots = [] }, { reversed }, seq) =>
      Math.abs(points) > ALONE_PER_DAY - moved &&
      !reversed.has(seq) &&
      lots.every(([day]) => day >= today)
    const found = entryOf(sight, isLarge)
    if (found) return goal(undo(sight, found, DESK))
    const who = someone(sight, (member) => spendableOf(member, today) >= LARGE)
    const member = memberOf(sight, who)
    if (!member?.memberId) return joined(sight, who)
    const points = spendableOf(member, today) >= LARGE ? -LARGE : LARGE
    const { memberId } = member
    return onTheWay({ kind: 'adjust', who, requestId: sight.requestId, memberId, points })
  },
  'the points of an order are undone': (sight) => undoesOther(sight, 'order'),
  'the points of a redemption are undone': (sight) => undoesOther(sight, 'redemption'),
}

interface Found {
  member: Member
  seq: number
  entry: Known
}

type Fits = (entry: Known, member: Member, seq: number) => boolean

function entryOf({ world }: Sight, fits: Fits): Found | undefined {
  return [...world.members.values()]
    .flatMap((member) => [...member.entries].map(([seq, entry]) => ({ member, seq, entry })))
    .findLast(({ member, seq, entry }) => member.memberId && fits(entry, member, seq))
}

function undo({ requestId }: Sight, { member, seq }: Found, by: string) {
  const about = `${member.memberId} ${seq} ${by}`
  return { kind: 'act' as const, who: 'staff', requestId, act: 'correction.reverse', about }
}

function undoes(sight: Sight, fits: Fits): Next | null {
  const { today } = sight.world
  const isGood: Fits = ({ lots = [] }, { reversed }, seq) =>
    !reversed.has(seq) && lots.every(([day]) => day >= today)
  const found = entryOf(sight, (...each) => fits(...each) && isGood(...each))
  return found ? goal(undo(sight, found, DESK)) : null
}

/** Undoes something on the way. */
function wayTo(sight: Sight): Next | null {
  const next = CORRECTION_AIMS['points that were given are undone']?.(sight) ?? null
  return next && 'asks' in next ? { ...next, isGoal: false } : next
}

/** Staff move so many points; what is not there is given first. */
function moves(sight: Sight, points: number): Next | null {
  const { world, requestId } = sight
  const isThere = (member: Member) => spendableOf(member, world.today) >= -points
  const who = someone(sight, isThere)
  const member = memberOf(sight, who)
  if (!member?.memberId) return joined(sight, who)
  const { memberId } = member
  const moved = isThere(member) ? points : 37
  return onTheWay({ kind: 'adjust', who, requestId, memberId, points: moved })
}

/** The number of such an entry stands in the member's statement. */
function undoesOther(sight: Sight, source: 'order' | 'redemption'): Next | null {
  const found = entryOf(sight, (entry) => entry.source === source)
  if (found) return goal(undo(sight, found, DESK))
  const { orders, redeemed } = sight.world
  const holders =
    source === 'order'
      ? [...orders.values()].filter(({ points }) => points > 0).map(({ holder }) => holder?.who)
      : redeemed.map(({ who }) => who)
  const who = holders.findLast((each) => each?.startsWith('m'))
  if (who !== undefined) return onTheWay(looks(sight, who))
  return source === 'order' ? credits(sight) : redeeming(sight, 'toast')
}

function looks({ requestId }: Sight, who: string) {
  return { kind: 'act' as const, who, requestId, act: 'statement.open', about: '' }
}
