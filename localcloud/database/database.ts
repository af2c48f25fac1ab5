import { randomBytes } from 'node:crypto'
import { Catalog, type CollectionsFile } from './catalog'
import { checkUnique, duplicateId, lockNames, makeChange, writesOf } from './change'
import type { Change } from './change'
import { documentKey, type Collection } from './collection'
import { cloneDocument, type Document } from './document'
import type { CloudError } from './errors'
import { countDocuments, findDocuments, type Explain, type FindOptions, type Found } from './find'
import { equalValues } from './key-encoding'
import { Looks } from './looks'
import type { Store, View } from './store'
import { TransactionTable, type Ticket, type Transaction } from './transaction'

export interface DatabaseOptions {
  store: Store
  collections: CollectionsFile
  transactionMs: number
}

/** Where an operation runs: outside, or inside a transaction that is kept open for it. */
export interface Inside {
  transactionId?: string
  ticket?: Ticket
}

interface Reader {
  find(collection: Collection, query: Document, options: FindOptions): Found
  get(key: Buffer): Document | undefined
}

export interface Plan<T> {
  changes: Change[]
  result: T
  /** Thrown after the changes are written: an ordered insert keeps what came before the failure. */
  failure?: CloudError
}

const OUTSIDE: Inside = {}

export class DocumentDatabase {
  readonly catalog: Catalog
  readonly transactions: TransactionTable
  /** Copies of whole collections, for who looks at everything again and again. */
  readonly looks = new Looks((name) => findDocuments(this.store, this.catalog.get(name), {}))
  private readonly store: Store

  constructor(options: DatabaseOptions) {
    this.store = options.store
    this.catalog = new Catalog(options.store, options.collections)
    this.transactions = new TransactionTable(() => this.store.snapshot(), options.transactionMs)
  }

  async find(
    name: string,
    query: Document,
    options: FindOptions = {},
    inside: Inside = OUTSIDE,
  ): Promise<Found> {
    const collection = this.catalog.get(name)
    if (!inside.transactionId) return findDocuments(this.store, collection, query, options)
    return this.transactions.operate(inside.transactionId, inside.ticket, (transaction, view) =>
      transaction.find(view, collection, query, options),
    )
  }

  count(name: string, query: Document): { total: number; explain: Explain } {
    return countDocuments(this.store, this.catalog.get(name), query)
  }

  async insert(name: string, documents: Document[], inside: Inside = OUTSIDE): Promise<unknown[]> {
    const collection = this.catalog.get(name)
    const complete = documents.map((document) => ({
      ...document,
      _id: document._id ?? randomBytes(16).toString('hex'),
    }))
    return this.change(inside, (reader) => planInsert(reader, collection, complete))
  }

  /** Finds documents and replaces each by the result of `next`; undefined removes the document. */
  async modify(
    name: string,
    query: Document,
    options: { multi: boolean; insert?: () => Document },
    next: (before: Document) => Document | undefined,
    inside: Inside = OUTSIDE,
  ): Promise<Modified> {
    const collection = this.catalog.get(name)
    return this.change<Modified>(inside, (reader) => {
      const { documents, explain } = reader.find(collection, query, {
        limit: options.multi ? undefined : 1,
      })
      if (documents.length === 0 && options.insert) {
        const fresh = options.insert()
        return {
          changes: [makeChange(collection, undefined, fresh)],
          result: { matched: 0, changed: 0, upsertedId: fresh._id, after: fresh, explain },
        }
      }
      const changes = documents
        .map((before) => makeChange(collection, before, next(cloneDocument(before))))
        .filter(({ before, after }) => !after || !equalValues(before, after))
      const matched = documents.length
      const first = documents[0]
      const after = changes[0]?.after ?? (first && next(cloneDocument(first)))
      return { changes, result: { matched, changed: changes.length, after, explain } }
    })
  }

  start(): string {
    return this.transactions.start().id
  }

  async commit(id: string, ticket?: Ticket): Promise<void> {
    let written = Promise.resolve()
    this.transactions.operate(id, ticket, (transaction) => {
      const changes = [...transaction.writes.values()]
      written = this.apply(changes)
      this.transactions.noteWritten([...transaction.locks])
      this.transactions.end(transaction)
    })
    await written
  }

  abort(id: string, ticket?: Ticket): void {
    this.transactions.operate(id, ticket, (transaction) => this.transactions.end(transaction))
  }

  get view(): View {
    return this.store
  }

  private async change<T>(inside: Inside, plan: (reader: Reader) => Plan<T>): Promise<T> {
    if (!inside.transactionId) return this.changeOutside(plan)
    return this.transactions.operate(inside.transactionId, inside.ticket, (transaction, view) =>
      this.changeInside(transaction, view, plan),
    )
  }

  private changeInside<T>(
    transaction: Transaction,
    view: View,
    plan: (reader: Reader) => Plan<T>,
  ): T {
    try {
      const { changes, result, failure } = plan({
        find: (collection, query, options) => transaction.find(view, collection, query, options),
        get: (key) => transaction.get(view, key),
      })
      for (const change of changes) this.transactions.write(transaction, view, change)
      if (failure) throw failure
      return result
    } catch (error) {
      // As in MongoDB, a failed write ends the transaction on the server.
      this.transactions.end(transaction)
      throw error
    }
  }

  /** A plain write of a document that a transaction has locked waits until that one ends. */
  private async changeOutside<T>(plan: (reader: Reader) => Plan<T>): Promise<T> {
    for (;;) {
      const { changes, result, failure } = plan({
        find: (collection, query, options) => findDocuments(this.store, collection, query, options),
        get: (key) => this.store.get(key),
      })
      const names = changes.flatMap(lockNames)
      const holder = this.transactions.holderOf(names)
      if (holder) {
        await holder.ended
        continue
      }
      const taken = new Map<string, string | null>()
      const accepted: Change[] = []
      let refusal: CloudError | undefined
      for (const change of changes) {
        refusal = checkUnique(change, this.store, taken)
        if (refusal) break
        accepted.push(change)
      }
      const written = this.apply(accepted)
      this.transactions.noteWritten(accepted.flatMap(lockNames))
      await written
      if (refusal ?? failure) throw refusal ?? failure
      return result
    }
  }

  private apply(changes: readonly Change[]): Promise<void> {
    const writes = writesOf(changes)
    this.looks.forget(changes)
    this.catalog.noteInexact()
    return this.store.write(writes)
  }
}

export interface Modified {
  matched: number
  changed: number
  upsertedId?: unknown
  after?: Document
  explain: Explain
}

function planInsert(reader: Reader, collection: Collection, documents: Document[]) {
  const changes: Change[] = []
  const fresh = new Set<string>()
  let failure: CloudError | undefined
  for (const document of documents) {
    const key = documentKey(collection, document._id)
    const name = key.toString('latin1')
    if (fresh.has(name) || reader.get(key)) {
      failure = duplicateId(collection, document._id)
      break
    }
    fresh.add(name)
    changes.push(makeChange(collection, undefined, document))
  }
  return { changes, result: documents.map(({ _id }) => _id), failure }
}
