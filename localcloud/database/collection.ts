import { CloudError, duplicateKey } from './errors'
import type { Document } from './document'
import { afterPrefix, encodeField, encodeValue, isShortened } from './key-encoding'
import { valueAt, valuesAt } from './paths'
import type { KeyRange } from './store'

export interface IndexDefinition {
  name: string
  keys: Record<string, 1 | -1>
  unique?: boolean
}

/** An index as the planner and the writer use it. */
export interface Index {
  name: string
  fields: readonly { path: string; descending: boolean }[]
  unique: boolean
  prefix: Buffer
  /**
   * True once an entry does not show its document's whole value (an element of an array, a
   * shortened text). From then on the order of entries is not the order of documents.
   */
  inexact: boolean
}

export interface Collection {
  name: string
  prefix: Buffer
  indexes: readonly Index[]
}

export interface IndexEntry {
  index: Index
  /** Prefix and fields, without the document's id: a unique index holds each of these once. */
  fieldsKey: Buffer
  entryKey: Buffer
}

const LONGEST_ID_BYTES = 1024

export function makeCollection(name: string, definitions: readonly IndexDefinition[]): Collection {
  return {
    name,
    prefix: Buffer.from(`${name}\0`),
    indexes: definitions.map((definition) => ({
      name: definition.name,
      fields: Object.entries(definition.keys).map(([path, direction]) => ({
        path,
        descending: direction === -1,
      })),
      unique: definition.unique === true,
      prefix: Buffer.from(`${name}\0${definition.name}\0`),
      inexact: false,
    })),
  }
}

export function documentKey(collection: Collection, id: unknown): Buffer {
  const encoded = encodeValue(id)
  if (encoded.length > LONGEST_ID_BYTES) {
    throw new CloudError('INVALID_PARAM', `_id is longer than ${LONGEST_ID_BYTES} bytes`)
  }
  return Buffer.concat([collection.prefix, encoded])
}

export function wholeCollection(collection: Collection): KeyRange {
  return { start: collection.prefix, end: afterPrefix(collection.prefix) }
}

/** The entries that a document has in an index; an array field gives one entry per element. */
export function entriesOf(index: Index, document: Document): IndexEntry[] {
  let keys: Buffer[] = [index.prefix]
  for (const { path, descending } of index.fields) {
    const values = indexedValues(index, document, path)
    const encoded = values.map((value) => encodeField(value, descending))
    keys = keys.flatMap((key) => encoded.map((bytes) => Buffer.concat([key, bytes])))
  }
  const id = encodeValue(document._id)
  const unique = keys.length === 1 ? keys : dedupe(keys)
  return unique.map((fieldsKey) => ({
    index,
    fieldsKey,
    entryKey: Buffer.concat([fieldsKey, id]),
  }))
}

export function duplicateInIndex(
  collection: Collection,
  index: Index,
  document: Document,
): CloudError {
  const key = Object.fromEntries(
    index.fields.map(({ path }) => [path, valueAt(document, path) ?? null]),
  )
  return duplicateKey(collection.name, index.name, key)
}

function indexedValues(index: Index, document: Document, path: string): unknown[] {
  const values = valuesAt(document, path).flatMap((value) =>
    Array.isArray(value) ? [...(value as unknown[]), value] : [value],
  )
  if (values.length !== 1 || values.some(isShortened)) index.inexact = true
  return values.length > 0 ? values : [undefined]
}

function dedupe(keys: readonly Buffer[]): Buffer[] {
  return [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()]
}
