import type { Account } from '../account/account'
import { assert } from '../assert'
import { businessDay } from '../business-day'
import type { Coupon } from '../coupon/coupon'
import { expire, restore, takenBy, type Restored } from '../ledger/ledger'
import type { Redemption } from './redemption'
import { withAnswer } from '../once-only'
import type { Entry } from '../account/entry'
import type { Cancelled } from './cancelled'
import { countedDown } from './offer-limit'

/** What a redemption brought: goods, or a coupon of the mall. */
export type Made = Redemption | Coupon

type CancelRefusal =
  'ALREADY_CANCELLED' | 'ALREADY_FULFILLED' | 'CODE_SHOWN' | 'COUPON_USED' | 'COUPON_REVOKED'
type OwnCancelRefusal = CancelRefusal | 'NOT_CANCELLABLE' | 'COUPON_EXPIRED' | 'CODE_EXPIRED'

interface Refusal<R extends string> {
  refused: R
  detail?: Record<string, string | number>
}

/** What was redeemed, in one form for goods and coupons; null for a coupon that was given. */
export function redeemedBy(made: Made) {
  if (!('code' in made)) return made
  return made.redemption
}

/** Why nobody can cancel this any more, or null. */
export function refuseCancel(made: Made): Refusal<CancelRefusal> | null {
  if (made.cancelled) return { refused: 'ALREADY_CANCELLED' }
  if (!('code' in made)) {
    if (made.state === 'placed') return null
    return { refused: made.held ? 'CODE_SHOWN' : 'ALREADY_FULFILLED' }
  }
  if (made.writtenOff) {
    const { at, shopName } = made.writtenOff
    return { refused: 'COUPON_USED', detail: { at, shopName } }
  }
  return made.state === 'issued' ? null : { refused: 'COUPON_REVOKED' }
}

/** Why the member cannot cancel this now, or null. */
export function refuseOwnCancel(made: Made, now: number): Refusal<OwnCancelRefusal> | null {
  const refusal = refuseCancel(made)
  if (refusal) return refusal
  if (redeemedBy(made)?.cancellable === false) return { refused: 'NOT_CANCELLABLE' }
  if ('code' in made && now > made.expiresAt) {
    return { refused: 'COUPON_EXPIRED', detail: { on: businessDay(made.expiresAt) } }
  }
  const lastDay = 'code' in made ? null : (made.held?.lastDay ?? null)
  if (lastDay !== null && lastDay < businessDay(now)) {
    return { refused: 'CODE_EXPIRED', detail: { on: lastDay } }
  }
  return null
}

/** The natural key of a cancellation's entry: the points of a redemption are given back once. */
export function cancelKey(redeemRequestId: string): string {
  return `redemption:${redeemRequestId}:restore`
}

/** Everything that cancelling changes; the caller also puts one piece back on its stock shard. */
export interface Cancellation extends Restored {
  made: Made
  cancelled: Cancelled
}

/** 取消兑换: the points go back to the lots they came from, and the limit counts one less. */
export function cancelMade(
  made: Made,
  account: Account,
  burned: Entry,
  asked: Pick<Cancelled, 'requestId' | 'inputHash' | 'by'>,
  terms: { now: number; ruleVersion: number; graceDays: number },
): Cancellation {
  const redeemed = redeemedBy(made)
  assert(redeemed !== null, 'it came from the mall')
  assert(burned.kind === 'burn', 'a redemption burned points')
  assert(burned.points === -redeemed.points, 'the burn is what the redemption cost')
  const { now, ruleVersion, graceDays } = terms
  const { requestId, by } = asked
  const start = expire(account, now, ruleVersion)
  const moved = restore(start.account, takenBy(burned), graceDays, {
    key: cancelKey(redeemed.requestId),
    source: 'redemption',
    now,
    ruleVersion,
    requestId,
    happened: { what: 'redeem-cancelled', facts: { reward: redeemed.name } },
    of: burned._id,
    ref: made._id,
    ...(by ? { by } : {}),
  })
  const cancelled: Cancelled = { ...asked, at: now, grace: moved.grace }
  return {
    ...moved,
    account: {
      ...moved.account,
      redeemed: countedDown(account.redeemed, redeemed.taken?.each ?? [redeemed.rewardId]),
      cancels: withAnswer(account.cancels, { requestId, about: made._id }, null),
    },
    entries: [...start.entries, ...moved.entries],
    cancelled,
    made:
      'code' in made
        ? { ...made, state: 'revoked', cancelled }
        : { ...made, state: 'cancelled', cancelled },
  }
}
