import { enrolGuide } from '../../contracts/guide/guide'
import { accountId } from '../../domain/account/account'
import { wechatsOf } from '../../platform/door/enrolled-wechat'
import { inForce } from '../../workflows/programme/publication'
import { staffHandler } from '../../platform/door/staff-gate'
import { refuseOwnAffair, refuseTakenName, takeName } from '../../workflows/staff/own-affair'
import { transact } from '../../platform/database/transaction'

export const handleEnrolGuide = staffHandler(enrolGuide, async (input, context) => {
  const { brand, now } = context
  const { memberId, name, number, shops, active } = input
  const known = (await inForce(brand, now)).shops
  if (shops.some((shop) => !known.has(shop))) return { refused: 'SHOP_NOT_FOUND' }
  const guideId = `${brand}:${memberId}`
  const wechats = await wechatsOf(memberId)
  const taken = await refuseTakenName(brand, input)
  return transact(async (tx) => {
    const own = await refuseOwnAffair(tx, context, input.operator, [memberId])
    if (own) return tx.abort(own)
    if (taken) return tx.abort(taken)
    const account = await tx.get('accounts', accountId(brand, memberId))
    if (!account || account.leftAt !== undefined) {
      return tx.abort({ refused: 'MEMBER_NOT_FOUND' as const })
    }
    const lost = await takeName(tx, brand, input)
    if (lost) return tx.abort(lost)
    const before = await tx.get('guides', guideId)
    const running = active ? (before?.duty ?? null) : null
    const duty = running && shops.includes(running.shopId) ? running : null
    const entry = { _id: guideId, brand, memberId, name, number, shops, active, duty, wechats }
    await tx.put('guides', { ...before, ...entry })
    await tx.put('accounts', { ...account, isGuide: active })
    return { guideId }
  })
})
