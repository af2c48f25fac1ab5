import { showPickUp } from '../../contracts/mall/redemption'
import { isOver } from '../../domain/mall/pick-up'
import { redemptionView } from '../../domain/mall/redemption-view'
import { memberHandler } from '../../platform/door/caller-gate'
import { getDocument } from '../../platform/database/collection'
import { readOwnAccount } from '../../platform/door/member-account'
import { pickUpCode } from '../../platform/personal-data'
import { inForce } from '../../workflows/programme/publication'

export const handleShowPickUp = memberHandler(showPickUp, async ({ redemptionId }, context) => {
  const { now, today, brand, accountId } = context
  const [found] = await Promise.all([
    getDocument('redemptions', redemptionId),
    readOwnAccount(accountId),
  ])
  // Another member's redemption gets the same answer as one that does not exist.
  if (found?.account !== accountId || found.held) return { refused: 'REDEMPTION_NOT_FOUND' }
  const isOpen = found.state === 'placed' && !isOver(found, today)
  const shop = (await inForce(brand, now)).shops.get(found.shopId)?.rules
  return {
    now,
    redemption: redemptionView(found, now),
    code: isOpen ? pickUpCode(found._id) : null,
    shopAddress: shop?.address ?? '',
  }
})
