import type { Aim } from './aim'
import { CASH_AIMS } from './cash-aims'
import { CASH_REFUSAL_AIMS } from './cash-refusal-aims'
import { CLAIM_AIMS } from './claim-aims'
import { CORRECTION_AIMS } from './correction-aims'
import { DESK_AIMS } from './desk-aims'
import { LOOK_AIMS } from './look-aims'
import { MALL_AIMS } from './mall-aims'
import { OFFER_AIMS } from './offer-aims'
import { MEMBER_AIMS } from './member-aims'
import { ORDER_AIMS } from './order-aims'
import { POOL_AIMS } from './pool-aims'
import { TASK_AIMS } from './task-aims'
import { TILL_AIMS } from './till-aims'

/** Every aim by its name. */
export const AIMS: Readonly<Record<string, Aim>> = {
  ...TILL_AIMS,
  ...MALL_AIMS,
  ...OFFER_AIMS,
  ...MEMBER_AIMS,
  ...ORDER_AIMS,
  ...DESK_AIMS,
  ...CLAIM_AIMS,
  ...CORRECTION_AIMS,
  ...TASK_AIMS,
  ...POOL_AIMS,
  ...LOOK_AIMS,
  ...CASH_AIMS,
  ...CASH_REFUSAL_AIMS,
}

/** How many steps the longest ways take; all others need at most six. */
const LONG: Readonly<Record<string, number>> = {
  'a till that is locked': 6,
  'a hand-over that is locked': 6,
  'a task too late': 9,
  'a task collected': 8,
  'a task collected twice': 9,
  'the last piece at once': 10,
  'an offer used up': 12,
  'make-ups used up': 9,
  'a task under the cap': 9,
  'staff refuse the buyer': 8,
  'staff give the order to its buyer': 8,
  'staff do not see who has the order': 8,
  'staff give an order that is closed': 9,
  'a claim that is decided': 9,
  'friends of a day used up': 7,
  'cash that goes back': 9,
  'the last piece for cash at once': 11,
  'what costs cash is sold out': 11,
  'what costs cash is used up': 7,
}

export function stepsOf(aim: string): number {
  return LONG[aim] ?? 6
}

/** Aims that make several calls at once, and how many. */
const CROWDS: Readonly<Record<string, number>> = {
  'a till that is locked': 6,
  'a hand-over that is locked': 6,
  'a duty that is locked': 6,
  'visit codes that are locked': 6,
  'a look that is locked': 6,
  'labels that are locked': 6,
  'claims of a day used up': 6,
  'one coupon at two tills': 2,
  'two check-ins of a day at once': 2,
  'the last piece at once': 2,
  'cancelled and used at once': 2,
  'two claims of one order at once': 2,
  'a code seen and cancelled at once': 2,
  'reviews used up': 4,
  'paid and given up at once': 2,
  'paid twice at once': 2,
  'the last piece for cash at once': 2,
}

export function crowdOf(aim: string): number {
  return CROWDS[aim] ?? 1
}
