import type { Account } from './account'

/**
 * What happens to each part of an account when its member leaves. A new part does not compile until
 * it is listed here, and a remembered one also needs an entry in `memory-parts.ts`. remembered:
 * counts on when the person comes back. ends: ends with the membership. person: personal data, so
 * it is deleted immediately.
 */
export const RETENTION = {
  _id: 'ends',
  brand: 'ends',
  memberId: 'ends',
  nickname: 'person',
  phoneTail: 'person',
  phoneMasked: 'person',
  phoneEnd: 'person',
  phoneMove: 'person',
  consentVersion: 'ends',
  consents: 'ends',
  joinedAt: 'ends',
  leftAt: 'ends',
  seq: 'ends',
  balance: 'ends',
  lots: 'ends',
  nextExpiry: 'ends',
  deficit: 'remembered',
  growth: 'ends',
  growthBuckets: 'ends',
  tier: 'ends',
  nextTier: 'ends',
  earnedByKind: 'ends',
  pending: 'ends',
  checkIn: 'remembered',
  claims: 'remembered',
  claimWatch: 'remembered',
  printCodes: 'remembered',
  wrongCodes: 'remembered',
  earnedToday: 'remembered',
  profile: 'person',
  birthdayYear: 'remembered',
  tasks: 'remembered',
  invitedBy: 'ends',
  giftsHad: 'remembered',
  redeemed: 'remembered',
  cancels: 'ends',
  lives: 'ends',
  debtsMet: 'remembered',
  life: 'ends',
  tierGifts: 'remembered',
  subscriptions: 'person',
  joins: 'person',
  newsCount: 'ends',
  newsAt: 'ends',
  newsSeen: 'ends',
  newsSeenAt: 'ends',
  isGuide: 'ends',
  isStaff: 'ends',
} as const satisfies Record<keyof Required<Account>, 'remembered' | 'ends' | 'person'>

type Retention = typeof RETENTION
export type RememberedField = {
  [K in keyof Retention]: Retention[K] extends 'remembered' ? K : never
}[keyof Retention]
