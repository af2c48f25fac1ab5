import type { Account } from '../account/account'
import { earnForAction, type ActionRules } from '../ledger/action-reward'
import { monthOf, type BusinessDay } from '../business-day'
import type { CheckedIn, MonthStep } from './check-in'
import type { Movement } from '../ledger/movement'
import type { Happened } from '../account/entry-facts'
import type { CheckInState, Gift } from '../account/account-parts'

/** One thing that a check-in or a make-up pays for: the day itself, or a monthly step. */
export interface Occasion extends Gift {
  /** Its permanent name: a day, or a month and a number of days. */
  key: string
  happened: Happened
}

export function dayOccasion(decision: CheckedIn, today: BusinessDay): Occasion {
  const { earned: points, milestone, streakDays } = decision
  const { growth, coupon } = milestone ?? { growth: 0, coupon: null }
  const facts = { streakDays, ...giftFacts({ growth, coupon }) }
  return { key: today, happened: { what: 'check-in', facts }, points, growth, coupon }
}

/** Steps of the month that contains the day that was checked in or made up. */
export function monthOccasions(steps: readonly MonthStep[], day: BusinessDay): Occasion[] {
  const month = monthOf(day)
  return steps.map(({ days, points, growth, coupon }) => ({
    key: `${month}:days:${days}`,
    happened: { what: 'month-step', facts: { month, days, ...giftFacts({ growth, coupon }) } },
    points,
    growth,
    coupon,
  }))
}

function giftFacts({ growth, coupon }: Pick<Gift, 'growth' | 'coupon'>) {
  return { growth, coupon: coupon?.title ?? null }
}

/** What was paid, occasion by occasion. */
export interface Paid extends Movement {
  earned: number[]
  growthEarned: number
  cap: NonNullable<CheckInState['last']>['cap']
  paidToDeficit: number
}

/** Pays each occasion under its own key; `coupons` holds the coupon that goes with an occasion. */
export function payOccasions(
  before: Movement,
  occasions: readonly Occasion[],
  coupons: ReadonlyMap<string, string>,
  rules: ActionRules,
  asked: { requestId: string; now: number },
): Paid {
  let account: Account = before.account
  const paid: Paid = { ...before, earned: [], growthEarned: 0, cap: null, paidToDeficit: 0 }
  for (const { key, happened, points, growth } of occasions) {
    const reward = { action: 'check-in' as const, key, happened, points, growth }
    const ref = coupons.get(key) ?? null
    const moved = earnForAction(account, { ...reward, ref }, rules, asked)
    account = moved.account
    paid.entries = [...paid.entries, ...moved.entries]
    paid.earned.push(moved.earned)
    paid.growthEarned += growth
    paid.paidToDeficit += moved.paidToDeficit
    const { hit } = moved
    if (hit) paid.cap = { limit: hit.limit, missed: hit.missed + (paid.cap?.missed ?? 0) }
  }
  return { ...paid, account }
}
