import * as v from 'valibot'
import { dutyToday, refuseEnded, type Duty, type OffDuty } from '../../domain/guide/duty'
import type { GuideContext } from '../../platform/door/caller-gate'
import { getDocument } from '../../platform/database/collection'
import type { Published } from '../../platform/database/documents'
import { contentHash } from '../../platform/ids'

/** A transaction, or the database itself where nothing is written. */
interface Reads {
  get(collection: 'published', id: string): Promise<Published | null>
}

const ShopNow = v.object({ open: v.boolean(), dutyCode: v.string() })

/**
 * A guide's duty, checked against the roster, the shop and its duty code at this moment. The rules
 * that an instance caches for a minute would leave rights in place that have just ended.
 */
export async function dutyNow(
  { brand, guide, today }: GuideContext,
  reads: Reads = { get: getDocument },
): Promise<{ duty: Duty } | OffDuty> {
  const duty = dutyToday(guide.duty, today)
  if (!duty) return { refused: 'OFF_DUTY' }
  const shop = await reads.get('published', `shops:${brand}:${duty.shopId}`)
  // A withdrawn shop stays in force until a set time, but its guides lose their rights immediately.
  const isThere = shop?.current === true && shop.until === undefined
  const told = isThere ? v.safeParse(ShopNow, shop.body) : null
  const now = told?.success
    ? { open: told.output.open, codeHash: dutyCodeHash(told.output.dutyCode) }
    : null
  return refuseEnded(duty, guide.shops, now) ?? { duty }
}

/** What a duty keeps of the code that started it. */
export function dutyCodeHash(dutyCode: string): string {
  return contentHash(dutyCode)
}
