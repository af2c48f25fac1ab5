import { CouponTemplateRules } from '../../contracts/coupon/coupon-template'
import type { Account } from '../../domain/account/account'
import { assert } from '../../domain/assert'
import { issueCoupon, type Coupon } from '../../domain/coupon/coupon'
import { readStored } from '../../domain/programme/publishing/reading'
import type { Transaction } from '../../platform/database/transaction'
import { isDuplicate } from '../../platform/failures'
import { designedCouponCode } from '../../platform/personal-data'
import type { InForce } from '../programme/publication'
import { copyId } from '../programme/publishing/stored'

const CODE_TRIES = 3

/** Why a coupon is given: the entry that it comes with, and for the mall its redemption. */
export interface CouponCause {
  templateId: string
  /** The ledger entry that it comes with: the same entry always produces the same code. */
  entry: string
  /** The reward that was redeemed in the mall; absent on a gift. */
  redemption?: NonNullable<Coupon['redemption']>
}

/** Fields that all coupons given by one attempt share. */
export interface CouponTerms {
  rules: InForce
  now: number
  /** Counts the tries of `withFreeCodes`: each one produces other codes, in case one was in use. */
  attempt: number
}

/**
 * 发券, the only way to give a coupon: loads its template, decides the coupon and makes its code. The
 * caller adds it in the same transaction as the entry it belongs to, inside `withFreeCodes`.
 */
export async function couponFor(
  tx: Transaction,
  { _id: account, brand, nickname: memberName }: Account,
  { templateId, entry, redemption }: CouponCause,
  { rules, now, attempt }: CouponTerms,
): Promise<Coupon> {
  const template =
    rules.templates.get(templateId)?.rules ?? (await lastVersion(tx, brand, templateId))
  const shopNames = template.shops.map((id) => rules.shops.get(id)?.rules.name ?? id)
  const code = designedCouponCode(`${entry}:${attempt}`)
  const given = { brand, account, memberName, templateId, shopNames, code }
  const why = redemption ? { redemption } : { redemption: null, gift: { entry } }
  return issueCoupon(template, { ...given, ...why }, now)
}

/** A running cycle or a tier keeps its coupon even after staff withdrew the template. */
async function lastVersion(tx: Transaction, brand: string, templateId: string) {
  const last = await tx.get('published', `coupon_templates:${brand}:${templateId}`)
  assert(last !== null, 'a coupon that is given was published')
  const read = readStored(CouponTemplateRules, last.body)
  if (read) return read.rules
  // Somebody edited it by hand: its copy in the history is what was published.
  const copy = await tx.get('published', copyId(last._id, last.version))
  const kept = readStored(CouponTemplateRules, copy?.body)
  assert(kept !== null, 'a coupon that is given can be read')
  return kept.rules
}

/** Once in many millions a code already belongs to another coupon: then the next one is tried. */
export async function withFreeCodes<R>(give: (attempt: number) => Promise<R>): Promise<R> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await give(attempt)
    } catch (thrown) {
      if (!isDuplicate(thrown) || attempt === CODE_TRIES - 1) throw thrown
    }
  }
}
