import { _, aggregate, db } from '../wechat/cloud'
import type { AppendOnly, Collection, Documents } from './documents'
import { fromStored, toStored } from './shapes'

/** The platform returns 100 documents to a query without a limit; ours always name one. */
export const PAGE_MAX = 1000

export interface Query {
  where: Record<string, unknown>
  /** Field names, with 1 for ascending and -1 for descending. */
  sort?: [string, 1 | -1][]
  limit: number
}

export async function getDocument<C extends Collection>(
  collection: C,
  id: string,
): Promise<Documents[C] | null> {
  const { data } = await db.collection(collection).doc(id).get()
  return data ? fromStored(collection, data) : null
}

export async function findDocuments<C extends Collection>(
  collection: C,
  query: Query,
): Promise<Documents[C][]> {
  const { data } = await ordered(collection, query).limit(query.limit).get()
  return data.map((stored) => orAsStored(collection, stored))
}

/** One document that cannot be read takes no others of its page with it: its own reading says so. */
function orAsStored<C extends Collection>(collection: C, stored: object): Documents[C] {
  try {
    return fromStored(collection, stored)
  } catch {
    return stored as Documents[C]
  }
}

/**
 * Only some stored fields of each document, so that a full page stays far below the platform's
 * answer limit.
 */
export async function findFields<C extends Collection, F extends keyof Documents[C] & string>(
  collection: C,
  query: Query,
  fields: readonly F[],
): Promise<Pick<Documents[C], F>[]> {
  const wanted = Object.fromEntries(fields.map((field) => [field, true]))
  const { data } = await ordered(collection, query).field(wanted).limit(query.limit).get()
  return data as Pick<Documents[C], F>[]
}

function ordered(collection: Collection, { where, sort }: Query) {
  let found = db.collection(collection).where(where)
  for (const [field, direction] of sort ?? []) {
    found = found.orderBy(field, direction === 1 ? 'asc' : 'desc')
  }
  return found
}

export async function countDocuments(
  collection: Collection,
  where: Record<string, unknown>,
): Promise<number> {
  const { total } = await db.collection(collection).where(where).count()
  return total
}

/** Documents by id, up to a page of ids in one call. */
export async function getMany<C extends Collection>(
  collection: C,
  ids: string[],
): Promise<Map<string, Documents[C]>> {
  if (ids.length === 0) return new Map()
  const query = { where: { _id: _.in(ids) }, limit: PAGE_MAX }
  const { data } = await ordered(collection, query).limit(query.limit).get()
  const found = data.map((stored) => fromStored(collection, stored))
  return new Map(found.map((document) => [document._id, document]))
}

/** Fails with a duplicate key when one of the ids exists. */
export async function addDocuments<C extends Collection>(
  collection: C,
  documents: Documents[C][],
): Promise<void> {
  // The SDK accepts several documents in one call, although its types do not show it.
  const stored = documents.map((each) => toStored(collection, each))
  const data: object = stored.length === 1 ? { ...stored[0] } : stored
  await db.collection(collection).add({ data })
}

/** Replaces a whole document, or makes it. */
export async function putDocument<C extends Exclude<Collection, AppendOnly>>(
  collection: C,
  document: Documents[C],
): Promise<void> {
  const { _id, ...data } = document
  await db
    .collection(collection)
    .doc(_id)
    .set({ data: toStored(collection, data) })
}

/** Changes some fields; `where` may hold conditions, so it returns whether it changed any. */
export async function updateWhere(
  collection: Exclude<Collection, AppendOnly>,
  where: Record<string, unknown>,
  data: Record<string, unknown>,
): Promise<number> {
  const { stats } = await db.collection(collection).where(where).update({ data })
  return stats.updated
}

/** For notes that are no longer needed; what moves points is never removed. */
export async function removeMany(collection: 'pushes', ids: string[]): Promise<number> {
  if (ids.length === 0) return 0
  const { stats } = await db
    .collection(collection)
    .where({ _id: _.in(ids) })
    .remove()
  return stats.removed
}

/** Removes messages to a member who has left; nothing else is ever removed by a query. */
export async function removeMessages(account: string): Promise<void> {
  await db.collection('messages').where({ account }).remove()
}

/** The sum of a field over all documents that match, computed by the database. */
export async function sumOf(
  collection: Collection,
  where: Record<string, unknown>,
  field: string,
): Promise<number> {
  const sum = aggregate.sum(`$${field}`)
  const { list } = await db
    .collection(collection)
    .aggregate()
    .match(where)
    .group({ _id: null, sum })
    .end()
  return list[0]?.sum ?? 0
}
