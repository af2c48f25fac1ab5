import { plusDays } from '../rules/calendar'
import {
  goal,
  guideAt,
  isOpen,
  joined,
  memberOf,
  onDay,
  onDuty,
  onTheWay,
  poor,
  redeemAsk,
  redeemedThing,
  redeeming,
  rich,
  shopOf,
  someone,
  wayOf,
  type Aim,
  type Next,
  type Sight,
} from './aim'

/** What is redeemed, refused and cancelled. */
export const MALL_AIMS: Record<string, Aim> = {
  'redeemed coupon': (sight) => asGoal(redeeming(sight, 'toast'), 'redeem'),
  'redeemed goods': (sight) => asGoal(redeeming(sight, 'mug', shopOf(sight)), 'redeem'),
  'the last piece at once': (sight) => {
    const left = sight.world.stock.get('coffee') ?? 0
    const [one = '', two = ''] = sight.people
    const points = sight.rules.rewards.get('coffee')?.points ?? 0
    if (left > 1) return redeeming(sight, 'coffee')
    const asks = [one, two].map((who, place) =>
      redeemAsk(sight, who, { reward: 'coffee', shop: '' }, place),
    )
    return rich(sight, one, points) ?? rich(sight, two, points) ?? goal(...asks)
  },
  'not on sale yet': (sight) => redeemsBadly(sight, 'pineapple-cake', 'hubin'),
  'cancelled though it cannot be': (sight) => cancels(sight, 'discount-80', ''),
  'sold out': (sight) => redeemsBadly(sight, 'cheesecake', 'hubin'),
  'a reward that is not there': (sight) => redeemsBadly(sight, 'nothing-like-it', ''),
  'goods without a shop': (sight) => redeemsBadly(sight, 'mug', ''),
  'goods in no shop': (sight) => redeemsBadly(sight, 'mug', 'nowhere'),
  'another price': (sight) => redeemsBadly(sight, 'toast', '', 1),
  'too few points': (sight) => {
    const who = someone(sight, () => true)
    const points = sight.rules.rewards.get('apron')?.points ?? 0
    const wish = { reward: 'apron', points, shop: 'hubin' }
    return (
      poor(sight, who, points) ?? goal({ kind: 'redeem', who, requestId: sight.requestId, ...wish })
    )
  },
  'the member limit': (sight) => {
    const offer = sight.rules.rewards.get('mug')
    const count = (who: string) =>
      sight.world.redeemed.filter(
        (each) => each.who === who && each.reward === 'mug' && !each.cancelled,
      ).length
    const who = [...sight.people].sort((a, b) => count(b) - count(a))[0] ?? 'm0'
    const ask = redeemAsk(sight, who, { reward: 'mug', shop: shopOf(sight) })
    if (count(who) >= (offer?.perMember ?? Infinity)) return goal(ask)
    return rich(sight, who, ask.points) ?? onTheWay(ask)
  },
  'cancelled coupon': (sight) => cancels(sight, 'toast', ''),
  'cancelled goods': (sight) => cancels(sight, 'mug', shopOf(sight)),
  'cancelled by staff': (sight) => cancels(sight, 'toast', '', true),
  'cancelled by staff after the end': (sight) => {
    const coupon = redeemedThing(sight, 'toast', isOpen)
    if (!coupon) return redeeming(sight, 'toast')
    if (coupon.lastDay >= sight.world.today) return onDay(plusDays(coupon.lastDay, 1))
    return cancelOf(sight, coupon, true)
  },
  'cancelled after the end': (sight) => {
    const coupon = redeemedThing(sight, 'toast', isOpen)
    if (!coupon) return redeeming(sight, 'toast')
    if (coupon.lastDay >= sight.world.today) return onDay(plusDays(coupon.lastDay, 1))
    return cancelOf(sight, coupon, false)
  },
  'cancelled on the last day': (sight) => {
    const coupon = redeemedThing(
      sight,
      'toast',
      (each) => isOpen(each) && each.lastDay >= sight.world.today,
    )
    if (!coupon) return redeeming(sight, 'toast')
    if (coupon.lastDay > sight.world.today) return onDay(coupon.lastDay)
    return cancelOf(sight, coupon, false)
  },
  'cancelled twice': (sight) => {
    const again = redeemedThing(sight, 'mug', ({ cancelled }) => cancelled !== null)
    return again ? cancelOf(sight, again, false) : wayOf(cancels(sight, 'mug', shopOf(sight)))
  },
  'cancelled twice by staff': (sight) => {
    const again = redeemedThing(sight, 'mug', ({ cancelled }) => cancelled !== null)
    return again ? cancelOf(sight, again, true) : wayOf(cancels(sight, 'mug', shopOf(sight)))
  },
  'cancelled after the use': (sight) => cancelsUsed(sight, 'toast', false),
  'cancelled by staff after the use': (sight) => cancelsUsed(sight, 'toast', true),
  'cancelled after the hand-over': (sight) => cancelsUsed(sight, 'mug', false),
  'cancelled by staff after the hand-over': (sight) => cancelsUsed(sight, 'mug', true),
  'cancelled and used at once': (sight) => {
    const coupon = redeemedThing(
      sight,
      'toast',
      (each) => isOpen(each) && each.lastDay >= sight.world.today,
    )
    if (!coupon || coupon.who === 'shen') return redeeming(sight, 'toast')
    const use = {
      kind: 'write-off' as const,
      who: 'shen',
      requestId: sight.ids(1),
      code: coupon.code ?? '',
    }
    const cancel = cancelOf(sight, coupon, false)
    const ready = onDuty(sight, 'shen', 'hubin')
    return ready ?? ('asks' in cancel ? goal(use, ...cancel.asks) : cancel)
  },
}

function asGoal(next: Next | null, kind: string): Next | null {
  if (!next || !('asks' in next)) return next
  return { ...next, isGoal: next.asks[0]?.kind === kind }
}

function redeemsBadly(sight: Sight, reward: string, shop: string, less = 0): Next {
  const who = someone(sight, () => true)
  const points = sight.rules.rewards.get(reward)?.points ?? 10
  const wish = { reward, points: points - less, shop }
  return (
    rich(sight, who, points) ?? goal({ kind: 'redeem', who, requestId: sight.requestId, ...wish })
  )
}

function cancelOf(
  sight: Sight,
  {
    kind,
    code,
    who,
    requestId: redeemedWith,
  }: { kind: string; code: string | null; who: string; requestId: string },
  staff: boolean,
): Next {
  const goods = `shanyu:${memberOf(sight, who)?.memberId}:${redeemedWith}`
  const redemption = kind === 'coupon' ? `shanyu:${code}` : goods
  return goal({ kind: 'cancel', who, requestId: sight.requestId, redemption, staff })
}

function cancels(sight: Sight, reward: string, shop: string, staff = false): Next | null {
  const { today } = sight.world
  const own = redeemedThing(sight, reward, (each) => isOpen(each) && each.lastDay >= today)
  return own ? cancelOf(sight, own, staff) : redeeming(sight, reward, shop)
}

function cancelsUsed(sight: Sight, reward: string, staff: boolean): Next | null {
  const { today } = sight.world
  const used = redeemedThing(sight, reward, (each) => each.used !== null)
  if (used) return cancelOf(sight, used, staff)
  const fresh = redeemedThing(
    sight,
    reward,
    (each) => isOpen(each) && each.lastDay >= today && each.who.startsWith('m'),
  )
  if (!fresh) return redeeming(sight, reward, reward === 'mug' ? shopOf(sight) : '')
  const shop = fresh.shop === '' ? 'hubin' : fresh.shop
  const kind = reward === 'mug' ? ('hand-over' as const) : ('write-off' as const)
  const guide = guideAt(shop)
  const use = { kind, who: guide, requestId: sight.requestId, code: fresh.code ?? '' }
  return joined(sight, guide) ?? onDuty(sight, guide, shop) ?? onTheWay(use)
}
