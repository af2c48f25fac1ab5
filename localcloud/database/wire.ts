import { aggregateDocuments } from './aggregate'
import type { DocumentDatabase, Inside } from './database'
import { cloneDocument, isPlainObject, type Document } from './document'
import { CloudError, invalidParameter, requestFailed } from './errors'
import { findDocuments, project, type Explain } from './find'
import type { Ticket } from './transaction'
import { applyUpdate, documentOfQuery } from './update/update'
import { fromWire, parseWireDocument, stringifyForWire } from './wire-value'

/** One `database.*` request as the SDK sent it. */
export interface WireRequest {
  body: Document
  now: number
  ticket?: Ticket
  /** Takes how a query was found, for the request log. */
  explain: (explain: Explain) => void
  /** Documents come and go as they are, not as the SDK's texts. */
  isDirect?: boolean
}

type Handler = (database: DocumentDatabase, request: WireRequest) => Promise<Document>

const HANDLERS: Record<string, Handler> = {
  'database.getDocument': getDocument,
  'database.calculateDocument': calculateDocument,
  'database.insertDocument': insertDocument,
  'database.modifyDocument': modifyDocument,
  'database.modifyAndReturnDoc': modifyAndReturn,
  'database.removeDocument': removeDocument,
  'database.aggregateDocuments': aggregate,
  'database.addCollection': addCollection,
  'database.startTransaction': (database) => Promise.resolve({ transactionId: database.start() }),
  'database.commitTransaction': async (database, request) => {
    await database.commit(transactionIdOf(request) ?? '', request.ticket)
    return {}
  },
  'database.abortTransaction': (database, request) => {
    database.abort(transactionIdOf(request) ?? '', request.ticket)
    return Promise.resolve({})
  },
}

/** Answers one request; an error that is not the cloud's own is turned into one. */
export async function answerDatabase(
  database: DocumentDatabase,
  action: string,
  request: WireRequest,
): Promise<Document> {
  const handler = HANDLERS[action]
  if (!handler) throw invalidParameter(`unknown action ${action}`)
  try {
    return await handler(database, request)
  } catch (error) {
    if (error instanceof CloudError) throw error
    throw requestFailed(`[FailedOperation] ${error instanceof Error ? error.message : 'unknown'}`)
  }
}

export function transactionIdOf(request: { body: Document }): string | undefined {
  const { transactionId } = request.body
  return typeof transactionId === 'string' && transactionId ? transactionId : undefined
}

async function getDocument(database: DocumentDatabase, request: WireRequest): Promise<Document> {
  const { body, now } = request
  const order = optionalObject(body.order, now)
  const found = await database.find(
    collectionOf(request),
    queryOf(request),
    {
      sort: order && directions(order),
      skip: typeof body.offset === 'number' ? body.offset : 0,
      limit: typeof body.limit === 'number' ? body.limit : undefined,
    },
    insideOf(request),
  )
  request.explain(found.explain)
  const projection = optionalObject(body.projection, now)
  const documents = projection ? project(found.documents, projection) : found.documents
  return { data: { list: documents.map(told(request)) }, limit: body.limit, offset: body.offset }
}

/** How a document is told to the function: as a text, or as a copy of its own. */
function told({ isDirect }: WireRequest): (document: Document) => unknown {
  return isDirect ? cloneDocument : storedText
}

function documentOf(data: unknown, { isDirect, now }: WireRequest): Document {
  return isDirect ? (data as Document) : parseWireDocument(String(data), now)
}

const texts = new WeakMap<Document, string>()

/** A stored document never changes in place, so its text is made once. */
function storedText(document: Document): string {
  const text = texts.get(document) ?? stringifyForWire(document)
  texts.set(document, text)
  return text
}

function calculateDocument(database: DocumentDatabase, request: WireRequest): Promise<Document> {
  const { total, explain } = database.count(collectionOf(request), queryOf(request))
  request.explain(explain)
  return Promise.resolve({ data: { total } })
}

async function insertDocument(database: DocumentDatabase, request: WireRequest) {
  const { data } = request.body
  if (!Array.isArray(data)) throw invalidParameter('data must be a list')
  const documents = data.map((each) => documentOf(each, request))
  for (const document of documents) refuseDollarFields(document)
  const ids = await database.insert(collectionOf(request), documents, insideOf(request))
  return { data: { insertedIds: ids } }
}

async function modifyDocument(database: DocumentDatabase, request: WireRequest): Promise<Document> {
  const { body } = request
  const query = queryOf(request)
  const change = documentOf(body.data, request)
  const replacing = body.merge !== true
  if (replacing) refuseDollarFields(change)
  const next = (before: Document) =>
    replacing ? { _id: before._id, ...change } : applyUpdate(before, change, false)
  const insert = () => {
    const base = documentOfQuery(query)
    return replacing ? { ...base, ...change } : applyUpdate(base, change, true)
  }
  const result = await database.modify(
    collectionOf(request),
    query,
    { multi: body.multi === true, insert: body.upsert === true ? insert : undefined },
    next,
    insideOf(request),
  )
  request.explain(result.explain)
  return { data: { updated: result.changed, upsert_id: result.upsertedId ?? null } }
}

async function modifyAndReturn(database: DocumentDatabase, request: WireRequest) {
  const change = parseWireDocument(String(request.body.data), request.now)
  const result = await database.modify(
    collectionOf(request),
    queryOf(request),
    { multi: false },
    (before) => applyUpdate(before, change, false),
    insideOf(request),
  )
  request.explain(result.explain)
  const doc = result.after && stringifyForWire(result.after)
  return { data: { updated: result.matched, doc } }
}

async function removeDocument(database: DocumentDatabase, request: WireRequest): Promise<Document> {
  const result = await database.modify(
    collectionOf(request),
    queryOf(request),
    { multi: request.body.multi === true },
    () => undefined,
    insideOf(request),
  )
  request.explain(result.explain)
  return { data: { deleted: result.changed } }
}

function aggregate(database: DocumentDatabase, request: WireRequest): Promise<Document> {
  const { stages } = request.body
  if (!Array.isArray(stages)) throw invalidParameter('stages must be a list')
  const pipeline = stages.filter(isPlainObject).map((stage) => {
    return { [String(stage.stageKey)]: stageOf(stage.stageValue, request) }
  })
  const { documents, explain } = aggregateDocuments(
    (name, query, options) =>
      findDocuments(database.view, database.catalog.get(name), query, options),
    collectionOf(request),
    pipeline,
  )
  request.explain(explain)
  return Promise.resolve({ data: { list: documents.map(told(request)) } })
}

function stageOf(value: unknown, { isDirect, now }: WireRequest): unknown {
  return isDirect ? value : fromWire(JSON.parse(String(value)), now)
}

function addCollection(database: DocumentDatabase, request: WireRequest): Promise<Document> {
  database.catalog.add(collectionOf(request))
  return Promise.resolve({})
}

function collectionOf({ body }: WireRequest): string {
  if (typeof body.collectionName === 'string' && body.collectionName) return body.collectionName
  throw invalidParameter('collectionName is missing')
}

function queryOf({ body, now }: WireRequest): Document {
  return optionalObject(body.query, now) ?? {}
}

function insideOf(request: WireRequest): Inside {
  return { transactionId: transactionIdOf(request), ticket: request.ticket }
}

/** The SDK sends queries, orders and projections as EJSON text, or leaves them out. */
function optionalObject(value: unknown, now: number): Document | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const parsed = typeof value === 'string' ? fromWire(JSON.parse(value), now) : fromWire(value, now)
  if (!isPlainObject(parsed)) throw invalidParameter('an object is expected')
  return parsed
}

function directions(order: Document): Record<string, 1 | -1> {
  return Object.fromEntries(
    Object.entries(order).map(([path, direction]) => [path, direction === -1 ? -1 : 1]),
  )
}

function refuseDollarFields(document: Document): void {
  const bad = Object.keys(document).find((key) => key.startsWith('$'))
  if (bad) throw requestFailed(`[FailedOperation] field name '${bad}' must not start with '$'`)
}
