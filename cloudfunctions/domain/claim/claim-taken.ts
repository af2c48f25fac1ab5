import type { Account } from '../account/account'
import type { By, Entry } from '../account/entry'
import { oneMoreNews } from '../ledger/entry-news'
import type { Notice } from '../message/message'
import type { Order, OrderClaim } from '../order/order'
import type { SettleRules } from './settlement'
import { takeBack } from './claim-move'
import { movedAway, type ClaimReview, type WaitingClaim } from './waiting-claim'

/** The member who loses an order to another one, and their claim. */
export interface Holder {
  account: Account
  /** The claim of theirs that had waited, or null where there was none. */
  waited: WaitingClaim | null
}

/** An order that leaves its holder: everything that is written for that member. */
export interface Taken {
  account: Account
  entries: Entry[]
  trace: WaitingClaim
  notice: Notice | null
}

/** Entries take back what the order brought, and a trace of the claim says why. */
export function takeFromHolder(
  { order, held }: { order: Order; held: OrderClaim },
  { account: holder, waited }: Holder,
  why: { by: By; at: number; decision: ClaimReview['decision']; notice: Notice | null },
  rules: SettleRules,
): Taken {
  const { by, at, decision, notice } = why
  const { account, entries } = takeBack(order, held, holder, by, rules, at)
  const told = notice ? { ...account, ...oneMoreNews(account) } : account
  return { account: told, entries, trace: movedAway(order, held, waited, { at, decision }), notice }
}
