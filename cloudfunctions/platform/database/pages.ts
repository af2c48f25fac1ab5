import { _ } from '../wechat/cloud'
import { findDocuments, findFields, PAGE_MAX, type Query } from './collection'
import type { Collection, Documents } from './documents'
import { inPages, sweep, type Page, type Pages } from '../sweep'

/** Number of documents in a page, unless a sweep says otherwise. */
export const CHUNK = 100

type Where = Record<string, unknown>
type Sort = [string, 1 | -1][]

/** The position of a sweep over due documents: the day and the id of the last one that was read. */
export interface Place {
  /** Null while it reads documents that do not have the field yet. */
  day: string | null
  after: string
}
export const BEGINNING: Place = { day: '', after: '' }
/** Documents from before the field existed come first: nobody knows what they are due for. */
export const WITHOUT_DAY: Place = { day: null, after: '' }

interface Due {
  brand: string
  where?: Where
  /** The name of the field that holds the day. */
  field: string
  through: string
}

/**
 * What is due through a day, ordered by day and id. Many documents share a day, so the rest of the
 * sweep's current day is read first. A document that cannot be worked on stays behind and holds up
 * no other.
 */
export function byDay<C extends Collection>(
  collection: C,
  { brand, where, field, through }: Due,
  from = BEGINNING,
): Pages<Documents[C], Place> {
  type Found = Page<Documents[C], Place>
  const page = (items: Documents[C][], { day, after }: Place, isLast: boolean): Found => {
    const last = items.at(-1)
    const next = last ? { day: dayOf(last, field), after: last._id } : { day, after }
    return { items, next, isLast }
  }
  const read = async (place: Place) => {
    const { day, after } = place
    if (day !== '') {
      const sameDay = { brand, ...where, [field]: day, _id: _.gt(after) }
      const sort: Sort = [['_id', 1]]
      const rest = await findDocuments(collection, { where: sameDay, sort, limit: CHUNK })
      // A step may have given them a day that the query cannot find: the sweep stays at its own.
      if (rest.length > 0) {
        return { items: rest, next: { day, after: rest.at(-1)?._id ?? after }, isLast: false }
      }
    }
    const later = { brand, ...where, [field]: _.and(_.gt(day ?? ''), _.lte(through)) }
    const sort: Sort = [
      [field, 1],
      ['_id', 1],
    ]
    const found = await findDocuments(collection, { where: later, sort, limit: CHUNK })
    return page(found, place, found.length < CHUNK)
  }
  return { from, read }
}

/** The day of a document; the field's name may be a path into a part of it. */
function dayOf(document: object, field: string): string | null {
  let value: unknown = document
  for (const part of field.split('.')) value = (value as Where | null | undefined)?.[part]
  return typeof value === 'string' ? value : null
}

/** Everything that matches, ordered by id: documents that cannot be worked on come up once. */
export function byId<C extends Collection>(
  collection: C,
  where: Where,
  { from = '', below, limit = CHUNK }: { from?: string; below?: string; limit?: number } = {},
): Pages<Documents[C], string> {
  const read = async (after: string) => {
    const _id = below === undefined ? _.gt(after) : _.and(_.gt(after), _.lt(below))
    const query = { where: { ...where, _id }, sort: [['_id', 1]] as Sort, limit }
    const items = await findDocuments(collection, query)
    return { items, next: items.at(-1)?._id ?? after, isLast: items.length < limit }
  }
  return { from, read }
}

/**
 * Only the fields that a sweep needs. Finished documents no longer match the query, so the first
 * page is read again until it is not full.
 */
export function queue<C extends Collection, F extends keyof Documents[C] & string>(
  collection: C,
  { where, sort }: Omit<Query, 'limit'>,
  fields: readonly F[],
): Pages<Pick<Documents[C], F>, null> {
  const read = async () => {
    const query = { where, ...(sort ? { sort } : {}), limit: CHUNK }
    const items = await findFields(collection, query, fields)
    return { items, next: null, isLast: items.length < CHUNK }
  }
  return { from: null, read }
}

/** Every document that matches, ordered by id; for small collections of settings. */
export async function findAll<C extends Collection>(
  collection: C,
  where: Where,
  ids: { from: string; below: string } = { from: '', below: '\uffff' },
): Promise<Documents[C][]> {
  const all: Documents[C][] = []
  const pages = byId(collection, where, { ...ids, limit: PAGE_MAX })
  const add = (items: Documents[C][]) => Promise.resolve({ done: all.push(...items) })
  await sweep(inPages(pages, add), () => true)
  return all
}
