import type { Ask } from '../ask'
import { offersOf, priceOn } from '../rules/offer-rules'
import { standingTier } from '../rules/tier-rules'
import {
  goal,
  isOpen,
  onDay,
  onTheWay,
  poor,
  redeemedThing,
  rich,
  someone,
  type Aim,
  type Next,
  type Sight,
} from './aim'

const REWARD = 'bake-50'

/** What is redeemed and refused of a reward with several offers. */
export const OFFER_AIMS: Record<string, Aim> = {
  'redeemed offer': (sight) => {
    const who = someone(sight, (_, each) => taken(sight, each) === 0)
    return rich(sight, who, 40) ?? goal(offerAsk(sight, who, 'plenty'))
  },
  'an offer that is not there': (sight) => asks(sight, 'none'),
  'an offer of a balance': (sight) => {
    const who = someone(sight, () => true)
    return poor(sight, who, 40) ?? goal(offerAsk(sight, who, 'plenty'))
  },
  'an offer of a tier': (sight) => {
    const { programme, today } = sight.world
    const who = someone(sight, (member) => standingTier(member, programme, today) === 'shisha')
    return rich(sight, who, 40) ?? goal(offerAsk(sight, who, 'tower'))
  },
  'an offer before its first day': (sight) => asks(sight, 'later'),
  'an offer after its last day': (sight) =>
    sight.world.today > '2026-12-15' ? asks(sight, 'tower') : onDay('2026-12-16'),
  'the limit of an offer': (sight) => {
    const who = [...sight.people].sort((a, b) => taken(sight, b) - taken(sight, a))[0] ?? 'm0'
    const ask = offerAsk(sight, who, 'plenty')
    return rich(sight, who, 60) ?? (taken(sight, who) > 0 ? goal(ask) : onTheWay(ask))
  },
  'an offer used up': (sight) => {
    const had = sight.people.reduce((sum, who) => sum + taken(sight, who), 0)
    const who = someone(sight, (_, each) => taken(sight, each) === 0)
    const ask = offerAsk(sight, who, 'plenty')
    return rich(sight, who, 40) ?? (had > 2 ? goal(ask) : onTheWay(ask))
  },
  'cancelled offer': (sight) => {
    const own = redeemedThing(sight, REWARD, (each) => isOpen(each) && notEnded(sight, each))
    const who = own?.who ?? someone(sight, (_, each) => taken(sight, each) === 0)
    if (!own) return rich(sight, who, 40) ?? onTheWay(offerAsk(sight, who, 'plenty'))
    const redemption = `shanyu:${own.code}`
    return goal({ kind: 'cancel', who, requestId: sight.requestId, redemption, staff: false })
  },
}

const notEnded = ({ world }: Sight, { lastDay }: { lastDay: string }) => lastDay >= world.today

/** How many of `plenty` somebody has had today. */
function taken({ world }: Sight, who: string): number {
  const own = world.redeemed.filter((each) => each.who === who && each.reward === REWARD)
  return own.filter(({ offer, on, cancelled }) => {
    return offer === 'plenty' && on === world.today && cancelled === null
  }).length
}

function asks(sight: Sight, offer: string): Next {
  const who = someone(sight, () => true)
  return rich(sight, who, 40) ?? goal(offerAsk(sight, who, offer))
}

function offerAsk({ rules, world, requestId }: Sight, who: string, id: string): Ask {
  const reward = rules.rewards.get(REWARD)
  const offer = reward && offersOf(reward).find((each) => each.id === id)
  const points = offer ? priceOn(offer, world.today).points : 1
  return { kind: 'redeem', who, requestId, reward: REWARD, offer: id, points, shop: '' }
}
