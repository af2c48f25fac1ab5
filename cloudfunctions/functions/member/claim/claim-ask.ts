import type { InputOf, Refused } from '../../../contracts/action'
import type { submitClaim } from '../../../contracts/claim/claim'
import type { Channel } from '../../../contracts/order/channel'
import type { Account } from '../../../domain/account/account'
import type { ClaimRules } from '../../../domain/claim/claim'
import type { ConsentTerms } from '../../../domain/member/consent'
import { orderId, type Order } from '../../../domain/order/order'
import type { MemberContext } from '../../../platform/door/caller-gate'

/** One asking to claim, with what it needs at every step. */
export interface ClaimAsk {
  input: InputOf<typeof submitClaim>
  /** What the request is about: the same id about anything else is refused. */
  about: string
  rules: ClaimRules
  program: ConsentTerms
  context: MemberContext
}

/** The number as its shape tells it, and an order that stands under it, the member's or not. */
export interface Wanted {
  channel: Channel
  orderNo: string
  found: Order | null
}

/** The asking member, as the transaction found them. */
export interface Asking {
  account: Account
  /** Nothing new is claimed while there is one. */
  locked: Refused<'CLAIM_LOCKED' | 'CONSENT_NEEDED'> | null
  /** How often facts of this number were said, with this time. */
  tries: number
}

/** The number of a wanted order: its own id, or the one that it would have. */
export function idOf({ channel, orderNo, found }: Wanted, { context }: ClaimAsk): string {
  return found?._id ?? orderId(context.brand, channel, orderNo)
}
