import type { Ask, PayNews } from '../ask'
import { BOX } from '../acts/cash-wish'
import { offersOf, priceOn } from '../rules/offer-rules'
import { aboutOf, JOB_AFTER_MS } from '../rules/reservation-rules'
import { redemptionId } from '../rules/undo-rules'
import { heldKey, type Held } from '../world/held'
import { goal, isOpen, onTheWay, rich, wayOf, type Aim, type Next, type Sight } from './aim'

/** A request that came late began this much later at most. */
const LATE_MS = 1000

/** Points enough for anything that costs cash besides. */
const PURSE = 90
/** WeChat Pay ends a payment by whole seconds. */
const A_SECOND_MS = 1000
const COUPON = 'bake-50'

/** What is reserved, paid, given up and given back. */
export const CASH_AIMS: Readonly<Record<string, Aim>> = {
  'goods for points and cash': (sight) => bought(sight, BOX, 'cash'),
  'a coupon for cash alone': (sight) => bought(sight, COUPON, 'bought'),
  'given up before it is paid': (sight) => {
    const held = openOf(sight)
    return held ? goal(asks(sight, 'reservation.cancel', held)) : reserving(sight)
  },
  'asked once more for what to pay with': (sight) => {
    const held = openOf(sight)
    const isLive = held !== undefined && sight.world.now < held.payBy
    return isLive ? goal(asks(sight, 'reservation.pay', held)) : reserving(sight)
  },
  'nobody pays': (sight) => {
    const held = openOf(sight)
    if (!held) return reserving(sight)
    const at = held.payBy + JOB_AFTER_MS + LATE_MS
    if (sight.world.now < at) return { at }
    return goal({ kind: 'jobs', who: 'timer', requestId: sight.requestId })
  },
  'asked after the time is over': (sight) => afterTime(sight, 'reservation.check'),
  'paying after the time is over': (sight) => afterTime(sight, 'reservation.pay'),
  'reserved again after the time is over': (sight) => afterTime(sight, 'reservation.reserve'),
  'a payment found by asking': (sight) => afterPaying(sight, 'reservation.check'),
  'a payment found on the way to pay': (sight) => afterPaying(sight, 'reservation.pay'),
  'a payment found on giving up': (sight) => afterPaying(sight, 'reservation.cancel'),
  'a payment found on reserving again': (sight) => afterPaying(sight, 'reservation.reserve'),
  'a payment found by the job': (sight) => {
    const held = untoldOf(sight)
    if (!held) return wayOf(paidBy(sight, 'not told') ?? reserving(sight))
    const at = held.payBy + JOB_AFTER_MS + LATE_MS
    if (sight.world.now < at) return { at }
    return goal({ kind: 'jobs', who: 'timer', requestId: sight.requestId })
  },
  'news of a payment that was lost': (sight) =>
    untoldOf(sight) ? goal(news(sight)) : wayOf(paidBy(sight, 'not told') ?? reserving(sight)),
  'cash that goes back': (sight) => {
    const back = lastOf(sight, ({ refund }) => refund !== null && refund !== 'done')
    if (back?.refund === 'underWay') return goal(news(sight))
    if (back) return onTheWay({ kind: 'jobs', who: 'timer', requestId: sight.requestId })
    return wayOf(cancelling(sight) ?? bought(sight, BOX, 'cash'))
  },
  'paid and given up at once': (sight) => {
    const [held, pay] = [openOf(sight), paidBy(sight, 'told')]
    if (!held || !pay || !('asks' in pay)) return reserving(sight)
    return goal(...pay.asks, asks(sight, 'reservation.cancel', held, 1))
  },
  'paid twice at once': (sight) => {
    const held = openOf(sight)
    if (!held) return reserving(sight)
    return goal(pays(sight, held, 'told', 0), pays(sight, held, 'told', 1))
  },
  'the last piece for cash at once': (sight) => {
    const left = sight.world.stock.get(BOX) ?? 0
    const [one = '', two = ''] = freest(sight)
    if (left > 1) return reserving(sight, BOX, 'cash')
    const poorOne = rich(sight, one, PURSE) ?? rich(sight, two, PURSE)
    return (
      poorOne ?? goal(reserveAsk(sight, one, { place: 0 }), reserveAsk(sight, two, { place: 1 }))
    )
  },
}

/** Reserved, paid, and asked how it stands: only that says the code. */
function bought(sight: Sight, reward: string, offer: string): Next | null {
  const made = lastOf(sight, (each) => each.reward === reward && each.state === 'fulfilled')
  const known = made && madeOf(sight, made)?.code
  if (made && !known) return goal(asks(sight, 'reservation.check', made))
  return wayOf(paidBy(sight, 'told', reward) ?? reserving(sight, reward, offer))
}

function madeOf({ world }: Sight, held: Held) {
  return world.redeemed.find((each) => heldKey(each) === heldKey(held))
}

/** Cancels something that cash was paid for. */
function cancelling(sight: Sight): Next | null {
  const { world, requestId } = sight
  const open = lastOf(sight, (each) => {
    const made = madeOf(sight, each)
    return made !== undefined && isOpen(made) && redemptionId(made, world) !== null
  })
  const made = open && madeOf(sight, open)
  const redemption = made && redemptionId(made, world)
  if (!open || !redemption) return null
  return onTheWay({ kind: 'cancel', who: open.who, requestId, redemption, staff: false })
}

function afterTime(sight: Sight, act: string): Next | null {
  const held = openOf(sight)
  if (!held) return reserving(sight)
  const at = held.payBy + A_SECOND_MS
  if (sight.world.now < at) return { at }
  return goal(asks(sight, act, held))
}

function afterPaying(sight: Sight, act: string): Next | null {
  const held = untoldOf(sight)
  if (held && sight.world.now < held.payBy) return goal(asks(sight, act, held))
  return wayOf(paidBy(sight, 'not told') ?? reserving(sight))
}

function lastOf({ world }: Sight, fits: (held: Held) => boolean): Held | undefined {
  return [...world.held.values()].findLast((each) => each.id !== null && fits(each))
}

function openOf(sight: Sight, reward?: string): Held | undefined {
  const fits = ({ reward: id }: Held) => reward === undefined || reward === id
  return lastOf(sight, (each) => each.state === 'reserved' && !each.isPaid && fits(each))
}

function untoldOf(sight: Sight): Held | undefined {
  return lastOf(sight, ({ state, isPaid }) => state === 'reserved' && isPaid)
}

/** Pays for what is open and not over. */
function paidBy(sight: Sight, how: PayNews, reward?: string): Next | null {
  const held = openOf(sight, reward)
  if (!held || sight.world.now >= held.payBy) return null
  return onTheWay(pays(sight, held, how, 0))
}

function pays({ ids }: Sight, { who, id }: Held, how: PayNews, place: number): Ask {
  return { kind: 'pay', who, requestId: ids(place), about: id ?? '', how }
}

function news({ requestId }: Sight): Ask {
  return { kind: 'pay-news', who: 'wechat', requestId }
}

/** An act about something held; reserving it again is its first request once more. */
function asks({ ids }: Sight, act: string, held: Held, place = 0): Ask {
  const isAgain = act === 'reservation.reserve'
  const requestId = isAgain ? held.requestId : ids(place)
  const about = isAgain ? held.about : (held.id ?? '')
  return { kind: 'act', who: held.who, requestId, act, about }
}

/** Reserves for somebody who still may. */
export function reserving(sight: Sight, reward = BOX, offer = 'cash'): Next | null {
  if ((sight.world.stock.get(reward) ?? 0) < 1) return null
  const [who = 'm0'] = freest(sight, reward)
  return rich(sight, who, PURSE) ?? onTheWay(reserveAsk(sight, who, { reward, offer }))
}

/** Those who have had the fewest first. */
export function freest({ world, people, draws }: Sight, reward = BOX): string[] {
  const from = (draws[0] ?? 0) % Math.max(1, people.length)
  const turned = [...people.slice(from), ...people.slice(0, from)]
  const had = (who: string) =>
    world.redeemed.filter((each) => each.who === who && each.reward === reward && !each.cancelled)
      .length +
    [...world.held.values()].filter(
      (each) => each.who === who && each.reward === reward && each.state === 'reserved',
    ).length
  return turned.sort((a, b) => had(a) - had(b))
}

interface Wanted {
  reward?: string
  offer?: string
  shop?: string
  more?: number
  place?: number
}

export function reserveAsk(sight: Sight, who: string, wanted: Wanted): Ask {
  const { rules, world, ids } = sight
  const { reward = BOX, offer: id = 'cash', shop = reward === BOX ? 'hubin' : '' } = wanted
  const found = rules.rewards.get(reward)
  const offer = found && offersOf(found).find((each) => each.id === id)
  const { points, fen } = offer ? priceOn(offer, world.today) : { points: 1, fen: 1 }
  const about = aboutOf({ reward, offer: id, points, fen: fen + (wanted.more ?? 0), shop })
  const requestId = ids(wanted.place ?? 0)
  return { kind: 'act', who, requestId, act: 'reservation.reserve', about }
}
