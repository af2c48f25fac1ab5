import { plusDays } from '../rules/calendar'
import { ALONE, ALONE_PER_DAY, DESK } from '../rules/undo-rules'
import type { Approval } from '../world'
import {
  goal,
  guideAt,
  isOpen,
  joined,
  memberOf,
  onDay,
  onDuty,
  onTheWay,
  redeemedThing,
  redeeming,
  someone,
  type Aim,
  type Next,
  type Sight,
} from './aim'

const SECOND = '区域经理'

/** What staff do at a desk, with a second person, and what guides look at before a hand-over. */
export const DESK_AIMS: Record<string, Aim> = {
  'two persons say yes': (sight) => decides(sight, isUndecided, `yes ${SECOND}`),
  'two persons say no': (sight) => decides(sight, isUndecided, `no ${SECOND}`),
  'one person says yes alone': (sight) => decides(sight, isUndecided, `yes ${DESK}`),
  'a decision again': (sight) =>
    decides(
      sight,
      ({ decided }) => decided !== null,
      `${(sight.draws[1] ?? 0) % 2 === 0 ? 'yes' : 'no'} ${SECOND}`,
    ),
  'a decision too late': (sight) => {
    const found = approvals(sight).find(([, each]) => isUndecided(each))
    if (!found) return large(sight)
    if (found[1].expiresAt >= sight.world.now) return onDay(plusDays(sight.world.today, 4))
    return goal(decision(sight, found[0], `yes ${SECOND}`))
  },
  'a decision when the points are gone': (sight) => {
    const found = approvals(sight).find(([, each]) => isUndecided(each) && each.points < 0)
    if (!found) return large(sight, true)
    const { who, points } = found[1]
    const memberId = memberOf(sight, who)?.memberId ?? ''
    const isGone = !sight.world.movedAlone.day || heldBy(sight, who) < -points
    const ask = { kind: 'adjust' as const, who, requestId: sight.requestId, memberId }
    return isGone
      ? goal(decision(sight, found[0], `yes ${SECOND}`))
      : onTheWay({ ...ask, points: -ALONE })
  },
  'moves of a day used up': (sight) => {
    const { today, movedAlone } = sight.world
    const who = someone(sight, () => true)
    const memberId = memberOf(sight, who)?.memberId
    if (!memberId) return joined(sight, who)
    const moved = movedAlone.day === today ? movedAlone.points : 0
    const points = ALONE - 1
    const ask = { kind: 'adjust' as const, who, requestId: sight.requestId, memberId }
    const isRich = heldBy(sight, who) >= points
    const next = { ...ask, points: isRich ? -points : points }
    return moved + points > ALONE_PER_DAY ? goal(next) : onTheWay(next)
  },
  'a batch in use': (sight) => batch(sight, 'made', 'print-code.activate'),
  'a batch withdrawn': (sight) => batch(sight, 'active', 'print-code.void'),
  'a withdrawn batch in use': (sight) => batch(sight, 'void', 'print-code.activate'),
  'staff of one name': (sight) => {
    const { staff } = sight.world
    const name = [...staff.values()][0]
    const who = someone(sight, ({ memberId }) => memberId !== null && !staff.has(memberId))
    const memberId = memberOf(sight, who)?.memberId
    if (!memberId) return joined(sight, who)
    const enrol = act(sight, 'staff', 'staff.enrol', `${memberId} ${name ?? '小周'}`)
    return name === undefined ? onTheWay(enrol) : goal(enrol)
  },
  'a tier that staff gave': (sight) => {
    const who = someone(sight, () => true)
    const memberId = memberOf(sight, who)?.memberId
    if (!memberId) return joined(sight, who)
    const until = plusDays(sight.world.today, (sight.draws[1] ?? 0) % 40)
    const tier = (sight.draws[2] ?? 0) % 2 === 0 ? 'juqiu' : 'zhuta'
    return goal(act(sight, 'staff', 'tier.setManual', `${memberId} ${tier} ${until}`))
  },
  'a look at a good coupon': (sight) => looks(sight, 'toast', 'shen', isOpen),
  'a look at an own coupon': (sight) =>
    looks(sight, 'toast', 'shen', (each) => isOpen(each) && each.who === 'shen'),
  'a look in a wrong shop': (sight) => looks(sight, 'discount-80', 'shen', isOpen, 'binjiang'),
  'a look at a withdrawn coupon': (sight) =>
    looks(sight, 'toast', 'shen', ({ cancelled }) => cancelled !== null),
  'a look at an ended coupon': (sight) => {
    const coupon = redeemedThing(sight, 'toast', isOpen)
    if (coupon && coupon.lastDay >= sight.world.today) return onDay(plusDays(coupon.lastDay, 1))
    return looks(sight, 'toast', 'shen', isOpen)
  },
  'a look at good goods': (sight) => looks(sight, 'mug', '', isOpen),
  'a look at goods of another shop': (sight) =>
    looks(sight, 'mug', 'gu', (each) => isOpen(each) && each.shop !== 'wulin', 'wulin'),
  'a look at own goods': (sight) =>
    looks(sight, 'mug', 'shen', (each) => isOpen(each) && each.who === 'shen'),
  'a look at cancelled goods': (sight) =>
    looks(sight, 'mug', '', ({ cancelled }) => cancelled !== null),
  'a look at goods too late': (sight) => {
    const goods = redeemedThing(sight, 'mug', isOpen)
    if (goods && goods.lastDay >= sight.world.today) return onDay(plusDays(goods.lastDay, 1))
    return looks(sight, 'mug', '', isOpen)
  },
}

const isUndecided = ({ decided }: Approval) => decided === null

function act({ requestId }: Sight, who: string, name: string, about: string) {
  return { kind: 'act' as const, who, requestId, act: name, about }
}

function approvals({ world }: Sight) {
  return [...world.approvals].reverse()
}

function heldBy({ world }: Sight, who: string): number {
  return [...(world.members.get(who)?.lots ?? [])]
    .filter(([day]) => day >= world.today)
    .reduce((sum, [, points]) => sum + points, 0)
}

/** So many points that a second person is needed. */
function large(sight: Sight, isTaken = false): Next | null {
  const who = someone(sight, () => true)
  const memberId = memberOf(sight, who)?.memberId
  if (!memberId) return joined(sight, who)
  const ask = { kind: 'adjust' as const, who, requestId: sight.requestId, memberId }
  const has = heldBy(sight, who)
  if (!isTaken) return onTheWay({ ...ask, points: ALONE + 1 })
  return onTheWay({ ...ask, points: has > ALONE ? -has : ALONE })
}

function decision(sight: Sight, id: string, words: string) {
  return act(sight, 'staff', 'approval.decide', `${id} ${words}`)
}

function decides(sight: Sight, fits: (each: Approval) => boolean, words: string): Next | null {
  const found = approvals(sight).find(
    ([, each]) => fits(each) && (each.decided !== null || each.expiresAt > sight.world.now),
  )
  if (found) return goal(decision(sight, found[0], words))
  const open = approvals(sight).find(
    ([, each]) => isUndecided(each) && each.expiresAt > sight.world.now,
  )
  if (!open) return large(sight)
  const word = (sight.draws[2] ?? 0) % 2 === 0 ? 'yes' : 'no'
  return onTheWay(decision(sight, open[0], `${word} ${SECOND}`))
}

/** Leads a batch into a state, and then asks for the act. */
function batch(sight: Sight, wanted: 'made' | 'active' | 'void', name: string): Next {
  const { batches } = sight.world
  const found = [...batches].findLast(([, state]) => state === wanted)
  if (found) return goal(act(sight, 'staff', name, found[0]))
  const [other] = [...batches].filter(([, state]) => state === 'made').at(-1) ?? []
  if (other === undefined) return onTheWay(act(sight, 'staff', 'print-code.makeBatch', ''))
  const step = wanted === 'void' ? 'print-code.void' : 'print-code.activate'
  return onTheWay(act(sight, 'staff', step, other))
}

type Fits = Parameters<typeof redeemedThing>[2]

/** A guide on duty looks at a code that fits; on the way something is redeemed or cancelled. */
function looks(
  sight: Sight,
  reward: string,
  guide: string,
  fits: Fits,
  shop?: string,
): Next | null {
  const found = redeemedThing(sight, reward, fits)
  if (!found) {
    const fresh = redeemedThing(sight, reward, isOpen)
    if (!fresh || !fits({ ...fresh, cancelled: { requestId: '', staff: false, told: {} } })) {
      return redeeming(sight, reward, reward === 'mug' ? 'hubin' : '')
    }
    const goods = `shanyu:${memberOf(sight, fresh.who)?.memberId}:${fresh.requestId}`
    const redemption = fresh.kind === 'coupon' ? `shanyu:${fresh.code}` : goods
    const { who } = fresh
    return onTheWay({ kind: 'cancel', who, requestId: sight.requestId, redemption, staff: false })
  }
  const place = shop ?? (found.shop === '' ? 'hubin' : found.shop)
  const who = guide === '' ? guideAt(place) : guide
  const look = act(sight, who, 'write-off.validate', found.code ?? '')
  return joined(sight, who) ?? onDuty(sight, who, place) ?? goal(look)
}
