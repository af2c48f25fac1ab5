import { Query } from 'mingo/query'
import { documentKey, type Collection } from './collection'
import type { Document } from './document'
import { cloneDocument, isPlainObject } from './document'
import { distanceMeters, pointOf } from './geo'
import { encodeField } from './key-encoding'
import { compileQuery, MATCH_CONTEXT } from './match'
import { valuesAt } from './paths'
import { planQuery, type Plan, type SortSpec } from './planner'
import type { View } from './store'

export interface FindOptions {
  sort?: SortSpec
  skip?: number
  limit?: number
}

/** What the request log says about a query. */
export interface Explain {
  /** Undefined if the whole collection was walked. */
  index?: string
  scanned: number
}

export interface Found {
  documents: Document[]
  explain: Explain
}

export function findDocuments(
  view: View,
  collection: Collection,
  query: Document,
  options: FindOptions = {},
): Found {
  const sort = options.sort ?? {}
  const skip = options.skip ?? 0
  const limit = options.limit ?? Infinity
  const plan = planQuery(collection, query, sort)
  const near = nearestFirst(query)
  const enough = plan.sorted && !near ? skip + limit : Infinity
  const { documents, scanned } = gather(view, collection, plan, query, enough)
  if (near && Object.keys(sort).length === 0) documents.sort(near)
  const ordered = plan.sorted ? documents : sortDocuments(documents, sort)
  const page = skip === 0 && ordered.length <= limit ? ordered : ordered.slice(skip, skip + limit)
  return { documents: page, explain: { index: plan.index, scanned } }
}

export function countDocuments(view: View, collection: Collection, query: Document) {
  if (Object.keys(query).length === 0) {
    const range = planQuery(collection, {}, {}).ranges[0]
    const total = range ? view.count('documents', range) : 0
    return { total, explain: { index: '_id_', scanned: 0 } }
  }
  const { documents, explain } = findDocuments(view, collection, query)
  return { total: documents.length, explain }
}

/** Sorts by the bytes of the encoded keys: JavaScript's own order is not BSON's. */
export function sortDocuments(documents: readonly Document[], sort: SortSpec): Document[] {
  const fields = Object.entries(sort)
  const keyed = documents.map((document) => ({
    document,
    key: Buffer.concat(
      fields.map(([path, direction]) => sortField(document, path, direction === -1)),
    ),
  }))
  keyed.sort((a, b) => Buffer.compare(a.key, b.key))
  return keyed.map(({ document }) => document)
}

export function project(documents: readonly Document[], projection: Document): Document[] {
  if (Object.keys(projection).length === 0) return [...documents]
  const everything = new Query<Document>({}, { context: MATCH_CONTEXT })
  return everything.find<Document>(documents.map(cloneDocument), projection).all()
}

function gather(
  view: View,
  collection: Collection,
  plan: Plan,
  query: Document,
  enough: number,
): { documents: Document[]; scanned: number } {
  const matches = compileQuery(query)
  const documents: Document[] = []
  let scanned = 0
  for (const document of candidates(view, collection, plan)) {
    if (documents.length >= enough) break
    scanned++
    if (matches(document)) documents.push(document)
  }
  return { documents, scanned }
}

function* candidates(view: View, collection: Collection, plan: Plan): Iterable<Document> {
  if (plan.kind === 'ids') {
    for (const id of plan.ids) {
      const document = view.get(documentKey(collection, id))
      if (document) yield document
    }
    return
  }
  if (plan.kind === 'scan') {
    for (const range of plan.ranges) {
      for (const { document } of view.documents(range)) yield document
    }
    return
  }
  // An array gives a document several entries, but the document counts once.
  const seen = new Set<string>()
  for (const range of plan.ranges) {
    for (const key of view.entries(range)) {
      const name = key.toString('latin1')
      if (seen.has(name)) continue
      seen.add(name)
      const document = view.get(key)
      if (document) yield document
    }
  }
}

/** An array sorts by its smallest element, or by its largest when descending. */
function sortField(document: Document, path: string, descending: boolean): Buffer {
  const keys = valuesAt(document, path)
    .flatMap((value) => (Array.isArray(value) ? (value as unknown[]) : [value]))
    .map((value) => encodeField(value, descending))
  keys.sort((a, b) => Buffer.compare(a, b))
  return keys[0] ?? encodeField(null, descending)
}

function nearestFirst(query: Document): ((a: Document, b: Document) => number) | undefined {
  for (const [path, condition] of Object.entries(query)) {
    const near = isPlainObject(condition) ? (condition.$nearSphere ?? condition.$near) : undefined
    const center = isPlainObject(near) ? pointOf(near.$geometry) : undefined
    if (!center) continue
    const distance = (document: Document) => {
      const point = pointOf(valuesAt(document, path)[0])
      return point ? distanceMeters(center, point) : Infinity
    }
    return (a, b) => distance(a) - distance(b)
  }
  return undefined
}
