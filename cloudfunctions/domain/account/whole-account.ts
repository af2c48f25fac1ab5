import * as v from 'valibot'

const Whole = v.pipe(v.number(), v.safeInteger())
const Log = v.optional(v.array(v.looseObject({})))
const Sums = v.record(v.string(), Whole)

/** What every action relies on in a stored account; it says nothing about whether the sums are right. */
const WholeAccount = v.looseObject({
  memberId: v.string(),
  nickname: v.string(),
  phoneTail: v.string(),
  joinedAt: Whole,
  seq: Whole,
  balance: Whole,
  lots: v.array(v.looseObject({ expiresOn: v.string(), points: Whole })),
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
  cancels: Log,
  joins: Log,
})

/**
 * Whether all parts are there in their form: an edit by hand or a lost write may have removed one.
 */
export function isWholeAccount(account: object): boolean {
  return v.is(WholeAccount, account)
}
