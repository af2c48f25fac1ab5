import type { Ask, PayNews } from '../ask'
import { SHELF } from '../programme/shelf'
import { aboutOf, type CashWish } from '../rules/reservation-rules'
import { shopOf } from '../resolve-wish'
import type { World } from '../world/world'

/** What costs cash, by reward and offer. */
const FOR_CASH = Object.entries(SHELF).flatMap(([reward, { offers = [] }]) =>
  (offers as { id: string; price: { points: number; fen?: number } }[])
    .filter(({ price }) => price.fen)
    .map(({ id, price }) => ({ reward, offer: id, points: price.points, fen: price.fen ?? 0 })),
)

const ODD: readonly ((wish: CashWish) => CashWish)[] = [
  (wish) => ({ ...wish, reward: 'nothing-like-it' }),
  (wish) => ({ ...wish, offer: 'none' }),
  (wish) => ({ ...wish, fen: wish.fen - 1 }),
  (wish) => ({ ...wish, points: wish.points + 1 }),
  (wish) => ({ ...wish, fen: 0 }),
  (wish) => ({ ...wish, shop: '' }),
  (wish) => ({ ...wish, shop: 'nowhere' }),
]

/** Usually at its price, and in a shop. */
export function cashWishOf(draw: number): CashWish {
  const found = FOR_CASH[draw % FOR_CASH.length] ?? FOR_CASH[0]
  if (!found) throw new Error('nothing on the shelf costs cash')
  const wish = { ...found, shop: found.reward === BOX ? shopOf(draw % 6) : '' }
  const odd = ODD[draw % (ODD.length * 4)]
  return odd ? odd(wish) : wish
}

/** The goods that cost cash; everything else of it is a coupon. */
export const BOX = 'gift-box'

/** Usually what is open is paid by whoever reserved it; where nothing is, something is reserved. */
export function payOf(
  [a = 0, b = 0, c = 0]: readonly number[],
  { who, requestId }: { who: string; requestId: string },
  { held, members }: World,
  isAlone: boolean,
): Ask {
  const known = [...held.values()].filter(({ id }) => id !== null)
  const open = known.filter(({ state, isPaid }) => state === 'reserved' && !isPaid)
  const list = b % 6 > 0 && open.length > 0 ? open : b % 3 === 0 ? known : []
  const chosen = list[a % Math.max(1, list.length)]
  if (!chosen || chosen.id === null) {
    const about = aboutOf(cashWishOf(a))
    return { kind: 'act', who, requestId, act: 'reservation.reserve', about }
  }
  // Sometimes somebody else tries to pay.
  const other = c % 12 === 0 && members.has(who) ? who : chosen.who
  // With calls at once nobody can tell whose news was lost.
  const how: PayNews = isAlone ? (HOW[c % HOW.length] ?? 'told') : 'told'
  return { kind: 'pay', who: other, requestId, about: chosen.id, how }
}

const HOW: readonly PayNews[] = ['told', 'not told', 'told', 'told twice', 'told']
