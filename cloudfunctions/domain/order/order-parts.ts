/** What a review brought, stored on the claim so that a refund can take it back. */
export interface PaidReview {
  entry: string
  points: number
  growth: number
  title: string
  ruleVersion: number
}

/** What an order was counted for, so that it can be subtracted there again. */
export interface CountedOrder {
  task: string
  cycle: string
  categories: string[]
  /** The amount that must stay paid for it to count. */
  leastFen: number
}

/** 认领: what a claim has in both of its forms, on its order and while it waits for one. */
export interface EitherClaim {
  account: string
  requestId: string
  claimedAt: number
  /** The last two digits of the claimant's phone, or empty. */
  tail: string
}

/**
 * What one form of a claim hands on to the other: every field has to be named, also an optional one,
 * so that a field added to `EitherClaim` does not compile wherever it would be lost.
 */
export type Handed<T> = { [Field in keyof Required<T>]: T[Field] }

/** How a member has proved that an order is theirs; number: they only knew its number. */
export type Shown = 'phone' | 'proof' | 'staff' | 'number'
