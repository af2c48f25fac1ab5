import { longTime } from '../domain/business-day'
import { bodyOf, checkBody, type Checked, type Known } from '../domain/publication'
import { openClaimNote } from '../domain/open-claim'
import { restock, shardsFor } from '../domain/stock'
import { findAll, findOfBrand, getDocument, putDocument } from './collection'
import type { Draft, DraftCollection, Published, Documents } from './documents'
import { contentHash } from './ids'
import { moveBudgets } from './campaign-budget'
import { forgetInForce, localId } from './publication'
import { transact, type Transaction } from './transaction'

export interface PublishReport {
  published: number
  unchanged: number
  rejected: { document: string; reason: string }[]
}

/** What refers comes after what it refers to. */
const ORDER: DraftCollection[] = ['shops', 'coupon_templates', 'catalog', 'programs']

/**
 * Reads every document that staff edit. A good change takes effect, a wrong one does not; both are
 * told on the document. Safe to run twice or at once: a version is written under its own number.
 */
export async function checkDrafts(brand: string, now: number): Promise<PublishReport> {
  const current = await findAll('published', { brand, current: true })
  const known = {
    shops: idsOf(brand, current, 'shops'),
    templates: idsOf(brand, current, 'coupon_templates'),
  }
  const report: PublishReport = { published: 0, unchanged: 0, rejected: [] }
  for (const collection of ORDER) {
    const drafts = await draftsOf(collection, brand)
    for (const draft of drafts) {
      await checkDraft({ brand, collection, draft, known, now, report })
    }
    await withdraw(collection, drafts, current, now)
  }
  if (report.published > 0) forgetInForce(brand)
  return report
}

function idsOf(brand: string, published: Published[], collection: DraftCollection): Set<string> {
  const ids = published.filter((each) => each.collection === collection)
  return new Set(ids.map((each) => localId(brand, each.document)))
}

async function draftsOf(collection: DraftCollection, brand: string): Promise<Draft[]> {
  if (collection !== 'programs') return findOfBrand(collection, brand)
  const program = await getDocument('programs', brand)
  return program ? [program] : []
}

interface Check {
  brand: string
  collection: DraftCollection
  draft: Draft
  known: Known & { shops: Set<string>; templates: Set<string> }
  now: number
  report: PublishReport
}

async function checkDraft(check: Check): Promise<void> {
  const { brand, collection, draft, known, report } = check
  const hash = contentHash(bodyOf(draft))
  if (draft.checked === hash && !draft.status?.startsWith('未生效')) {
    report.unchanged++
    return
  }
  const checked = checkBody(collection, bodyOf(draft), known)
  const reason = checked.good ? await publish(check, checked, hash) : checked.reason
  if (reason !== null) {
    report.rejected.push({ document: `${collection}/${draft._id}`, reason })
    await refuseDraft(check, hash, reason)
    return
  }
  report.published++
  if (collection === 'shops') known.shops.add(localId(brand, draft._id))
  if (collection === 'coupon_templates') known.templates.add(localId(brand, draft._id))
}

async function refuseDraft({ collection, draft, now }: Check, hash: string, reason: string) {
  const status = `未生效：${reason}。改好之前仍按上一个有效版本执行`
  if (draft.checked === hash && draft.status === status) return
  await putDocument(collection, { ...draft, status, checked: hash, checkedAt: longTime(now) })
}

/** Writes the new version, its history and the word on the draft in one step. */
async function publish(
  { brand, collection, draft, now }: Check,
  checked: Checked & { good: true },
  hash: string,
): Promise<string | null> {
  const _id = `${collection}:${draft._id}`
  return transact(async (tx) => {
    const [before, latest] = [await tx.get('published', _id), await tx.get(collection, draft._id)]
    if (!latest || contentHash(bodyOf(latest)) !== hash) return tx.abort(null)
    const note = collection === 'programs' ? openClaimNote(checked.body) : null
    const status = (version: number) =>
      `已生效：第 ${version} 版，${longTime(now)} 起${note ? `。${note}` : ''}`
    if (before?.current && before.hash === hash) {
      // Put back as it was: the version in force is this one.
      const { version } = before
      const word = { status: status(version), version, checked: hash, checkedAt: longTime(now) }
      await tx.put(collection, { ...latest, ...word })
      return null
    }
    const version = (before?.version ?? 0) + 1
    const next: Published = {
      ...{ _id, brand, collection, document: draft._id, version, hash, current: true },
      ...{ publishedAt: now, body: checked.body },
    }
    if (collection === 'catalog') {
      const short = await moveStock(tx, brand, before, next)
      if (short) return tx.abort(short)
    }
    if (collection === 'programs') {
      const short = await moveBudgets(tx, brand, next.body)
      if (short) return tx.abort(short)
    }
    await tx.put('published', next)
    await tx.add('published', [{ ...next, _id: `${_id}@${version}`, current: false }])
    const word = { status: status(version), version, checked: hash, checkedAt: longTime(now) }
    await tx.put(collection, { ...latest, ...word })
    return null
  })
}

/** Adds or takes the difference of a changed stock; what was redeemed stays redeemed. */
async function moveStock(
  tx: Transaction,
  brand: string,
  before: Published | null,
  next: Published,
): Promise<string | null> {
  const rewardId = localId(brand, next.document)
  const stock = Number(next.body.stock)
  const shards = before?.shards ?? shardsFor(stock)
  next.shards = shards
  const documents: Documents['stock'][] = []
  for (let shard = 0; shard < shards; shard++) {
    const _id = `${brand}:${rewardId}:${shard}`
    const found = await tx.get('stock', _id)
    documents.push(found ?? { _id, brand, rewardId, left: 0 })
  }
  const change = stock - Number(before?.body.stock ?? 0)
  if (before && change === 0) return null
  const left = restock(
    documents.map((each) => each.left),
    change,
  )
  if (!left) return `库存不能改成 ${stock}，已经兑出的比这更多`
  for (const [i, document] of documents.entries()) {
    await tx.put('stock', { ...document, left: left[i] ?? 0 })
  }
  return null
}

/** A document that staff removed is withdrawn; a programme never is, its last version stays. */
async function withdraw(
  collection: DraftCollection,
  drafts: Draft[],
  current: Published[],
  now: number,
): Promise<void> {
  if (collection === 'programs') return
  const there = new Set(drafts.map((draft) => draft._id))
  for (const each of current) {
    if (each.collection !== collection || there.has(each.document)) continue
    await putDocument('published', { ...each, current: false, publishedAt: now })
  }
}
