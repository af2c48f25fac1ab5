import type { Found } from '../../domain/message/alert-facts'
import { businessDay } from '../../domain/business-day'
import { isOver, withoutDue } from '../../domain/mall/pick-up'
import type { Redemption } from '../../domain/mall/redemption'
import { tellFindings } from '../../workflows/message/alerts'
import { _ } from '../../platform/wechat/cloud'
import { byId } from '../../platform/database/pages'
import { transact } from '../../platform/database/transaction'
import { inPages, sweep, type TimeLeft } from '../../platform/sweep'
import { eachAlone } from './each-alone'

/** Goods that nobody picked up by the end of their last day: the shop gets one alert. */
export async function tellUnfetched(
  brand: string,
  now: number,
  timeLeft: TimeLeft,
): Promise<number> {
  const today = businessDay(now)
  const over = byId('redemptions', { brand, state: 'placed', dueOn: _.lte(today) })
  const care = { brand, now, collection: 'redemptions' as const, timeLeft }
  const one = async (each: Redemption) => {
    // The alert is written before it is noted: after a cut it is written again, as the same alert.
    const about = { brand, topic: 'pickUp' as const, subject: each._id }
    await tellFindings(about, [unfetched(each)], [], now)
    await note(each._id, today)
    return 1
  }
  return sweep(
    inPages(over, (page) => eachAlone(care, page, one)),
    timeLeft,
  )
}

function unfetched({ name, shopName: shop, lastDay, _id: redemption }: Redemption): Found {
  return { kind: 'unfetched', facts: { name, shop, lastDay, redemption } }
}

function note(redemptionId: string, today: string): Promise<void> {
  return transact(async (tx) => {
    const found = await tx.get('redemptions', redemptionId)
    if (!found || !isOver(found, today)) return
    await tx.put('redemptions', withoutDue(found))
  })
}
