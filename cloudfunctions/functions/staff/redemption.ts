import type { RefusalOf } from '../../contracts/action'
import { cancelByStaff, extendPickUp } from '../../contracts/mall/redemption'
import { until } from '../../domain/mall/pick-up'
import type { Reused } from '../../domain/once-only'
import { refuseCancel, type Made } from '../../domain/mall/redemption-cancel'
import { redemptionView } from '../../domain/mall/redemption-view'
import { inForce } from '../../workflows/programme/publication'
import { getDocument } from '../../platform/database/collection'
import { cancelOnce, type CancelAsk } from '../../workflows/mall/redemption-cancel'
import { staffHandler } from '../../platform/door/staff-gate'
import { passMove } from '../../workflows/staff/move-limits'
import { refuseOwnAffair } from '../../workflows/staff/own-affair'
import { transact, type Transaction } from '../../platform/database/transaction'

export const handleCancelByStaff = staffHandler(cancelByStaff, async (input, context) => {
  const { requestId, redemptionId, reason } = input
  const owner =
    redemptionId.split(':').length > 2 ? redemptionId.split(':')[1] : await holderOf(redemptionId)
  const own = await refuseOwnAffair(
    { get: getDocument },
    context,
    input.operator,
    owner ? [owner] : [],
  )
  if (own) return own
  const by = { operator: context.staffName ?? input.operator, reason }
  const pass = (tx: Transaction, { account }: Made, points: number) => {
    const move = { kind: 'cancel' as const, redemptionId }
    const asked = { _id: `${account}:cancel:${redemptionId}`, account, move, points, reason }
    return passMove(tx, context, input.operator, asked)
  }
  const ask: CancelAsk<RefusalOf<typeof cancelByStaff> | Reused['refused']> = {
    requestId,
    redemptionId,
    account: null,
    by,
    refuse: refuseCancel,
    pass,
  }
  return cancelOnce(ask, context)
})

export const handleExtendPickUp = staffHandler(extendPickUp, async (input, context) => {
  const { redemptionId, lastDay, reason } = input
  const { brand, now, today } = context
  if (lastDay < today) return { refused: 'DAY_IS_OVER' }
  const { shops } = await inForce(brand, now)
  const shop = input.shopId === undefined ? null : shops.get(input.shopId)?.rules
  if (shop === undefined || shop?.open === false) return { refused: 'SHOP_NOT_FOUND' }
  const operator = context.staffName ?? input.operator
  return transact(async (tx) => {
    const found = await tx.get('redemptions', redemptionId)
    if (found?.brand !== brand || found.held)
      return tx.abort({ refused: 'REDEMPTION_NOT_FOUND' as const })
    const owner = found.account.slice(brand.length + 1)
    const own = await refuseOwnAffair(tx, context, input.operator, [owner])
    if (own) return tx.abort(own)
    const holder = await tx.get('accounts', found.account)
    if (holder?.leftAt !== undefined) {
      return tx.abort({ refused: 'REDEMPTION_NOT_FOUND' as const })
    }
    if (found.state === 'cancelled') return tx.abort({ refused: 'ALREADY_CANCELLED' as const })
    if (found.state === 'fulfilled') return tx.abort({ refused: 'ALREADY_FULFILLED' as const })
    const { shopId, shopName } =
      shop && input.shopId ? { shopId: input.shopId, shopName: shop.name } : found
    const { extended: last } = found
    const isSaidAlready = last?.operator === operator && last.reason === reason
    if (isSaidAlready && found.lastDay === lastDay && found.shopId === shopId) {
      return tx.abort({ redemption: redemptionView(found, now) })
    }
    const extended = { operator, reason, at: now }
    const longer = { ...found, ...until(lastDay), shopId, shopName, extended }
    await tx.put('redemptions', longer)
    return { redemption: redemptionView(longer, now) }
  })
})

/** A coupon's id does not say which member has it. */
async function holderOf(couponId: string): Promise<string | undefined> {
  return (await getDocument('coupons', couponId))?.account.split(':')[1]
}
