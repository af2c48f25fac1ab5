import type { Found } from '../message/alert-facts'
import type { Account } from '../account/account'
import type { Order } from '../order/order'
import type { ClaimWatch } from '../account/account-parts'

const DAY_MS = 24 * 60 * 60 * 1000
const HOUR_MS = 60 * 60 * 1000

export interface ProofRules {
  /**
   * When a claim needs a proof besides the number. never: for no order. phone: for an order that
   * shows a phone. always: for every order.
   */
  proof: 'never' | 'phone' | 'always'
  /** After this many failed numbers within a day, claiming is locked for a day. */
  lockAfter: number
}

export type ClaimAlarm = 'claim-guessing' | 'claim-sequence' | 'claim-hurry' | 'claim-buyers'

const IN_HOUR_MAX = 10
const IN_ROW_MAX = 4
const BUYERS_MAX = 4
/** Two numbers closer to each other than this are neighbours. */
const NEIGHBOUR = 10n

export function watchOf(account: Account): ClaimWatch {
  const none = { wrong: 0, wrongSince: 0, unproven: 0, lockedUntil: 0, hourSince: 0, inHour: 0 }
  return account.claimWatch ?? { ...none, lastNo: '', inRow: 1, buyers: [] }
}

/** Too many wrong tries: nothing can be claimed for a day, not even one's own order. */
export function refuseLockedClaims(account: Account, { proof }: ProofRules, now: number) {
  const until = account.claimWatch?.lockedUntil ?? 0
  return proof === 'never' || until <= now
    ? null
    : { refused: 'CLAIM_LOCKED' as const, detail: { until } }
}

/** The account after one claim was counted, and the alerts that it raises. */
export interface Watched {
  account: Account
  alarms: ClaimAlarm[]
}

/** Counts a claim: how fast they come, whether in sequence, and of how many buyers. */
export function watchClaim(
  account: Account,
  about: { orderNo: string; buyer: string | null },
  now: number,
): Watched {
  const before = watchOf(account)
  const sameHour = now < before.hourSince + HOUR_MS
  const inHour = sameHour ? before.inHour + 1 : 1
  const inRow = areNeighbours(before.lastNo, about.orderNo) ? before.inRow + 1 : 1
  const isNew = about.buyer !== null && !before.buyers.includes(about.buyer)
  const buyers = isNew && about.buyer ? [...before.buyers, about.buyer] : before.buyers
  const watch = {
    ...before,
    inHour,
    inRow,
    hourSince: sameHour ? before.hourSince : now,
    lastNo: about.orderNo,
    buyers: buyers.slice(-2 * BUYERS_MAX),
  }
  const alarms: ClaimAlarm[] = [
    ...(inHour === IN_HOUR_MAX ? (['claim-hurry'] as const) : []),
    ...(inRow === IN_ROW_MAX ? (['claim-sequence'] as const) : []),
    ...(isNew && buyers.length === BUYERS_MAX ? (['claim-buyers'] as const) : []),
  ]
  return { account: { ...account, claimWatch: watch }, alarms }
}

/** Counts a number that led to nothing; whether it exists makes no difference. */
export function countUnproven(account: Account, rules: ProofRules, now: number): Watched {
  if (rules.proof === 'never') return { account, alarms: [] }
  const before = watchOf(account)
  const sameDay = now < before.wrongSince + DAY_MS
  const wrong = sameDay ? before.wrong + 1 : 1
  const since = sameDay ? before.wrongSince : now
  const isLocked = wrong >= rules.lockAfter
  const unproven = before.unproven + 1
  const watch = isLocked
    ? { ...before, unproven, wrong: 0, wrongSince: 0, lockedUntil: now + DAY_MS }
    : { ...before, unproven, wrong, wrongSince: since }
  const alarms: ClaimAlarm[] = isLocked ? ['claim-guessing'] : []
  return { account: { ...account, claimWatch: watch }, alarms }
}

/** The buyer, as far as an order shows: its phone, or the buyer's digits in a Tmall number. */
export function buyerOf({ channel, orderNo, phoneTail }: Order): string | null {
  if (phoneTail !== null) return phoneTail
  return channel === 'tmall' && /^\d{18,19}$/.test(orderNo) ? orderNo.slice(-6) : null
}

function areNeighbours(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false
  const [first, second] = [a, b].map((each) => each.replace(/\D/g, ''))
  if (!first || !second) return false
  const apart = BigInt(first) - BigInt(second)
  return apart < NEIGHBOUR && apart > -NEIGHBOUR
}

/** The facts of an alert about claims. */
export function alarmFound(alarm: ClaimAlarm, account: Account): Found {
  const { inRow, inHour, buyers } = watchOf(account)
  switch (alarm) {
    case 'claim-guessing':
      return { kind: alarm, facts: {} }
    case 'claim-sequence':
      return { kind: alarm, facts: { inRow } }
    case 'claim-hurry':
      return { kind: alarm, facts: { inHour } }
    case 'claim-buyers':
      return { kind: alarm, facts: { buyers: buyers.length } }
  }
}
