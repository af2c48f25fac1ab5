import { ACTION_TITLES } from '../../contracts/action-titles'
import { businessDay } from '../../domain/business-day'
import { isOver, told } from '../../domain/mall/pick-up'
import type { Redemption } from '../../domain/mall/redemption'
import { tellFindings } from '../../workflows/message/alerts'
import { _ } from '../../platform/wechat/cloud'
import { findDocuments } from '../../platform/database/collection'
import { tellDamaged } from '../../platform/door/damaged'
import { transact } from '../../platform/database/transaction'
import { CHUNK, eachAlone } from './due'
import type { TimeLeft } from './job'

/** Goods that nobody fetched to the end of their last day: the shop is told once, as an alert. */
export async function tellUnfetched(
  brand: string,
  now: number,
  timeLeft: TimeLeft,
): Promise<number> {
  const today = businessDay(now)
  const where = { brand, state: 'placed', dueOn: _.lte(today) }
  const broken: unknown[] = []
  let [count, after, isLast] = [0, '', false]
  const one = async (each: Redemption) => {
    // Told before it is noted: a run that is cut off tells again, into the same alert.
    const about = { brand, topic: 'pickUp' as const, subject: each._id }
    await tellFindings(about, [{ kind: 'unfetched', sentence: sentenceOf(each) }], [], now)
    await note(each._id, today)
    count += 1
  }
  const tell = ({ _id }: Redemption) => tellDamaged({ brand, now }, 'redemptions', _id)
  while (!isLast && timeLeft()) {
    // By id: one that cannot be told is behind the walk and not found again.
    const next = { ...where, _id: _.gt(after) }
    const due = await findDocuments('redemptions', {
      ...{ where: next, sort: [['_id', 1]] as [string, 1][], limit: CHUNK },
    })
    broken.push(...(await eachAlone(due, 1, timeLeft, one, tell)))
    after = due.at(-1)?._id ?? after
    isLast = due.length < CHUNK
  }
  if (broken.length > 0) throw broken[0]
  return count
}

function sentenceOf({ name, shopName, lastDay, _id }: Redemption): string {
  const [, month, day] = lastDay.split('-').map(Number)
  return (
    `「${name}」过了取货日还没取：${shopName}，最后一天是 ${month} 月 ${day} 日，取货码已停用。` +
    `可以用「${ACTION_TITLES['redemption.extendPickUp']}」延期，` +
    `或用「${ACTION_TITLES['redemption.cancelByStaff']}」退积分，` +
    `兑换单号 ${_id}。`
  )
}

function note(redemptionId: string, today: string): Promise<void> {
  return transact(async (tx) => {
    const found = await tx.get('redemptions', redemptionId)
    if (!found || !isOver(found, today)) return
    await tx.put('redemptions', told(found))
  })
}
