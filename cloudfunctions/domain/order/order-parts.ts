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

/** How a member has proved that an order is theirs; number: they only knew its number. */
export type Shown = 'phone' | 'proof' | 'staff' | 'number'
