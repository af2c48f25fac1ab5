import { plusDays } from '../rules/calendar'
import type { Redeemed } from '../world/redeemed'
import {
  goal,
  guideAt,
  isOpen,
  joined,
  onDay,
  onDuty,
  onTheWay,
  redeemedThing,
  redeeming,
  rich,
  shopOf,
  type Aim,
  type Next,
  type Sight,
} from './aim'

const COUPON = 'toast'
const GOODS = 'mug'

/** What a guide at the till can meet: coupons first, then goods. */
export const TILL_AIMS: Record<string, Aim> = {
  'write-off done': (sight) => {
    const shop = shopOf(sight)
    return withCoupon(sight, open(sight), (coupon) => till(sight, shop, writeOff(sight, coupon)))
  },
  'write-off of a used coupon': (sight) =>
    withCoupon(
      sight,
      ({ used }) => used !== null,
      (coupon) => till(sight, shopOf(sight), writeOff(sight, coupon)),
    ) ?? null,
  'write-off of a revoked coupon': (sight) =>
    withCoupon(
      sight,
      ({ cancelled }) => cancelled !== null,
      (coupon) => till(sight, shopOf(sight), writeOff(sight, coupon)),
    ),
  'write-off of an ended coupon': (sight) =>
    withCoupon(sight, isOpen, (coupon) => {
      if (coupon.lastDay >= sight.world.today) return onDay(plusDays(coupon.lastDay, 1))
      return till(sight, shopOf(sight), writeOff(sight, coupon))
    }),
  'write-off on the last day': (sight) =>
    withCoupon(sight, open(sight), (coupon) => {
      if (coupon.lastDay > sight.world.today) return onDay(coupon.lastDay)
      return till(sight, shopOf(sight), writeOff(sight, coupon))
    }),
  'write-off in a wrong shop': (sight) => {
    const coupon = redeemedThing(sight, 'discount-80', open(sight))
    if (!coupon) return redeeming(sight, 'discount-80')
    return till(sight, 'binjiang', writeOff(sight, coupon))
  },
  'write-off of an own coupon': (sight) => {
    const { world, rules, requestId } = sight
    const points = rules.rewards.get(COUPON)?.points ?? 0
    const own = redeemedThing(sight, COUPON, (each) => open(sight)(each) && each.who === 'shen')
    const ask = {
      kind: 'redeem' as const,
      who: 'shen',
      requestId,
      reward: COUPON,
      points,
      shop: '',
    }
    if (!own)
      return (world.stock.get(COUPON) ?? 0) < 1
        ? null
        : (rich(sight, 'shen', points) ?? onTheWay(ask))
    return onDuty(sight, 'shen', 'hubin') ?? goal(writeOff(sight, own, 'shen'))
  },
  'write-off without a code': (sight) =>
    till(sight, 'hubin', {
      kind: 'write-off',
      who: 'shen',
      requestId: sight.requestId,
      code: '谢谢',
    }),
  'write-off off duty': (sight) => {
    if (sight.world.duty.get('gu')?.day === sight.world.today)
      return onDay(plusDays(sight.world.today, 1))
    return withCoupon(sight, open(sight), (coupon) => goal(writeOff(sight, coupon, 'gu')))
  },
  'one coupon at two tills': (sight) =>
    withCoupon(sight, open(sight), (coupon) => {
      const ready = onDuty(sight, 'shen', 'hubin') ?? onDuty(sight, 'gu', 'wulin')
      const [one, two] = [writeOff(sight, coupon, 'shen', 0), writeOff(sight, coupon, 'gu', 1)]
      return ready ?? goal(one, two)
    }),
  'a till that is locked': (sight) =>
    lockedBy(sight, 'till', 20, (place) => ({
      kind: 'write-off',
      who: 'shen',
      requestId: sight.ids(place),
      code: String(999_000_000_000 + place),
    })),
  'a hand-over that is locked': (sight) =>
    lockedBy(sight, 'till', 20, (place) => ({
      kind: 'hand-over',
      who: 'shen',
      requestId: sight.ids(place),
      code: String(999_000_000_000 + place),
    })),
  'a duty that is locked': (sight) =>
    lockedBy(sight, 'duty', 10, (place) => ({
      kind: 'duty',
      who: 'shen',
      requestId: sight.ids(place),
      shop: 'nowhere',
    })),
  'hand-over done': (sight) =>
    withGoods(sight, open(sight), (goods) => till(sight, goods.shop, handOver(sight, goods))),
  'hand-over again': (sight) =>
    withGoods(
      sight,
      ({ used }) => used !== null,
      (goods) => till(sight, goods.shop, handOver(sight, goods)),
    ),
  'hand-over of cancelled goods': (sight) =>
    withGoods(
      sight,
      ({ cancelled }) => cancelled !== null,
      (goods) => till(sight, goods.shop, handOver(sight, goods)),
    ),
  'hand-over too late': (sight) =>
    withGoods(sight, isOpen, (goods) => {
      if (goods.lastDay >= sight.world.today) return onDay(plusDays(goods.lastDay, 1))
      return till(sight, goods.shop, handOver(sight, goods))
    }),
  'hand-over in another shop': (sight) =>
    withGoods(sight, open(sight), (goods) =>
      till(sight, goods.shop === 'hubin' ? 'binjiang' : 'hubin', handOver(sight, goods)),
    ),
  'hand-over of own goods': (sight) => {
    const { world, rules, requestId } = sight
    const points = rules.rewards.get(GOODS)?.points ?? 0
    const own = redeemedThing(sight, GOODS, (each) => open(sight)(each) && each.who === 'shen')
    const ask = {
      kind: 'redeem' as const,
      who: 'shen',
      requestId,
      reward: GOODS,
      points,
      shop: 'hubin',
    }
    if (!own)
      return (world.stock.get(GOODS) ?? 0) < 1
        ? null
        : (rich(sight, 'shen', points) ?? onTheWay(ask))
    return onDuty(sight, 'shen', 'hubin') ?? goal({ ...handOver(sight, own), who: 'shen' })
  },
  'hand-over without a code': (sight) =>
    till(sight, 'hubin', {
      kind: 'hand-over',
      who: 'shen',
      requestId: sight.requestId,
      code: '谢谢',
    }),
  'hand-over off duty': (sight) => {
    if (sight.world.duty.get('gu')?.day === sight.world.today)
      return onDay(plusDays(sight.world.today, 1))
    return withGoods(sight, open(sight), (goods) => goal({ ...handOver(sight, goods), who: 'gu' }))
  },
  'duty in a shop of others': ({ requestId }) =>
    goal({ kind: 'duty', who: 'gu', requestId, shop: 'hubin' }),
}

function open({ world }: Sight) {
  return (each: Redeemed) => isOpen(each) && each.lastDay >= world.today
}

type Code = 'write-off' | 'hand-over'

function writeOff(sight: Sight, { code }: Redeemed, who = 'shen', place = 0) {
  return { kind: 'write-off' as const, who, requestId: sight.ids(place), code: code ?? '' }
}

function handOver(sight: Sight, { code, shop }: Redeemed) {
  return {
    kind: 'hand-over' as const,
    who: guideAt(shop),
    requestId: sight.ids(0),
    code: code ?? '',
  }
}

/** The guide of a shop does it there. */
function till(
  sight: Sight,
  shop: string,
  ask: { kind: Code; who: string; requestId: string; code: string },
): Next {
  const who = guideAt(shop)
  return joined(sight, who) ?? onDuty(sight, who, shop) ?? goal({ ...ask, who })
}

/** A coupon that fits; on the way to it one is redeemed, used or cancelled. */
function withCoupon(
  sight: Sight,
  fits: (each: Redeemed) => boolean,
  then: (coupon: Redeemed) => Next,
): Next | null {
  const coupon = redeemedThing(sight, COUPON, (each) => fits(each) && each.who !== 'shen')
  if (coupon) return then(coupon)
  const fresh = redeemedThing(sight, COUPON, (each) => open(sight)(each) && each.who !== 'shen')
  if (!fresh || fits(fresh)) return redeeming(sight, COUPON)
  return made(sight, fresh, fits, 'write-off')
}

function withGoods(
  sight: Sight,
  fits: (each: Redeemed) => boolean,
  then: (goods: Redeemed) => Next,
): Next | null {
  const goods = redeemedThing(sight, GOODS, (each) => fits(each) && each.who !== guideAt(each.shop))
  if (goods) return then(goods)
  const fresh = redeemedThing(
    sight,
    GOODS,
    (each) => open(sight)(each) && each.who !== guideAt(each.shop),
  )
  if (!fresh || fits(fresh)) return redeeming(sight, GOODS, shopOf(sight))
  return made(sight, fresh, fits, 'hand-over')
}

/** Uses or cancels a fresh one, whichever makes it fit. */
function made(
  sight: Sight,
  fresh: Redeemed,
  fits: (each: Redeemed) => boolean,
  kind: Code,
): Next | null {
  const { requestId } = sight
  if (fits({ ...fresh, used: { who: '', requestId: '' } })) {
    const shop = kind === 'hand-over' ? fresh.shop : shopOf(sight)
    const done = till(sight, shop, { kind, who: '', requestId, code: fresh.code ?? '' })
    return 'asks' in done ? { ...done, isGoal: false } : done
  }
  const redemption =
    fresh.kind === 'coupon'
      ? `shanyu:${fresh.code}`
      : `shanyu:${sight.world.members.get(fresh.who)?.memberId}:${fresh.requestId}`
  return onTheWay({ kind: 'cancel', who: fresh.who, requestId, redemption, staff: false })
}

/** Many wrong ones at the same time, until the next is refused. */
function lockedBy(
  sight: Sight,
  kind: string,
  most: number,
  wrong: (place: number) => Parameters<typeof goal>[0],
): Next {
  const tries = sight.world.wrong.get(`shen ${kind}`)
  const had = tries?.day === sight.world.today ? tries.count : 0
  if (had >= most) return goal(wrong(0))
  const asks = Array.from({ length: Math.min(CROWD, most - had) }, (_, place) => wrong(place))
  return onTheWay(...asks)
}

/** How many calls a step has where an aim makes many at once. */
export const CROWD = 6
