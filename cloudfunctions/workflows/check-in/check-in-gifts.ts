import type { Account } from '../../domain/account/account'
import type { CheckInRules } from '../../domain/check-in/check-in'
import { payOccasions, type Occasion, type Paid } from '../../domain/check-in/check-in-reward'
import { actionRules } from '../programme/action-rules'
import { couponFor, type CouponTerms } from '../coupon/issue-coupon'
import type { InForce } from '../programme/publication'
import type { Transaction } from '../../platform/database/transaction'
import type { Coupon } from '../../domain/coupon/coupon'
import type { Movement } from '../../domain/ledger/movement'
import type { Gift, GivenCoupon } from '../../domain/account/account-parts'

/** The check-in rules, with the names of the coupons that they give. */
export function checkInRules({ program, templates }: InForce): CheckInRules {
  const { checkIn } = program.rules
  const giftOf = (gift: { points: number; growth: number; coupon: string | null }): Gift => {
    const { points, growth, coupon: templateId } = gift
    if (templateId === null) return { points, growth, coupon: null }
    const title = templates.get(templateId)?.rules.title ?? '券'
    return { points, growth, coupon: { templateId, title } }
  }
  return {
    ...checkIn,
    milestones: checkIn.milestones.map((each) => ({ day: each.day, ...giftOf(each) })),
    monthly: checkIn.monthly.map((each) => ({ days: each.days, ...giftOf(each) })),
  }
}

/** What one payment needs besides the occasions that it is paid for. */
export interface Giving extends CouponTerms {
  requestId: string
}

/** Pays the occasions and issues their coupons in the same transaction. */
export async function giveOccasions(
  tx: Transaction,
  before: Movement,
  occasions: readonly Occasion[],
  giving: Giving,
): Promise<Paid & { coupons: GivenCoupon[] }> {
  const issued = new Map<string, Coupon>()
  for (const occasion of occasions) {
    const coupon = await couponOf(tx, before.account, occasion, giving)
    if (coupon) issued.set(occasion.key, coupon)
  }
  const ids = new Map([...issued].map(([key, { _id }]) => [key, _id]))
  const paid = payOccasions(before, occasions, ids, actionRules(giving.rules, 'check-in'), giving)
  await tx.add('coupons', [...issued.values()])
  const coupons = [...issued.values()].map(({ _id, face }) => ({
    couponId: _id,
    title: face.title,
  }))
  return { ...paid, coupons }
}

function couponOf(
  tx: Transaction,
  account: Account,
  { key, coupon }: Occasion,
  giving: Giving,
): Promise<Coupon | null> {
  if (!coupon) return Promise.resolve(null)
  const { templateId } = coupon
  return couponFor(tx, account, { templateId, entry: `${account._id}:check-in:${key}` }, giving)
}
