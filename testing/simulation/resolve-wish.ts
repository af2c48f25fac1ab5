import type { Wish } from './ask'
import type { Rules } from './programme/programme'
import { offersOf, priceOn } from './rules/offer-rules'
import { spendableOf } from './rules/points'
import { SHOP_CODES } from './rules/shop-rules'
import type { World } from './world/world'

const SHELF = [
  'coffee',
  'coffee',
  'toast',
  'off-20',
  'off-20',
  'discount-80',
  'mug',
  'mug',
  'mug',
  'apron',
  'parking',
  'bake-50',
  'bake-50',
  'bake-50',
]
const ODD_SHELF = ['cheesecake', 'pineapple-cake', 'nothing-like-it']

/** A shop where goods can be picked up; rarely one that is not there. A fault may count it twice. */
export function shopOf(draw: number, isStruck = false): string {
  const shops = Object.keys(SHOP_CODES)
  const all = isStruck ? shops : [...shops, ...shops, 'nowhere']
  return all[draw % all.length] ?? ''
}

/** Usually something that the member can afford; any of the offers of a reward that has some. */
export function wishOf(
  [a, b, c]: readonly [number, number, number],
  purse: number,
  { today }: World,
  { rewards }: Rules,
): Wish {
  const list = b % 12 === 0 ? ODD_SHELF : SHELF
  const leastOf = (id: string) => {
    const reward = rewards.get(id)
    return Math.min(
      ...(reward ? offersOf(reward) : []).map((offer) => priceOn(offer, today).points),
    )
  }
  const near = list.filter((id) => rewards.has(id) && leastOf(id) <= purse)
  const shelf = b % 4 > 0 && near.length > 0 ? near : list
  const id = shelf[a % shelf.length] ?? 'coffee'
  const reward = rewards.get(id)
  const offers = reward ? offersOf(reward) : []
  const offer = offers[b % Math.max(1, offers.length)]
  const price = offer ? priceOn(offer, today).points : 1
  // Rarely a wrong price, which no contract refuses.
  const points = c % 25 === 0 ? Math.abs(price - 1) : price
  const wish = { reward: id, points, shop: reward?.kind === 'goods' ? shopOf(c) : '' }
  if (!offer || offer.id === '') return wish
  // Rarely an offer that is not there.
  return { ...wish, offer: c % 20 === 3 ? 'none' : offer.id }
}

export function purseOf(who: string, { members, today }: World): number {
  const member = members.get(who)
  return member ? spendableOf(member, today) : 0
}
