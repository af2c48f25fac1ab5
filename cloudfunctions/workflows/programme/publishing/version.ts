import { _ } from '../../../platform/wechat/cloud'
import { findDocuments } from '../../../platform/database/collection'
import type { Documents, Published } from '../../../platform/database/documents'
import { contentHash } from '../../../platform/ids'
import { bodyOf } from '../../../domain/programme/publication'
import { longTime } from '../../../domain/business-day'
import { stillActing } from '../../../domain/programme/publishing/schedule'
import { inForceWord } from '../../../domain/programme/publishing/words'
import { restock, shardsFor } from '../../../domain/mall/stock'
import { moveBudgets } from '../../earning/campaign-budget'
import { transact, type Transaction } from '../../../platform/database/transaction'
import type { Candidate } from './candidate'
import { refuseConsentText } from './consent-text'
import { beganAfter, refuseSplit } from './programme-version'
import { lastEditor, publicationLine, type Publisher } from './publisher'
import { copyId, isSound } from './stored'

/** The shape of the bodies that are published today, see `domain/programme/publishing/reading.ts`. */
const SHAPE = 1
const COPIES = 100

export interface Moment extends Publisher {
  /**
   * When the new publication takes effect; null where nothing was in force before, so that it acts
   * immediately.
   */
  from: number | null
  /** Everything that staff have written, by its id in `published`. */
  written: ReadonlySet<string>
  /** An earlier version comes back: what it said is written on the document, too. */
  rollsBack?: true
}

/** Writes the new version, its history and the status on the draft in one step, or says why not. */
export async function publishVersion(
  { collection, draft, hash, body }: Candidate & { body: Record<string, unknown> },
  moment: Moment,
): Promise<'published' | 'edited' | { reason: string }> {
  const { brand, now, from, rollsBack } = moment
  const isLater = collection === 'programs' && from !== null
  const reused = isLater ? await refuseConsentText(brand, body) : null
  if (reused !== null) return { reason: reused }
  const _id = `${collection}:${draft._id}`
  const last = await lastCopy(_id)
  const lastOfBase = collection === 'programs' && !last ? await lastCopy(`programs:${brand}`) : null
  return transact(async (tx) => {
    const found = await tx.get('published', _id)
    const latest = rollsBack ? draft : await tx.get(collection, draft._id)
    // Staff have edited it again meanwhile: the next run deals with that.
    if (!latest || contentHash(bodyOf(latest)) !== hash) return tx.abort('edited' as const)
    // Another run has just published the same at the same time.
    const acts = found?.current && found.until === undefined && isSound(found)
    if (acts && found.hash === hash) return tx.abort('published' as const)
    const before = found && isSound(found) ? found : last
    const about = { brand, collection, document: draft._id }
    const floor = before ? 0 : await beganAfter(tx, about, lastOfBase)
    const version = Math.max(before?.version ?? 0, last?.version ?? 0, floor) + 1
    const earlier = found?.current && isSound(found) ? stillActing(found, from ?? now, now) : []
    const next: Published = {
      ...about,
      _id,
      version,
      hash,
      current: true,
      publishedAt: now,
      earlier,
      body,
      shape: SHAPE,
      seal: contentHash(body),
      ...(from === null ? {} : { from }),
    }
    const stopped = await follow(tx, before, next, moment)
    if (stopped) return tx.abort(stopped)
    await tx.put('published', next)
    const copy = { ...next, _id: copyId(_id, version), current: false, earlier: [] }
    await tx.add('published', [copy])
    const status = inForceWord(collection, { ...next, from: from ?? now })
    const word = { status, version, checked: hash, checkedAt: longTime(now) }
    await tx.put(collection, { ...latest, ...word })
    const deed = { collection, document: draft._id, version, ...lastEditor(latest) }
    await tx.add('audit', [publicationLine(moment, { action: 'publication.publish', ...deed })])
    return 'published' as const
  })
}

/** What changes together with a new version, or why it cannot be published. */
async function follow(
  tx: Transaction,
  before: Published | null,
  next: Published,
  { brand, written }: Moment,
): Promise<'edited' | { reason: string } | null> {
  const { collection, document, body } = next
  const split =
    collection === 'programs' && document === brand
      ? await refuseSplit(tx, before, next, written)
      : null
  if (split) return split
  const short =
    collection === 'catalog'
      ? await moveStock(tx, brand, before, next)
      : collection === 'programs' && body.earn !== undefined
        ? await moveBudgets(tx, brand, body)
        : null
  return short === null ? null : { reason: short }
}

/** The newest copy in the history: it has the last number that was used. */
async function lastCopy(id: string): Promise<Published | null> {
  const copies = await findDocuments('published', {
    where: { _id: _.and(_.gt(`${id}@`), _.lt(`${id}A`)) },
    sort: [['publishedAt', -1]],
    limit: COPIES,
  })
  return copies.reduce<Published | null>(
    (last, each) => (each.version > (last?.version ?? 0) ? each : last),
    null,
  )
}

/** What lies in a pool ends on the day that stood there when it was loaded, so no later one is promised. */
async function refuseLaterDay(
  tx: Transaction,
  { brand, rewardId, shards }: { brand: string; rewardId: string; shards: number },
  before: Published,
  next: Published,
): Promise<string | null> {
  const [from, to] = [before, next].map(({ body }) => body.codeLastDay ?? null)
  if (from === null || (to !== null && String(to) <= String(from))) return null
  let left = 0
  for (let shard = 0; shard < shards; shard++) {
    left += (await tx.get('stock', `${brand}:${rewardId}:${shard}`))?.left ?? 0
  }
  if (left === 0) return null
  return `码库里还有 ${left} 个 ${String(from)} 到期的码，有效期不能往后改：请新建一个兑换品，或等这些码换完`
}

/** Applies the change of a stock, up or down; what was redeemed stays redeemed. */
async function moveStock(
  tx: Transaction,
  brand: string,
  before: Published | null,
  next: Published,
): Promise<string | null> {
  const rewardId = next.document.slice(brand.length + 1)
  const stock = Number(next.body.stock)
  const { kind } = next.body
  const shards = before?.shards ?? shardsFor({ kind, stock })
  next.shards = shards
  if (before && before.body.kind !== kind && [before.body.kind, kind].includes('code')) {
    return '发布后，兑换码和别的类型不能互相改，请新建一个兑换品'
  }
  // Its stock is its pool, which only loading and redeeming change.
  if (kind === 'code')
    return before && refuseLaterDay(tx, { brand, rewardId, shards }, before, next)
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
