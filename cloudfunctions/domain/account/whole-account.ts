import * as v from 'valibot'
import type { Account } from './account'

const Whole = v.pipe(v.number(), v.safeInteger())
const Log = v.optional(v.array(v.looseObject({})))
const Names = v.optional(v.array(v.string()))
const Sums = v.record(v.string(), Whole)

/** The lists of an account. */
export type Lists = {
  [K in keyof Account]-?: NonNullable<Account[K]> extends readonly unknown[] ? K : never
}[keyof Account]

/** What its entries are, so that a form of other entries does not compile. */
type Entries<E> = [E] extends [string] ? string : [E] extends [number] ? number : object
type Forms = {
  [K in Lists]: v.GenericSchema<
    unknown,
    readonly Entries<NonNullable<Account[K]>[number]>[] | undefined
  >
}

/** Every list of an account, so that a new one is looked at, too, or does not compile. */
const LISTS = {
  lots: v.array(v.looseObject({ expiresOn: v.string(), points: Whole })),
  consents: Log,
  growthBuckets: Log,
  giftsHad: Names,
  lives: Names,
  tierGifts: Log,
  cancels: Log,
  joins: Log,
} satisfies Forms

/** What every action relies on in a stored account; it says nothing about whether the sums are right. */
const WholeAccount = v.looseObject({
  memberId: v.string(),
  nickname: v.string(),
  phoneTail: v.string(),
  joinedAt: Whole,
  seq: Whole,
  balance: Whole,
  ...LISTS,
  nextExpiry: v.string(),
  deficit: Whole,
  growth: Whole,
  pending: Whole,
  earnedByKind: Sums,
  checkIn: v.looseObject({
    runs: v.array(v.looseObject({ from: v.string(), to: v.string() })),
    ladders: v.array(v.looseObject({ since: v.string() })),
    months: Sums,
    monthly: Sums,
    milestonesOn: v.record(v.string(), v.string()),
    makeUps: v.looseObject({ count: Whole }),
    last: v.nullable(v.looseObject({ requestId: v.string() })),
    makeUpRequests: Log,
  }),
  claims: v.looseObject({ day: v.string(), count: Whole, points: Whole, requests: Log }),
  redeemed: Sums,
})

/**
 * Whether all parts are there in their form: an edit by hand or a lost write may have removed one.
 */
export function isWholeAccount(account: object): boolean {
  return v.is(WholeAccount, account)
}
