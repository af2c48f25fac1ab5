/** What a review brought, kept on the claim so that a refund finds it. */
export interface PaidReview {
  entry: string
  points: number
  growth: number
  title: string
  ruleVersion: number
}

/** What an order was counted for, so that it is taken off again where it was put on. */
export interface CountedOrder {
  task: string
  cycle: string
  categories: string[]
  /** What must stay paid for it to count. */
  leastFen: number
}

/** How somebody has shown that an order is theirs; number: they knew no more than that. */
export type Shown = 'phone' | 'proof' | 'staff' | 'number'
