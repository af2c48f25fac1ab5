import { assert, assertWhole } from '../assert'
import { businessDay, type BusinessDay } from '../business-day'
import { noKind, type ByKind } from './by-kind'
import { assertLots, splitExpired, sumOfLots, type Lot } from './lot'
import type { GrowthBucket } from './growth-bucket'
import type { Subscriptions } from './subscription'
import type { AnsweredRequest } from '../once-only'
import {
  type CheckInState,
  type ClaimWatch,
  type CodeTries,
  type EarnedToday,
  type PhoneMove,
  type Profile,
  type TaskState,
  type TierGiftHad,
  type TierState,
  type WrongCodes,
  newCheckInState,
} from './account-parts'

/** 账户: one member in one brand. Every movement of points reads and writes this document. */
export interface Account {
  /** `<brand>:<memberId>`. */
  _id: string
  brand: string
  memberId: string
  nickname: string
  /** The last two digits of the phone, or empty: enough for a member to know another account. */
  phoneTail: string
  phoneMasked: string | null
  /** The last four digits, to recognize orders with this phone; absent without a mainland one. */
  phoneEnd?: string
  /** A number that went to another member, or came from one; absent once the phone is changed. */
  phoneMove?: PhoneMove
  consentVersion: string
  /** Every text that the member agreed to, newest last, with the number of its programme. */
  consents?: { version: string; program: number; at: number }[]
  joinedAt: number
  /** 注销: nothing is earned or spent any more, and no personal data is left here. */
  leftAt?: number
  /** Number of ledger entries; the newest entry has this number. */
  seq: number
  /** Sum of all entries = sum of all lots. */
  balance: number
  lots: Lot[]
  /** The day on which the first lot expires, for the job that removes expired ones. */
  nextExpiry: BusinessDay
  /** Points taken back beyond the balance; the next earnings pay them. */
  deficit: number
  growth: number
  /** The growth of the last months, for tiers that count a window; absent before the first. */
  growthBuckets?: GrowthBucket[]
  /** Absent until the first assessment under a tier policy. */
  tier?: TierState
  /**
   * The day on which something is due about the tier, for the job; a day long ago means in the next
   * run.
   */
  nextTier: BusinessDay
  /** What all entries together earned, by kind, so that nobody has to read the history. */
  earnedByKind: ByKind
  /** Points of finished orders that have not posted yet; no part of the balance. */
  pending: number
  checkIn: CheckInState
  /** Order claims of the newest day with a claim, and what the newest requests asked. */
  claims: {
    day: BusinessDay
    count: number
    /** Order points of that day, for the daily cap. */
    points: number
    /** Absent before the first. */
    requests?: AnsweredRequest<null>[]
  }
  /** Absent before the first claim. */
  claimWatch?: ClaimWatch
  /** Absent before the first printed code. */
  printCodes?: CodeTries
  /** Other codes that were typed wrongly; absent before the first. */
  wrongCodes?: WrongCodes
  /** What was earned today without an order, for the caps; absent before the first. */
  earnedToday?: EarnedToday
  /** What the member told us about themselves; absent before the first. */
  profile?: Profile
  /** Absent before the first task. */
  tasks?: TaskState
  /** Who invited this member, and whether both were paid; absent for members who came alone. */
  invitedBy?: { account: string; paid: boolean }
  /** Once-for-ever gifts of an earlier membership; absent for people who were never here before. */
  giftsHad?: ('join' | 'profile')[]
  /** Earlier memberships whose memories this account took over; absent in a first membership. */
  lives?: string[]
  /** How much of the debt of each earlier membership was taken over; absent where there is none. */
  debtsMet?: Record<string, number>
  /** The name of this membership in its memory; absent until the member leaves. */
  life?: string
  /** Gifts of tiers that the person had, in this membership or earlier; absent before the first. */
  tierGifts?: TierGiftHad[]
  /** The year in which a birthday of an earlier membership counted. */
  birthdayYear?: number
  /** How often each reward was redeemed. */
  redeemed: Record<string, number>
  /** Which redemption each of the newest requests has cancelled; absent before the first. */
  cancels?: AnsweredRequest<null>[]
  /** Subscription messages that were accepted; absent until the first. */
  subscriptions?: Subscriptions
  /** Counts what happened that the member did not do on the phone; absent before the first. */
  newsCount?: number
  /** Time of the newest notice about points that expire; writing it twice counts nothing twice. */
  newsAt?: number
  /** `newsCount` as it was when the member last looked at their messages, and when that was. */
  newsSeen?: number
  newsSeenAt?: number
  /** Requests to join that changed something for an existing member; absent before the first. */
  joins?: AnsweredRequest<null>[]
  isGuide: boolean
  /** Absent for members who never were staff. */
  isStaff?: boolean
}

/** The next expiry of an account without lots. */
export const NEVER: BusinessDay = '9999-12-31'

export function newAccount(
  who: Pick<
    Account,
    'brand' | 'memberId' | 'nickname' | 'phoneTail' | 'phoneMasked' | 'consentVersion' | 'joinedAt'
  >,
): Account {
  return {
    _id: accountId(who.brand, who.memberId),
    ...who,
    seq: 0,
    balance: 0,
    lots: [],
    nextExpiry: NEVER,
    deficit: 0,
    growth: 0,
    nextTier: businessDay(who.joinedAt),
    earnedByKind: noKind(),
    pending: 0,
    checkIn: newCheckInState(),
    claims: { day: '', count: 0, points: 0 },
    redeemed: {},
    isGuide: false,
  }
}

export function accountId(brand: string, memberId: string): string {
  return `${brand}:${memberId}`
}

/** Rules that hold at every instant; asserted after a read and before a write. */
export function assertAccount(account: Account): void {
  assertLots(account.lots)
  assertWhole(account.balance, 'the balance')
  assertWhole(account.deficit, 'the deficit')
  assertWhole(account.growth, 'the growth')
  assertWhole(account.pending, 'the pending points')
  assertWhole(account.seq, 'the number of entries')
  assert(account.balance === sumOfLots(account.lots), 'the balance is the sum of the lots')
}

/** What can be spent today: expired lots do not count, even before a job removes them. */
export function spendable(account: Account, today: BusinessDay): { points: number; lots: Lot[] } {
  const { good } = splitExpired(account.lots, today)
  return { points: sumOfLots(good), lots: good }
}
