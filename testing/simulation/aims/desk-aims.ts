import { plusDays } from '../rules/calendar'
import { ALONE, ALONE_PER_DAY, DESK } from '../rules/undo-rules'
import { WRONG_PER_DAY } from '../rules/wrong-codes'
import type { Redeemed } from '../world/redeemed'
import type { Approval } from '../world/world'
import {
  goal,
  guideAt,
  isOpen,
  joined,
  memberOf,
  onDay,
  onDuty,
  onTheWay,
  redeemAsk,
  redeemedThing,
  redeeming,
  rich,
  someone,
  wayOf,
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
  'a look at an own coupon': (sight) => {
    const own = redeemedThing(sight, 'toast', (each) => isOpen(each) && each.who === 'shen')
    return own
      ? (onDuty(sight, 'shen', 'hubin') ?? goal(look(sight, 'shen', own.code)))
      : redeemsOwn(sight, 'toast', '')
  },
  'a look at a used coupon': (sight) => looksUsed(sight, 'toast', 'write-off'),
  'a look at fetched goods': (sight) => looksUsed(sight, 'mug', 'hand-over'),
  'a look at no code': (sight) =>
    onDuty(sight, 'shen', 'hubin') ?? goal(look(sight, 'shen', '谢谢')),
  'a trial with too much refunded': (sight) =>
    goal(act(sight, 'staff', 'earning.simulate', 'all-and-more')),
  'a look at no coupon': (sight) =>
    onDuty(sight, 'shen', 'hubin') ?? goal(look(sight, 'shen', '888000000001')),
  'a look that is locked': (sight) => {
    const tries = sight.world.wrong.get('shen till')
    const had = tries?.day === sight.world.today ? tries.count : 0
    const missing = Array.from({ length: Math.min(6, WRONG_PER_DAY.till - had) }, (_, place) => ({
      ...look(sight, 'shen', String(888_000_000_000 + place)),
      requestId: sight.ids(place),
    }))
    const locked = missing.length === 0 ? goal(look(sight, 'shen', '888000000001')) : null
    return onDuty(sight, 'shen', 'hubin') ?? locked ?? onTheWay(...missing)
  },
  'more time for fetched goods': (sight) => {
    const used = redeemedThing(sight, 'mug', (each) => each.used !== null)
    return used ? givesTime(sight, used, 5) : wayOf(looksUsed(sight, 'mug', 'hand-over'))
  },
  'more time for cancelled goods': (sight) => {
    const cancelled = redeemedThing(sight, 'mug', (each) => each.cancelled !== null)
    const next = cancelled && givesTime(sight, cancelled, 5)
    return next ?? wayOf(looks(sight, 'mug', '', (each) => each.cancelled !== null))
  },
  'more time until yesterday': (sight) => {
    const goods = redeemedThing(sight, 'mug', isOpen)
    return goods ? givesTime(sight, goods, -1) : redeeming(sight, 'mug', 'hubin')
  },
  'a claim that is given up': (sight) => {
    const waiting = [...sight.world.waiting.values()].find(
      ({ state, lastDay }) => state === 'waiting' && lastDay >= sight.world.today,
    )
    if (waiting) return goal(act(sight, waiting.who, 'claim.withdraw', waiting.orderNo))
    const who = someone(sight, () => true)
    const orderNo = String(1_930_679_859_970_000_000n + BigInt(sight.draws[2] ?? 0))
    return (
      joined(sight, who) ?? onTheWay({ kind: 'claim', who, requestId: sight.requestId, orderNo })
    )
  },
  'an old text': (sight) => goal(act(sight, 'a-stranger', 'join.join', 'old')),
  'labels that are locked': (sight) => {
    const who = someone(sight, (_, each) => sight.world.wrong.has(`${each} label`))
    const tries = sight.world.wrong.get(`${who} label`)
    const had = tries?.day === sight.world.today ? tries.count : 0
    const wrong = (place: number) => ({
      kind: 'collect' as const,
      who,
      requestId: sight.ids(place),
      code: UNKNOWN_LABEL,
    })
    const count = Math.min(6, WRONG_PER_DAY.label - had)
    if (count <= 0) return goal(wrong(0))
    return joined(sight, who) ?? onTheWay(...Array.from({ length: count }, (_, i) => wrong(i)))
  },
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
  'a look at own goods': (sight) => {
    const own = redeemedThing(sight, 'mug', (each) => isOpen(each) && each.who === 'shen')
    return own
      ? (onDuty(sight, 'shen', 'hubin') ?? goal(look(sight, 'shen', own.code)))
      : redeemsOwn(sight, 'mug', 'hubin')
  },
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
  // A little more than one person may take alone.
  const more = has > 0 ? ALONE : 10
  return onTheWay({ ...ask, points: has > ALONE ? -has : more })
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

/** The place of the label that nobody made. */
const UNKNOWN_LABEL = 13

function look(sight: Sight, who: string, code: string | null) {
  return act(sight, who, 'write-off.validate', code ?? '')
}

function redeemsOwn(sight: Sight, reward: string, shop: string): Next | null {
  const ask = redeemAsk(sight, 'shen', { reward, shop })
  return rich(sight, 'shen', ask.points) ?? onTheWay(ask)
}

/** Staff give these goods so many days more. */
function givesTime(sight: Sight, goods: Redeemed, days: number): Next {
  const id = `shanyu:${memberOf(sight, goods.who)?.memberId}:${goods.requestId}`
  const about = `${id} ${plusDays(sight.world.today, days)} hubin`
  return goal(act(sight, 'staff', 'redemption.extendPickUp', about))
}

/** Uses a fresh one, and then looks at its code. */
function looksUsed(sight: Sight, reward: string, kind: 'write-off' | 'hand-over'): Next | null {
  const used = redeemedThing(sight, reward, (each) => each.used !== null && each.who !== 'shen')
  const { today } = sight.world
  const fresh =
    used ??
    redeemedThing(
      sight,
      reward,
      (each) => isOpen(each) && each.lastDay >= today && each.who.startsWith('m'),
    )
  if (!fresh) return redeeming(sight, reward, kind === 'hand-over' ? 'hubin' : '')
  const shop = fresh.shop === '' ? 'hubin' : fresh.shop
  const who = guideAt(shop)
  const next = used
    ? goal(look(sight, who, used.code))
    : onTheWay({ kind, who, requestId: sight.requestId, code: fresh.code ?? '' })
  return joined(sight, who) ?? onDuty(sight, who, shop) ?? next
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
  return joined(sight, who) ?? onDuty(sight, who, place) ?? goal(look(sight, who, found.code))
}
