import type { ProofFact } from '../../contracts/claim/claim'
import type { Account } from '../account/account'
import { businessDay, clockTime, type BusinessDay } from '../business-day'
import type { ProofRules } from './claim-proof'
import type { Order, OrderClaim } from '../order/order'
import { FACTS_NEEDED, factsFor } from './proof-facts'
import type { Shown } from '../order/order-parts'

/** What the buyer of an order knows and a guesser does not. */
export interface ClaimProof {
  phoneTail?: string
  paidFen?: number
  paidOn?: BusinessDay
  paidTime?: string
}

/** How often facts about one number were given, by all members together; never reset. */
export interface ClaimTries {
  /** The id of the order with this number, whether it exists or not. */
  _id: string
  brand: string
  said: number
}

/** After this many tries a proof no longer decides; only the buyer's phone does, or staff. */
const TRIES_MAX = 8

/**
 * Whether this member is the buyer: the order ends in the digits of the phone that WeChat verified.
 */
export function isBuyer({ phoneTail }: Pick<Order, 'phoneTail'>, account: Account): boolean {
  return phoneTail !== null && phoneTail === account.phoneEnd
}

/** How this member has proved that the order is theirs; null if they have not. */
export function shownBy(
  order: Order,
  account: Account,
  said: { proof: ClaimProof | null | undefined; tries: number },
  { proof: asked }: Pick<ProofRules, 'proof'>,
): Shown | null {
  if (isBuyer(order, account)) return 'phone'
  if (said.proof && said.tries <= TRIES_MAX && fits(order, said.proof)) return 'proof'
  if (asked === 'never') return 'number'
  return asked === 'phone' && order.phoneTail === null ? 'number' : null
}

/** Everything that was given must be right, and two facts must not be readable from the number. */
function fits(order: Order, proof: ClaimProof): boolean {
  const known = knownOf(order)
  const said = (Object.keys(proof) as ProofFact[]).filter((fact) => proof[fact] !== undefined)
  const checked = said.filter((fact) => known[fact].length > 0)
  if (!checked.every((fact) => known[fact].includes(proof[fact] ?? ''))) return false
  const counted = factsFor(order.channel, order.orderNo).filter((fact) => checked.includes(fact))
  return counted.length >= FACTS_NEEDED
}

/** What the order says about each fact; empty where its source hid it or left it out. */
function knownOf(order: Order): Record<ProofFact, readonly (string | number)[]> {
  const { phoneTail, paidFen, paidAt, createdAt } = order
  return {
    phoneTail: phoneTail === null ? [] : [phoneTail],
    paidFen: paidFen > 0 ? [paidFen] : [],
    paidOn: paidAt === null ? [] : [businessDay(paidAt)],
    paidTime: [paidAt, createdAt].flatMap(minuteOf),
  }
}

/** Exactly midnight, to the second, means a day without a time. */
function minuteOf(instant: number | null): string[] {
  if (instant === null) return []
  const time = clockTime(instant).slice(11)
  return time === '00:00:00' ? [] : [time.slice(0, 5)]
}

/** What happens to an order that another member has. */
export type Contest = 'moves' | 'staff' | 'stays'

/**
 * The buyer comes before a member who only knew the number: immediately while nothing has posted,
 * afterwards by a decision of staff. Between two members who have both proved it, staff decide.
 */
export function contestOf({ shown: held = 'number', state }: OrderClaim, shown: Shown): Contest {
  if (shown === 'number') return 'stays'
  const isOpen = state === 'waiting' || state === 'pending'
  return shown === 'phone' && held === 'number' && isOpen ? 'moves' : 'staff'
}
