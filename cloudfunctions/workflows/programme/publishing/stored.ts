import type * as v from 'valibot'
import { schemaOf, SCHEMAS } from '../../../domain/programme/publication'
import { hasPrice } from '../../../domain/mall/offer'
import { readStored } from '../../../domain/programme/publishing/reading'
import { _ } from '../../../platform/wechat/cloud'
import { findDocuments } from '../../../platform/database/collection'
import { findAll } from '../../../platform/database/pages'
import type { DraftCollection, Published } from '../../../platform/database/documents'
import { contentHash } from '../../../platform/ids'

/** For a programme that cannot be read, this many earlier versions are tried. */
const VERSIONS_BACK = 5

export interface Stored extends Published {
  /** Somebody edited the version by hand, so its copy in the history is used instead. */
  isRestored?: boolean
  /** Nobody knows what was published: what the body lacks is not the default, but unknown. */
  isUnreadable?: boolean
}

/** The copy of a version in the history. */
export function copyId(id: string, version: number): string {
  return `${id}@${version}`
}

/** Whether a version is what was published: unedited, and readable by today's rules. */
export function isSound(published: Published): boolean {
  const { _id, collection, version, body, seal, shards } = published
  const isWhole =
    Number.isSafeInteger(version) && (collection !== 'catalog' || shards !== undefined)
  const isOurs = seal === undefined || seal === contentHash(body)
  const part = partIn(_id)
  // A programme from before there were seals is from before there were parts, so it held everything.
  const schema =
    seal === undefined && part === '' ? SCHEMAS[collection] : schemaOf(collection, part)
  const isPriced = collection !== 'catalog' || hasPrice(body)
  return isWhole && isOurs && isPriced && readStored<v.GenericSchema>(schema, body) !== null
}

/** What one reading found, so that the next one need not check again what has not changed. */
export interface Reading {
  stored: Stored[]
  /** What was found, as a text; null where something was damaged, which is looked at anew. */
  found: string | null
}

/**
 * Every document in force. A damaged one is read from its copy in the history; a document of the
 * programme that cannot be read at all goes back to its own last version that can. Gives `before`
 * itself where nothing has changed since.
 */
export async function storedOf(brand: string, before?: Reading): Promise<Reading> {
  const all = await findAll('published', { brand, current: true })
  const found = JSON.stringify(all)
  if (found === before?.found) return before
  const named = all.flatMap((each) => namedByItsId(each) ?? [])
  const stored = await Promise.all(
    named.map(async (each): Promise<Stored> => (isSound(each) ? each : restored(each))),
  )
  const isWhole = stored.every((each) => !each.isRestored && !each.isUnreadable)
  return { stored, found: isWhole ? found : null }
}

/** `programs:<brand>:<part>@<version>` → `<part>`; empty for the base document. */
function partIn(publishedId: string): string {
  const [, , part = ''] = publishedId.replace(/@\d+$/, '').split(':')
  return part
}

/** The kind of document is part of its id, so it is known whatever happened to the fields. */
export function namedByItsId(each: Published): Published | null {
  const [, collection = '', document = ''] = /^([a-z_]+):(.+)$/.exec(each._id) ?? []
  return collection in SCHEMAS
    ? { ...each, collection: collection as DraftCollection, document }
    : null
}

async function restored(each: Published): Promise<Stored> {
  const copies = await findDocuments('published', {
    where: { _id: _.and(_.gt(`${each._id}@`), _.lt(`${each._id}A`)) },
    sort: [['version', -1]],
    limit: VERSIONS_BACK,
  })
  const good = copies.find((copy) => {
    const isIts = copy.version === each.version || !Number.isSafeInteger(each.version)
    return (isIts || each.collection === 'programs') && isSound(copy)
  })
  return good
    ? { ...good, _id: each._id, current: true, isRestored: true }
    : { ...each, isUnreadable: true }
}
