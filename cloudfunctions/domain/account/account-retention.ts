import type { Account } from './account'

/**
 * What happens to each part of an account when its member leaves. A new part does not compile until
 * it is listed here, and a remembered one also needs an entry in `memory-parts.ts`. remembered:
 * counts on when the person comes back. books: stays in the closed account, because sums and entries
 * are checked against it; never what somebody has chosen, said or liked. person: such things, and
 * all personal data, so it is deleted immediately.
 */
export const RETENTION = {
  _id: 'books',
  brand: 'books',
  memberId: 'books',
  nickname: 'person',
  phoneTail: 'person',
  phoneMasked: 'person',
  phoneEnd: 'person',
  phoneMove: 'person',
  consentVersion: 'books',
  consents: 'books',
  joinedAt: 'books',
  leftAt: 'books',
  seq: 'books',
  balance: 'books',
  lots: 'books',
  nextExpiry: 'books',
  deficit: 'remembered',
  growth: 'books',
  growthBuckets: 'books',
  tier: 'books',
  nextTier: 'books',
  earnedByKind: 'books',
  pending: 'books',
  checkIn: 'remembered',
  claims: 'remembered',
  claimWatch: 'remembered',
  printCodes: 'remembered',
  wrongCodes: 'remembered',
  earnedToday: 'remembered',
  profile: 'person',
  birthdayYear: 'remembered',
  tasks: 'remembered',
  invitedBy: 'books',
  giftsHad: 'remembered',
  redeemed: 'remembered',
  cancels: 'books',
  lives: 'books',
  debtsMet: 'remembered',
  life: 'books',
  tierGifts: 'remembered',
  subscriptions: 'person',
  joins: 'person',
  newsCount: 'books',
  newsAt: 'books',
  newsSeen: 'books',
  newsSeenAt: 'books',
  isGuide: 'books',
  isStaff: 'books',
} as const satisfies Record<keyof Required<Account>, 'remembered' | 'books' | 'person'>

type Retention = typeof RETENTION
export type RememberedField = {
  [K in keyof Retention]: Retention[K] extends 'remembered' ? K : never
}[keyof Retention]
