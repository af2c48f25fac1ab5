import { endDuty, openDuty, startDuty } from '../../contracts/duty'
import { assert } from '../../domain/assert'
import { dutyToday, readDutyCode, type Duty } from '../../domain/duty'
import type { GuideContext } from '../../platform/caller-gate'
import { findDocuments } from '../../platform/collection'
import { handler } from '../../platform/door'
import { inForce } from '../../platform/publication'
import { transact } from '../../platform/transaction'

/** More write-offs of one guide in one day than this are counted as this many. */
const TODAY_MAX = 500
const RECENT = 10

export const handleOpenDuty = handler(openDuty, async (_input, context: GuideContext) => {
  const { guide, today } = context
  const done = await findDocuments('coupons', {
    where: { 'writtenOff.guideId': guide._id, 'writtenOff.businessDay': today },
    sort: [['writtenOff.at', -1]],
    limit: TODAY_MAX,
  })
  return {
    guide: { name: guide.name, number: guide.number },
    duty: viewOf(dutyToday(guide.duty, today)),
    writtenOffToday: done.length,
    recent: done.slice(0, RECENT).map(({ face, writtenOff, issuedAt }) => ({
      at: writtenOff?.at ?? issuedAt,
      title: face.title,
      shopName: writtenOff?.shopName ?? '',
    })),
  }
})

export const handleStartDuty = handler(startDuty, async ({ shopCode }, context: GuideContext) => {
  const { brand, now, today, guide } = context
  const dutyCode = readDutyCode(shopCode)
  const { shops } = await inForce(brand, now)
  const found = [...shops].find(([, { rules }]) => rules.open && rules.dutyCode === dutyCode)
  if (!found) return { refused: 'SHOP_CODE_UNKNOWN' }
  const [shopId, { rules: shop }] = found
  if (!guide.shops.includes(shopId)) {
    return { refused: 'SHOP_NOT_YOURS', detail: { shopName: shop.name } }
  }
  const duty = { shopId, shopName: shop.name, since: now, day: today }
  const kept = await putDuty(guide._id, duty, today)
  return { duty: { shopId: kept.shopId, shopName: kept.shopName, since: kept.since } }
})

export const handleEndDuty = handler(endDuty, async (_input, context: GuideContext) => {
  const { guide, today } = context
  const ended = dutyToday(guide.duty, today) !== null
  if (ended) await putDuty(guide._id, null, today)
  return { ended }
})

/** Keeps the time of a duty that already runs at the same shop: scanning twice changes nothing. */
async function putDuty<D extends Duty | null>(guideId: string, duty: D, today: string): Promise<D> {
  return transact(async (tx) => {
    const guide = await tx.get('guides', guideId)
    assert(guide !== null, 'a guide who passed the door is on the roster')
    const running = dutyToday(guide.duty, today)
    if (duty && running?.shopId === duty.shopId) return { ...duty, since: running.since }
    await tx.put('guides', { ...guide, duty })
    return duty
  }) as Promise<D>
}

function viewOf(duty: Duty | null) {
  return duty && { shopId: duty.shopId, shopName: duty.shopName, since: duty.since }
}
