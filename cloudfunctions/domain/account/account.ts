import { assert, assertWhole } from '../assert'
import { businessDay, type BusinessDay } from '../business-day'
import { noKind, type ByKind } from './by-kind'
import { assertLots, splitExpired, sumOfLots, type Lot } from './lot'
import type { GrowthBucket } from './growth-bucket'
import type { Subscriptions } from './subscription'
import type { ToldRequest } from '../once-only'
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

/** 账户: one member in one brand. The document that every movement of points reads and writes. */
export interface Account {
  /** `<brand>:<memberId>`. */
  _id: string
  brand: string
  memberId: string
  nickname: string
  /** The last two digits of the phone, or empty: enough for a member to know another account. */
  phoneTail: string
  phoneMasked: string | null
  /** The last four digits, to know an order of this phone; absent without one of the mainland. */
  phoneEnd?: string
  /** The number that went to another member, or came from one; absent once it is changed. */
  phoneMove?: PhoneMove
  consentVersion: string
  /** Every text that was agreed to, the newest last, with the number of its programme. */
  consents?: { version: string; program: number; at: number }[]
  joinedAt: number
  /** 注销: nothing is earned or spent any more, and nothing here tells who it was. */
  leftAt?: number
  /** Number of ledger entries; the newest entry has this number. */
  seq: number
  /** Sum of all entries = sum of all lots. */
  balance: number
  lots: Lot[]
  /** The day on which the first lot ends, for the job that looks for ended ones. */
  nextExpiry: BusinessDay
  /** Clawed back beyond the balance; the next earnings pay it. */
  deficit: number
  growth: number
  /** The growth of the last months, for tiers that count a window; not there before the first. */
  growthBuckets?: GrowthBucket[]
  /** Not there before the first look at it under a tier policy. */
  tier?: TierState
  /** The day on which something is due about the tier, for the job that looks; empty is at once. */
  nextTier: BusinessDay
  /** What all entries together earned, by kind: the account says it without its history. */
  earnedByKind: ByKind
  /** Points of finished orders that have not posted yet; no part of the balance. */
  pending: number
  checkIn: CheckInState
  /** Order claims made on the newest day of claiming, and what the newest requests asked. */
  claims: {
    day: BusinessDay
    count: number
    /** Order points of that day, for the cap of a day. */
    points: number
    /** Not there before the first. */
    requests?: ToldRequest<null>[]
  }
  /** Not there before the first claim. */
  claimWatch?: ClaimWatch
  /** Not there before the first printed code. */
  printCodes?: CodeTries
  /** Other codes that were typed wrongly; not there before the first. */
  wrongCodes?: WrongCodes
  /** What was earned today without an order, for the caps; not there before the first. */
  earnedToday?: EarnedToday
  /** What the member told about themselves; not there before the first. */
  profile?: Profile
  /** Not there before the first task. */
  tasks?: TaskState
  /** Who invited this member, and whether both were paid for it; absent for who came alone. */
  invitedBy?: { account: string; paid: boolean }
  /** Once-for-ever gifts of an earlier membership; absent for who was never here before. */
  giftsHad?: ('join' | 'profile')[]
  /** Earlier memberships whose used-up things are noted here; absent for who was never here. */
  lives?: string[]
  /** How much of the debt of each earlier membership was taken over; absent without any. */
  debtsMet?: Record<string, number>
  /** The name of this membership in what is remembered of it; absent while it lasts. */
  life?: string
  /** Gifts of tiers that were had, here or in an earlier membership; absent before the first. */
  tierGifts?: TierGiftHad[]
  /** The year in which a birthday of an earlier membership counted. */
  birthdayYear?: number
  /** How often each reward was redeemed. */
  redeemed: Record<string, number>
  /** Which redemption each of the newest requests cancelled; absent before the first. */
  cancels?: ToldRequest<null>[]
  /** Subscription messages that were accepted; absent until the first. */
  subscriptions?: Subscriptions
  /** How much has come that the member did not do on the phone; absent before the first. */
  newsCount?: number
  /** When the walk over many accounts last told of points that end; it counts nothing twice. */
  newsAt?: number
  /** How much of it had come when they last looked at their messages, and when that was. */
  newsSeen?: number
  newsSeenAt?: number
  /** Joinings that changed something for who was a member already; absent before the first. */
  joins?: ToldRequest<null>[]
  isGuide: boolean
  /** Absent for everybody who never was. */
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

/** What must hold at every instant, asserted after a read and before a write. */
export function assertAccount(account: Account): void {
  assertLots(account.lots)
  assertWhole(account.balance, 'the balance')
  assertWhole(account.deficit, 'the deficit')
  assertWhole(account.growth, 'the growth')
  assertWhole(account.pending, 'the pending points')
  assertWhole(account.seq, 'the number of entries')
  assert(account.balance === sumOfLots(account.lots), 'the balance is the sum of the lots')
}

/** What can be spent today: lots that ended are no longer counted, also before a job removes them. */
export function spendable(account: Account, today: BusinessDay): { points: number; lots: Lot[] } {
  const { good } = splitExpired(account.lots, today)
  return { points: sumOfLots(good), lots: good }
}
