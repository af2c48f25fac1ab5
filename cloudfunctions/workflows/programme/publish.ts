import { strayReason } from '../../domain/programme/publishing/words'
import { putDocument } from '../../platform/database/collection'
import type { Published } from '../../platform/database/documents'
import { loggedText, logLine } from '../../platform/log'
import { ACTS_AFTER_MS, forgetInForce } from './publication'
import { ORDER, readDraftSet, refuseContradictions, withdrawnOf } from './publishing/draft-set'
import type { DraftSet } from './publishing/candidate'
import { hasProgramme } from './publishing/programme-drafts'
import { publicationLine, type Publisher } from './publishing/publisher'
import { tellStoppedShops } from './publishing/stopped-shops'
import { publishVersion, type Moment } from './publishing/version'
import { isDamaged, tellAll, type Remark } from './publishing/words'
import { transact } from '../../platform/database/transaction'

export interface PublishReport {
  published: number
  unchanged: number
  rejected: Remark[]
  /** Rewards that are not sold, because something they need no longer exists. */
  offSale: Remark[]
  /** Shops that this run withdraws or closes. */
  stopped: Remark[]
}

/**
 * Reads every document that staff edit and checks them as one whole. A good change takes effect, a
 * wrong one does not; both results are written on the document. Everything that one run publishes
 * takes effect at one instant, when no instance can still work on an older copy. Safe to run twice
 * or in parallel: each version is written under its own number.
 */
export async function checkDrafts(call: Publisher): Promise<PublishReport> {
  const { brand, now } = call
  const draftSet = await readDraftSet(brand)
  const damaged = draftSet.current.filter(isDamaged)
  refuseContradictions(brand, draftSet)
  const moment = momentOf(call, draftSet)
  const unchanged = draftSet.candidates.filter(({ isSame }) => isSame).length
  const stopped = await tellStoppedShops(call, draftSet)
  const { published, failures } = await publishGood(draftSet, moment)
  const withdrawn = await withdraw(draftSet, moment)
  if (published + withdrawn > 0) forgetInForce(brand)
  // Read again, because another run may have published something meanwhile.
  const after = published + withdrawn > 0 ? await readAgain(brand, draftSet) : draftSet
  const { offSale } = await tellAll(brand, after, damaged, now)
  if (failures.length > 0) throw failures[0]
  return { published, unchanged, rejected: rejectedOf(after, brand), offSale, stopped }
}

/** A first programme acts immediately; later no instance may still work on an older copy. */
export function momentOf(call: Publisher, draftSet: DraftSet): Moment {
  const from = hasProgramme(call.brand, draftSet) ? call.now + ACTS_AFTER_MS : null
  const written = new Set(
    draftSet.candidates.map(({ collection, draft }) => `${collection}:${draft._id}`),
  )
  return { ...call, from, written }
}

async function readAgain(brand: string, before: DraftSet): Promise<DraftSet> {
  const draftSet = await readDraftSet(brand)
  for (const candidate of draftSet.candidates) {
    const own = before.candidates.find(
      ({ collection, draft }) =>
        collection === candidate.collection && draft._id === candidate.draft._id,
    )
    if (candidate.isSame || own?.hash !== candidate.hash) continue
    candidate.reason = own.reason ?? candidate.reason
    if (candidate.reason !== null) candidate.body = null
  }
  refuseContradictions(brand, draftSet)
  return draftSet
}

/** A document that cannot be written does not stop the others. */
async function publishGood(draftSet: DraftSet, moment: Moment) {
  const failures: unknown[] = []
  let published = 0
  for (const collection of ORDER) {
    for (const candidate of draftSet.candidates.filter((each) => each.collection === collection)) {
      const { isSame, body } = candidate
      if (isSame || body === null) continue
      try {
        const done = await publishVersion({ ...candidate, body }, moment)
        if (done === 'published') published++
        else if (done !== 'edited') Object.assign(candidate, { reason: done.reason, body: null })
      } catch (thrown) {
        logLine('error', {
          document: `${collection}/${candidate.draft._id}`,
          thrown: loggedText(thrown),
        })
        failures.push(thrown)
      }
    }
  }
  return { published, failures }
}

/** A document that staff removed stays in force until `from`, and then disappears. */
async function withdraw(draftSet: DraftSet, moment: Moment): Promise<number> {
  const { now, from } = moment
  const gone = withdrawnOf(draftSet).filter(({ collection }) => collection !== 'programs')
  for (const each of gone) {
    const until = each.until ?? from ?? now
    const next: Published = { ...each, until, current: until > now }
    if (each.until === undefined) await withdrawOne(next, moment)
    else await putDocument('published', next)
  }
  return gone.length
}

/** Two runs at the same time withdraw it only once. */
function withdrawOne(next: Published, moment: Moment): Promise<boolean> {
  return transact(async (tx) => {
    const found = await tx.get('published', next._id)
    if (!found?.current || found.until !== undefined) return tx.abort(false)
    await tx.put('published', next)
    const { collection, document, version } = next
    const deed = { action: 'publication.withdraw' as const, collection, document, version }
    await tx.add('audit', [publicationLine(moment, deed)])
    return true
  })
}

function rejectedOf(draftSet: DraftSet, brand: string): Remark[] {
  const refused = draftSet.candidates.filter(({ isSame, reason }) => !isSame && reason !== null)
  return [
    ...refused.map(({ collection, draft, reason }) => ({
      document: `${collection}/${draft._id}`,
      reason: reason ?? '',
    })),
    ...draftSet.stray.map(({ collection, draft }) => ({
      document: `${collection}/${draft._id}`.slice(0, 100),
      reason: strayReason(collection, draft._id, brand),
    })),
  ]
}
