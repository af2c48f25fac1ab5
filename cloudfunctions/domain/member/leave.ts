import { LEFT } from '../../contracts/member/nickname'
import { NEVER, spendable, type Account } from '../account/account'
import { businessDay } from '../business-day'
import { expire, negative, record } from '../ledger/ledger'
import type { MemoryParts } from './memory-parts'
import type { Order } from '../order/order'
import type { Movement } from '../ledger/movement'

/** Shown in place of a deleted name. */
export const NAMELESS = LEFT

/** 注销 of one account: `<brand>:<keyed hash of the caller and the request>`. */
export interface Departure {
  _id: string
  brand: string
  account: string
  memberId: string
  inputHash: string
  leftAt: number
  /** leaving: nobody can use the account any more, but parts of it are not closed yet. */
  state: 'leaving' | 'done'
  /** Memories that are still to be written, under these ids; absent once all are written. */
  rest?: { ids: string[]; lives: string[]; parts: Partial<MemoryParts> }
}

/** Refuses to take more than the member was shown: points may have come in since. */
export function refuseLoss(
  account: Account,
  agreed: { points: number; pending: number },
  now: number,
) {
  const { points } = spendable(account, businessDay(now))
  const { pending } = account
  if (points <= agreed.points && pending <= agreed.pending) return null
  return { refused: 'MORE_TO_LOSE' as const, detail: { points, pending } }
}

/** The account without personal data; its sums stay until everything on it is closed. */
export function withoutPerson(account: Account, leftAt: number): Account {
  const { phoneEnd: _1, phoneMove: _2, ...nameless } = account
  const { profile: _3, subscriptions: _4, claimWatch: _5, joins: _6, ...rest } = nameless
  const nobody = { nickname: NAMELESS, phoneTail: '', phoneMasked: null, isGuide: false }
  const { tier } = rest
  const manual = tier?.manual ? { ...tier.manual, reason: '' } : null
  const forgotten = tier ? { tier: { ...tier, manual } } : {}
  // So that no job assesses its tier any more.
  return { ...rest, ...nobody, ...forgotten, leftAt, nextTier: NEVER }
}

/**
 * An order of a member who has left stays theirs, so that nobody claims it again. Points that have
 * not posted never will; a refund of what was credited is remembered, see `late-refund.ts`.
 */
export function closeLeftClaim(order: Order, account: Account): { order: Order; account: Account } {
  const { claim } = order
  if (!claim || claim.state === 'credited' || claim.state === 'closed') return { order, account }
  return {
    order: { ...order, claim: { ...claim, state: 'closed', pendingPoints: 0 } },
    account: { ...account, pending: account.pending - claim.pendingPoints },
  }
}

/** 积分作废: every lot and every debt ends, so that nobody owes anything. */
export function forfeit(account: Account, now: number, ruleVersion: number): Movement {
  const start = expire(account, now, ruleVersion)
  const { lots, deficit } = start.account
  if (lots.length === 0 && deficit === 0) return start
  const change = { kind: 'expire' as const, lots: negative(lots), deficit: 0 - deficit }
  const happened = { what: 'leave', facts: {} } as const
  const why = { key: 'leave', source: 'leave', happened } as const
  const moved = record(start.account, change, { ...why, now, ruleVersion })
  return { account: moved.account, entries: [...start.entries, ...moved.entries] }
}
