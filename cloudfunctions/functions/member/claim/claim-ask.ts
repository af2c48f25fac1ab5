import type { InputOf, Refused } from '../../../contracts/action'
import type { submitClaim } from '../../../contracts/claim/claim'
import type { Channel } from '../../../contracts/order/channel'
import type { Account } from '../../../domain/account/account'
import type { ClaimRules } from '../../../domain/claim/claim'
import type { ConsentTerms } from '../../../domain/member/consent'
import { orderId, type Order } from '../../../domain/order/order'
import type { MemberContext } from '../../../platform/door/caller-gate'

/** One request to claim, with everything that its steps need. */
export interface ClaimAsk {
  input: InputOf<typeof submitClaim>
  /** What the request is about: the same id about anything else is refused. */
  about: string
  rules: ClaimRules
  program: ConsentTerms
  context: MemberContext
}

/** Channel and number by the number's shape, and an order under it, whoever it belongs to. */
export interface Wanted {
  channel: Channel
  orderNo: string
  found: Order | null
}

/** The member who asks, as the transaction found them. */
export interface Asking {
  account: Account
  /** While this lock is set, nothing new is claimed. */
  locked: Refused<'CLAIM_LOCKED' | 'CONSENT_NEEDED'> | null
  /** How often facts about this number were given, including this time. */
  tries: number
}

/** The number of a wanted order: the order's own id, or the id that it would have. */
export function idOf({ channel, orderNo, found }: Wanted, { context }: ClaimAsk): string {
  return found?._id ?? orderId(context.brand, channel, orderNo)
}
