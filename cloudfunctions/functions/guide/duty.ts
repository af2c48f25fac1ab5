import { DutyRecent, endDuty, openDuty, startDuty } from '../../contracts/guide/duty'
import { assert } from '../../domain/assert'
import type { Coupon } from '../../domain/coupon/coupon'
import { businessDay } from '../../domain/business-day'
import { firstAnswer, withAnswer, type AskedRequest } from '../../domain/once-only'
import { dutyToday, readDutyCode, type Duty, type DutyShown } from '../../domain/guide/duty'
import { refuseLockedCodes } from '../../domain/print-code/wrong-code'
import type { GuideContext } from '../../platform/door/caller-gate'
import { findDocuments } from '../../platform/database/collection'
import type { Guide } from '../../platform/database/documents'
import { readable } from '../../platform/door/damaged'
import { handler } from '../../platform/door/door'
import { dutyCodeHash, dutyNow } from '../../workflows/guide/duty-now'
import { inForce } from '../../workflows/programme/publication'
import { transact, type Transaction } from '../../platform/database/transaction'
import { countGuidesWrong } from '../../workflows/print-code/wrong-codes'

/** Bounds the query that counts a guide's write-offs of the day. */
const TODAY_MAX = 500
const RECENT = 10

export const handleOpenDuty = handler(openDuty, async (_input, context: GuideContext) => {
  const { guide, today } = context
  const on = await dutyNow(context)
  const done = await findDocuments('coupons', {
    where: { 'writtenOff.guideId': guide._id, 'writtenOff.businessDay': today },
    sort: [['writtenOff.at', -1]],
    limit: TODAY_MAX,
  })
  return {
    guide: { name: guide.name, number: guide.number },
    duty: 'duty' in on ? shownOf(on.duty) : null,
    writtenOffToday: done.length,
    recent: await readable(context, 'coupons', done.slice(0, RECENT), DutyRecent, recentOf),
  }
})

function recentOf({ face, writtenOff, issuedAt }: Coupon) {
  const { at = issuedAt, shopName = '' } = writtenOff ?? {}
  return { at, title: face.title, shopName }
}

export const handleStartDuty = handler(startDuty, async (input, context: GuideContext) => {
  const { brand, now, today, guide } = context
  const locked = refuseLockedCodes(guide.wrongCodes, 'duty', today)
  if (locked) return locked
  const dutyCode = readDutyCode(input.shopCode)
  const { shops } = await inForce(brand, now)
  const found = [...shops].find(([, { rules }]) => rules.open && rules.dutyCode === dutyCode)
  if (!found) {
    return (await countGuidesWrong('duty', context)) ?? { refused: 'SHOP_CODE_UNKNOWN' as const }
  }
  const [shopId, { rules: shop }] = found
  if (!guide.shops.includes(shopId)) {
    return { refused: 'SHOP_NOT_YOURS', detail: { shopName: shop.name } }
  }
  const { requestId } = input
  const codeHash = dutyCodeHash(shop.dutyCode)
  const duty = { shopId, shopName: shop.name, since: now, day: today, requestId, codeHash }
  return begin(guide._id, duty)
})

/** Keeps the start of a duty that already runs at this shop: scanning twice changes nothing. */
function begin(guideId: string, duty: Duty) {
  return transact(async (tx) => {
    const guide = await guideIn(tx, guideId)
    const asked = { requestId: duty.requestId, about: duty.shopId }
    const before = firstAnswer(guide.dutyRequests, asked)
    if (before && 'refused' in before) return tx.abort(before)
    // A request id kept from another day starts today's duty; so does one from before answers were
    // kept.
    const told = before?.told ?? null
    if (told && businessDay(told.since) === duty.day) return tx.abort({ duty: told })
    const running = dutyToday(guide.duty, duty.day)
    const isSame = running?.shopId === duty.shopId && running.codeHash === duty.codeHash
    if (isSame) return tx.abort({ duty: shownOf(running) })
    const shown = shownOf(duty)
    const dutyRequests = withAnswer(guide.dutyRequests, asked, shown)
    await tx.put('guides', { ...guide, duty, dutyRequests })
    return { duty: shown }
  })
}

export const handleEndDuty = handler(endDuty, async ({ requestId }, context: GuideContext) => {
  const { guide, today } = context
  const asked = { requestId, about: END }
  const again = firstEnd(guide, asked)
  if (again) return again
  if (dutyToday(guide.duty, today) === null) return { ended: false }
  return transact((tx) => end(tx, guide._id, asked))
})

/** What a request to end duty is about; no shop has this id. */
const END = ':end'

/** A late copy of the same request must not end a later duty. */
async function end(tx: Transaction, guideId: string, asked: AskedRequest) {
  const guide = await guideIn(tx, guideId)
  const again = firstEnd(guide, asked)
  if (again) return tx.abort(again)
  const dutyRequests = withAnswer(guide.dutyRequests, asked, null)
  await tx.put('guides', { ...guide, duty: null, dutyRequests })
  return { ended: true }
}

function firstEnd({ dutyRequests }: Guide, asked: AskedRequest) {
  const first = firstAnswer(dutyRequests, asked)
  return first && ('told' in first ? { ended: true } : first)
}

async function guideIn(tx: Transaction, guideId: string): Promise<Guide> {
  const guide = await tx.get('guides', guideId)
  assert(guide !== null, 'a guide who passed the door is on the roster')
  return guide
}

function shownOf({ shopId, shopName, since }: Duty): DutyShown {
  return { shopId, shopName, since }
}
