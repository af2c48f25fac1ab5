import { shownName } from '../../contracts/member/nickname'
import { validateCoupon, writeOff } from '../../contracts/coupon/write-off'
import {
  faceNow,
  readCouponCode,
  refuseWriteOff,
  walletKey,
  type Coupon,
} from '../../domain/coupon/coupon'
import { refuseLockedCodes } from '../../domain/print-code/wrong-code'
import type { GuideContext } from '../../platform/door/caller-gate'
import { getDocument } from '../../platform/database/collection'
import { handler } from '../../platform/door/door'
import { dutyNow } from '../../workflows/guide/duty-now'
import { REUSED } from '../../domain/once-only'
import { isDuplicate } from '../../platform/failures'
import { inForce } from '../../workflows/programme/publication'
import { guideLine } from '../../platform/door/audit'
import { transact } from '../../platform/database/transaction'
import { countGuidesWrong } from '../../workflows/print-code/wrong-codes'
import { checkPickUp } from './hand-over'

export const handleValidateCoupon = handler(
  validateCoupon,
  async ({ code: typed }, context: GuideContext) => {
    const { brand, now, today, guide } = context
    const on = await dutyNow(context)
    if ('refused' in on) return on
    const locked = refuseLockedCodes(guide.wrongCodes, 'till', today)
    if (locked) return locked
    const { duty } = on
    const { shops } = await inForce(brand, now)
    const code = readCouponCode(typed)
    if (!code) return { refused: 'COUPON_CODE_INVALID' }
    const coupon = await getDocument('coupons', `${brand}:${code}`)
    if (!coupon) return (await checkPickUp(code, duty, context)) ?? wrongCode(context)
    const refusal = refuseOwn(coupon, context) ?? refuseWriteOff(coupon, duty.shopId, now, shops)
    if (refusal) return refusal
    const holder = await getDocument('accounts', coupon.account)
    if (holder?.leftAt !== undefined) return { refused: 'COUPON_REVOKED' as const }
    const { expiresAt } = coupon
    const memberName = shownName(coupon.memberName)
    return { code, face: faceNow(coupon, shops), memberName, expiresAt }
  },
)

export const handleWriteOff = handler(
  writeOff,
  async ({ requestId, code: typed }, context: GuideContext) => {
    const { brand, now, today, guide } = context
    const locked = refuseLockedCodes(guide.wrongCodes, 'till', today)
    if (locked) return locked
    const code = readCouponCode(typed)
    if (!code) return { refused: 'COUPON_CODE_INVALID' }
    const { shops } = await inForce(brand, now)
    const once = transact(async (tx) => {
      const coupon = await tx.get('coupons', `${brand}:${code}`)
      if (!coupon) return tx.abort(null)
      const { writtenOff } = coupon
      if (writtenOff?.requestId === requestId && writtenOff.guideId === guide._id) {
        return tx.abort(answerOf(coupon))
      }
      const on = await dutyNow(context, tx)
      if ('refused' in on) return tx.abort(on)
      const { duty } = on
      const refusal = refuseOwn(coupon, context) ?? refuseWriteOff(coupon, duty.shopId, now, shops)
      if (refusal) return tx.abort(refusal)
      // A member who has left uses nothing more, even where leaving was cut off before the coupon
      // ended.
      const holder = await tx.get('accounts', coupon.account)
      if (holder?.leftAt !== undefined) return tx.abort({ refused: 'COUPON_REVOKED' as const })
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
      const input = { coupon: coupon._id, shopId, requestId }
      await tx.add('audit', [guideLine(context, writeOff.name, input)])
      return answerOf(used)
    })
    const told = await once.catch((thrown: unknown) => {
      // The unique index of `useRequest`: this request has already written off another coupon.
      if (isDuplicate(thrown)) return REUSED
      throw thrown
    })
    return told ?? wrongCode(context)
  },
)

async function wrongCode(context: GuideContext) {
  const locked = await countGuidesWrong('till', context)
  return locked ?? { refused: 'COUPON_NOT_FOUND' as const }
}

/** Nobody writes off a coupon of their own. */
function refuseOwn({ account }: Coupon, { accountId }: GuideContext) {
  return account === accountId ? { refused: 'OWN_COUPON' as const } : null
}

function answerOf({ code, face, memberName, writtenOff }: Coupon) {
  const { shopName = '', guideName = '', at = 0 } = writtenOff ?? {}
  const shown = shownName(memberName)
  return { code, face, memberName: shown, shopName, guideName, writtenOffAt: at }
}
