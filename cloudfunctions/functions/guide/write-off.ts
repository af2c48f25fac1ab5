import { validateCoupon, writeOff } from '../../contracts/write-off'
import { readCouponCode, refuseWriteOff, walletKey, type Coupon } from '../../domain/coupon'
import { dutyToday } from '../../domain/duty'
import type { GuideContext } from '../../platform/caller-gate'
import { getDocument } from '../../platform/collection'
import { handler } from '../../platform/door'
import { isDuplicate } from '../../platform/failures'
import { transact } from '../../platform/transaction'
import { checkPickUp } from './hand-over'

export const handleValidateCoupon = handler(
  validateCoupon,
  async ({ code: typed }, context: GuideContext) => {
    const { brand, now, today, guide } = context
    const duty = dutyToday(guide.duty, today)
    if (!duty) return { refused: 'OFF_DUTY' }
    const code = readCouponCode(typed)
    if (!code) return { refused: 'COUPON_CODE_INVALID' }
    const coupon = await getDocument('coupons', `${brand}:${code}`)
    if (!coupon) return (await checkPickUp(code, duty, context)) ?? { refused: 'COUPON_NOT_FOUND' }
    const refusal = refuseWriteOff(coupon, duty.shopId, now)
    if (refusal) return refusal
    const { face, memberName, expiresAt } = coupon
    return { code, face, memberName, expiresAt }
  },
)

export const handleWriteOff = handler(
  writeOff,
  async ({ requestId, code: typed }, { brand, now, today, guide }: GuideContext) => {
    const code = readCouponCode(typed)
    if (!code) return { refused: 'COUPON_CODE_INVALID' }
    const duty = dutyToday(guide.duty, today)
    const once = transact(async (tx) => {
      const coupon = await tx.get('coupons', `${brand}:${code}`)
      if (!coupon) return tx.abort({ refused: 'COUPON_NOT_FOUND' as const })
      const { writtenOff } = coupon
      if (writtenOff?.requestId === requestId && writtenOff.guideId === guide._id) {
        return tx.abort(answerOf(coupon))
      }
      if (!duty) return tx.abort({ refused: 'OFF_DUTY' as const })
      const refusal = refuseWriteOff(coupon, duty.shopId, now)
      if (refusal) return tx.abort(refusal)
      const { shopId, shopName } = duty
      const by = { guideId: guide._id, guideName: guide.name, shopId, shopName }
      const used: Coupon = {
        ...coupon,
        state: 'writtenOff',
        useKey: walletKey(now, code),
        useRequest: `${guide._id}:${requestId}`,
        writtenOff: { requestId, at: now, businessDay: today, ...by },
      }
      await tx.put('coupons', used)
      return answerOf(used)
    })
    return once.catch((thrown: unknown) => {
      // The unique index of `useRequest`: this request has written off another coupon.
      if (isDuplicate(thrown)) return { refused: 'REQUEST_ID_REUSED' as const }
      throw thrown
    })
  },
)

function answerOf({ code, face, memberName, writtenOff }: Coupon) {
  const { shopName = '', guideName = '', at = 0 } = writtenOff ?? {}
  return { code, face, memberName, shopName, guideName, writtenOffAt: at }
}
