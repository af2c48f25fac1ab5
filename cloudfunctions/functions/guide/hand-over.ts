import { shownName } from '../../contracts/member/nickname'
import { handOver } from '../../contracts/mall/hand-over'
import { readCouponCode } from '../../domain/coupon/coupon'
import type { Duty } from '../../domain/guide/duty'
import { handOver as handedOverBy, refuseHandOver } from '../../domain/mall/pick-up'
import type { Redemption } from '../../domain/mall/redemption'
import { refuseLockedCodes } from '../../domain/print-code/wrong-code'
import type { GuideContext } from '../../platform/door/caller-gate'
import { findDocuments, getDocument } from '../../platform/database/collection'
import { handler } from '../../platform/door/door'
import { dutyNow } from '../../workflows/guide/duty-now'
import { REUSED } from '../../domain/once-only'
import { isDuplicate } from '../../platform/failures'
import { pickUpKey } from '../../platform/personal-data'
import { guideLine } from '../../platform/door/audit'
import { transact } from '../../platform/database/transaction'
import { countGuidesWrong } from '../../workflows/print-code/wrong-codes'

/** 验码 for goods: what would be handed over, without doing it; null where no goods match. */
export async function checkPickUp(code: string, duty: Duty, context: GuideContext) {
  const found = await findByCode(code, context.brand)
  if (!found) return null
  const refusal = refuseHandOver(found, asGuide(duty, context), context.today)
  if (refusal) return refusal
  const holder = await getDocument('accounts', found.account)
  if (holder?.leftAt !== undefined) return { refused: 'PICK_UP_CANCELLED' as const }
  const { name, picture, shopName, placedAt, lastDay } = found
  const memberName = shownName(found.memberName)
  return { code, goods: { name, picture }, memberName, shopName, placedAt, lastDay }
}

export const handleHandOver = handler(
  handOver,
  async ({ requestId, code: typed }, context: GuideContext) => {
    const { brand, guide, now, today } = context
    const locked = refuseLockedCodes(guide.wrongCodes, 'till', today)
    if (locked) return locked
    const code = readCouponCode(typed)
    if (!code) return { refused: 'PICK_UP_CODE_INVALID' }
    const found = await findByCode(code, brand)
    if (!found) {
      return (await countGuidesWrong('till', context)) ?? { refused: 'PICK_UP_NOT_FOUND' as const }
    }
    const once = transact(async (tx) => {
      const redemption = await tx.get('redemptions', found._id)
      const account = await tx.get('accounts', found.account)
      // A member who has left cannot pick up anything; the goods go back to the shop.
      if (!redemption || account?.leftAt !== undefined) {
        return tx.abort({ refused: 'PICK_UP_NOT_FOUND' as const })
      }
      const { handedOver } = redemption
      if (handedOver?.requestId === requestId && handedOver.guideId === guide._id) {
        return tx.abort(answerOf(code, redemption))
      }
      const on = await dutyNow(context, tx)
      if ('refused' in on) return tx.abort(on)
      const { duty } = on
      const refusal = refuseHandOver(redemption, asGuide(duty, context), today)
      if (refusal) return tx.abort(refusal)
      const { shopId, shopName } = duty
      const by = { guideId: guide._id, guideName: guide.name, shopId, shopName }
      const done = handedOverBy(redemption, { requestId, at: now, businessDay: today, ...by })
      await tx.put('redemptions', done)
      const input = { redemption: done._id, shopId, requestId }
      await tx.add('audit', [guideLine(context, handOver.name, input)])
      return answerOf(code, done)
    })
    return once.catch((thrown: unknown) => {
      // The unique index of `handOverRequest`: this request has already handed over something else.
      if (isDuplicate(thrown)) return REUSED
      throw thrown
    })
  },
)

async function findByCode(code: string, brand: string): Promise<Redemption | null> {
  const where = { pickUpKey: pickUpKey(brand, code) }
  const [found] = await findDocuments('redemptions', { where, limit: 1 })
  return found ?? null
}

/** Nobody hands goods over to themselves. */
function asGuide({ shopId }: Duty, { accountId: account }: GuideContext) {
  return { account, shopId }
}

function answerOf(code: string, { name, picture, memberName: kept, handedOver }: Redemption) {
  const memberName = shownName(kept)
  const { shopName = '', guideName = '', at = 0 } = handedOver ?? {}
  return { code, goods: { name, picture }, memberName, shopName, guideName, handedOverAt: at }
}
