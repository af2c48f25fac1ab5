import * as v from 'valibot'
import { AmountFen, BusinessDay, Count, Points } from '../scalars'

/** 攒够的路, one step: what to do, what it brings, and where one tap leads. */
export const WayStep = v.strictObject({
  kind: v.picklist([
    ...(['pending', 'collect', 'daily', 'profile', 'visit', 'check-in'] as const),
    ...(['orders', 'categories', 'claim'] as const),
  ]),
  title: v.string(),
  points: Points,
  /** How many times it is still to be done. */
  count: Count,
  /** The day on which pending points post; null for a step that the member takes. */
  on: v.nullable(BusinessDay),
  /** For an order: what it would have to cost, at the base rate. */
  paidFen: v.nullable(AmountFen),
})

/** What is missing for a reward, and the shortest list of steps that brings it. */
export const Way = v.strictObject({ short: Points, steps: v.array(WayStep) })
