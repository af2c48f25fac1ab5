import { CouponTemplateRules } from '../../contracts/coupon/coupon-template'
import type { Account } from '../../domain/account/account'
import { assert } from '../../domain/assert'
import type { CheckInRules } from '../../domain/check-in/check-in'
import { payOccasions, type Occasion, type Paid } from '../../domain/check-in/check-in-reward'
import { issueCoupon, type Coupon } from '../../domain/coupon/coupon'
import { readStored } from '../../domain/programme/publishing/reading'
import { actionRules } from '../programme/action-rules'
import { isDuplicate } from '../../platform/failures'
import { designedCouponCode } from '../../platform/personal-data'
import type { InForce } from '../programme/publication'
import { copyId } from '../programme/publishing/stored'
import type { Transaction } from '../../platform/database/transaction'
import type { Movement } from '../../domain/ledger/movement'
import type { Gift, GivenCoupon } from '../../domain/account/account-parts'

/** The rules of check-in with the names of the coupons that they give. */
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

/** What one request pays, beside what it is paid for. */
export interface Giving {
  rules: InForce
  requestId: string
  now: number
  /** Another one designs other coupon codes, after one was taken already. */
  attempt: number
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
  const paid = payOccasions(before, occasions, ids, actionRules(giving.rules), giving)
  await tx.add('coupons', [...issued.values()])
  const coupons = [...issued.values()].map(({ _id, face }) => ({
    couponId: _id,
    title: face.title,
  }))
  return { ...paid, coupons }
}

async function couponOf(
  tx: Transaction,
  account: Account,
  { key, coupon }: Occasion,
  { rules, now, attempt }: Giving,
): Promise<Coupon | null> {
  if (!coupon) return null
  const { templateId } = coupon
  const { brand, nickname: memberName } = account
  const entry = `${account._id}:check-in:${key}`
  const template =
    rules.templates.get(templateId)?.rules ?? (await withdrawn(tx, brand, templateId))
  const shopNames = template.shops.map((id) => rules.shops.get(id)?.rules.name ?? id)
  const given = { brand, account: account._id, memberName, templateId, shopNames }
  const code = designedCouponCode(`${entry}:${attempt}`)
  return issueCoupon(template, { ...given, code, redemption: null, gift: { entry } }, now)
}

/** A running cycle or a tier keeps its coupon, also after staff took the template away: its last version. */
export async function withdrawn(tx: Transaction, brand: string, templateId: string) {
  const last = await tx.get('published', `coupon_templates:${brand}:${templateId}`)
  assert(last !== null, 'a coupon that is given was published')
  const read = readStored(CouponTemplateRules, last.body)
  if (read) return read.rules
  // Damaged by hand: its copy in the history is what was published.
  const copy = await tx.get('published', copyId(last._id, last.version))
  const kept = readStored(CouponTemplateRules, copy?.body)
  assert(kept !== null, 'a coupon that is given can be read')
  return kept.rules
}

/** A designed code may be taken by another coupon, one time in many millions: then the next one. */
export async function withFreeCodes<R>(give: (attempt: number) => Promise<R>): Promise<R> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await give(attempt)
    } catch (thrown) {
      if (!isDuplicate(thrown) || attempt === 2) throw thrown
    }
  }
}
