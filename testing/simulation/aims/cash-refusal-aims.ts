import { BOX } from '../acts/cash-wish'
import { freest, reserveAsk, reserving } from './cash-aims'
import { goal, onDay, onTheWay, poor, rich, someone, type Aim, type Next, type Sight } from './aim'

/** What cash cannot buy. */
export const CASH_REFUSAL_AIMS: Readonly<Record<string, Aim>> = {
  'cash for a reward that is not there': (sight) => badly(sight, { reward: 'nothing-like-it' }),
  'cash for an offer that is not there': (sight) => badly(sight, { offer: 'none' }),
  'cash for an offer that is over': (sight) =>
    sight.world.today > '2026-11-28' ? badly(sight, { offer: 'early' }) : onDay('2026-11-29'),
  'cash for an offer before its first day': (sight) => badly(sight, { offer: 'soon' }),
  'cash for goods without a shop': (sight) => badly(sight, { shop: '' }),
  'cash for goods in no shop': (sight) => badly(sight, { shop: 'nowhere' }),
  'another sum': (sight) => badly(sight, { more: 1 }),
  'cash for an offer of a balance': (sight) => {
    const who = someone(sight, () => true)
    return poor(sight, who, 60) ?? goal(reserveAsk(sight, who, { offer: 'rich' }))
  },
  'cash and too few points': (sight) => {
    const [who = 'm0'] = freest(sight)
    return poor(sight, who, 6) ?? goal(reserveAsk(sight, who, {}))
  },
  'the member limit of what costs cash': (sight) => {
    const who = freest(sight).at(-1) ?? 'm0'
    const ask = reserveAsk(sight, who, { offer: 'daily' })
    return rich(sight, who, 60) ?? (today(sight, who) > 0 ? goal(ask) : onTheWay(ask))
  },
  'what costs cash is used up': (sight) => {
    const had = sight.people.reduce((sum, who) => sum + today(sight, who), 0)
    const [who = 'm0'] = freest(sight).filter((each) => today(sight, each) === 0)
    const ask = reserveAsk(sight, who, { offer: 'daily' })
    return rich(sight, who, 60) ?? (had > 1 ? goal(ask) : onTheWay(ask))
  },
  'what costs cash is sold out': (sight) => {
    const [who = 'm0'] = freest(sight)
    if ((sight.world.stock.get(BOX) ?? 0) > 0) return reserving(sight)
    return rich(sight, who, 60) ?? goal(reserveAsk(sight, who, {}))
  },
}

function badly(sight: Sight, wanted: Parameters<typeof reserveAsk>[2]): Next | null {
  const [who = 'm0'] = freest(sight)
  return rich(sight, who, 60) ?? goal(reserveAsk(sight, who, wanted))
}

/** How many of the daily offer somebody has had today. */
function today({ world }: Sight, who: string): number {
  const isOwn = (each: { who: string; reward: string; offer: string; on: string }) =>
    each.who === who && each.reward === BOX && each.offer === 'daily' && each.on === world.today
  const held = [...world.held.values()].filter((each) => each.state === 'reserved' && isOwn(each))
  const made = world.redeemed.filter((each) => !each.cancelled && isOwn(each))
  return held.length + made.length
}
