import { cashWishOf } from './cash-wish'
import { aboutOf } from '../rules/reservation-rules'
import { pick, type About, type Choice } from './choice'

const nobodys = () => 'shanyu:trade:nobody'

/** What is asked about cash; several entries of one act lead to its different answers. */
export const CASH_CHOICES: readonly (readonly [act: string, about: About])[] = [
  ['reservation.reserve', ({ a }) => aboutOf(cashWishOf(a))],
  ['reservation.reserve', ({ a }) => aboutOf(cashWishOf(a + 1))],
  ['reservation.pay', nobodys],
  ['reservation.pay', heldId],
  ['reservation.check', nobodys],
  ['reservation.check', heldId],
  ['reservation.cancel', nobodys],
  ['reservation.cancel', heldId],
]

/** Usually an own thing that is open. */
function heldId({ world, who, a }: Choice): string | null {
  const known = [...world.held.values()].filter(({ id }) => id !== null)
  const own = known.filter((each) => a % 6 === 0 || each.who === who)
  const open = own.filter(({ state }) => state === 'reserved')
  return pick(a % 3 > 0 && open.length > 0 ? open : own, a)?.id ?? null
}
