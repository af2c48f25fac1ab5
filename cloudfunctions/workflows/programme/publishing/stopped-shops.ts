import { openAlert } from '../../../domain/message/alert'
import { dutyToday } from '../../../domain/guide/duty'
import {
  stoppedReason,
  type InShop,
  type StopsHow,
} from '../../../domain/programme/publishing/stopped-shop'
import { nameIn } from '../../../domain/programme/publishing/words'
import { _ } from '../../../platform/wechat/cloud'
import { countDocuments, getDocument, putDocument } from '../../../platform/database/collection'
import { findAll } from '../../../platform/database/pages'
import type { Guide, Published } from '../../../platform/database/documents'
import type { Context } from '../../../platform/door/door'
import { withdrawnOf } from './draft-set'
import type { DraftSet } from './candidate'

type Call = Pick<Context, 'brand' | 'now' | 'today'>

/** A shop that was in force until this run, and how it stops. */
interface Stopped {
  shop: Published
  how: StopsHow
}

/**
 * What a shop that stops leaves behind: in the answer of the run, and as an alert that stays until
 * somebody has handled it, because the timer publishes, too.
 */
export async function tellStoppedShops(call: Call, draftSet: DraftSet) {
  const stopped = stoppedIn(draftSet)
  if (stopped.length === 0) return []
  const { brand, now } = call
  const guides = await findAll('guides', { brand, active: true })
  const remarks: { document: string; reason: string }[] = []
  for (const { shop, how } of stopped) {
    const { onDuty, enrolled, ...open } = await lookInto(shop, guides, call)
    const inShop = (as: (guide: Guide) => string): InShop => {
      return { onDuty: onDuty.map(as), enrolled: enrolled.map(as), ...open }
    }
    const reason = stoppedReason(
      how,
      inShop(({ name, number }) => `${name}（${number}）`),
    )
    remarks.push({ document: `shops/${shop.document}`, reason })
    // The answer is read once; the alert stays, so it names guides only by their staff numbers.
    const name = nameIn('shops', shop.document, shop.body)
    const facts = { name, how, ...inShop(({ number }) => number) }
    const about = { brand, topic: 'shop' as const, subject: shop._id }
    const before = await getDocument('alerts', `${shop._id}:stopped`)
    await putDocument('alerts', openAlert(about, { kind: 'stopped', facts }, before, now))
  }
  return remarks
}

function stoppedIn(draftSet: DraftSet): Stopped[] {
  const gone = withdrawnOf(draftSet).filter(({ until }) => until === undefined)
  const closed = draftSet.candidates.flatMap(({ before, body, isSame }) => {
    const stops = !isSame && before?.body.open === true && body?.open === false
    return stops ? [{ shop: before, how: 'closed' as const }] : []
  })
  const all = [...gone.map((shop) => ({ shop, how: 'withdrawn' as const })), ...closed]
  return all.filter(({ shop }) => shop.collection === 'shops')
}

interface GuidesIn extends Pick<InShop, 'pickUps' | 'coupons'> {
  onDuty: Guide[]
  enrolled: Guide[]
}

async function lookInto(
  { document }: Published,
  guides: readonly Guide[],
  { brand, now, today }: Call,
): Promise<GuidesIn> {
  const shopId = document.slice(brand.length + 1)
  const isOnDuty = ({ duty }: Guide) => dutyToday(duty, today)?.shopId === shopId
  const [pickUps, coupons] = await Promise.all([
    countDocuments('redemptions', { brand, shopId, state: 'placed' }),
    countDocuments('coupons', { brand, shops: shopId, state: 'issued', expiresAt: _.gte(now) }),
  ])
  const others = guides.filter((guide) => guide.shops.includes(shopId) && !isOnDuty(guide))
  return {
    onDuty: guides.filter(isOnDuty),
    enrolled: others,
    pickUps,
    coupons,
  }
}
