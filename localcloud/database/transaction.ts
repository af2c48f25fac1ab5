import { randomUUID } from 'node:crypto'
import { checkUnique, keyName, lockNames, type Change, type TakenKeys } from './change'
import type { Collection } from './collection'
import type { Document } from './document'
import { transactionBusy, transactionConflict, transactionNotExist } from './errors'
import { findDocuments, sortDocuments, type FindOptions, type Found } from './find'
import { compileQuery } from './match'
import type { Snapshot, View } from './store'

/** The name of a lock: a document's key or a unique index key. */
type LockName = string

/** One request of a client, and those of its requests that were unanswered when it was sent. */
export interface Ticket {
  own: string
  unanswered: readonly string[]
}

/** What one transaction sees (its snapshot and its own writes) and holds (locks). */
export class Transaction {
  readonly id = randomUUID().replaceAll('-', '')
  readonly writes = new Map<string, Change>()
  readonly taken: TakenKeys = new Map()
  readonly locks = new Set<LockName>()
  /**
   * Requests that have used this transaction; while one of them is unanswered, another is refused
   * as busy.
   */
  readonly tickets = new Set<string>()
  readonly ended: Promise<void>
  snapshot: Snapshot | undefined
  /** Number of the last commit that the snapshot contains. */
  sequence = 0
  resolveEnded: () => void = () => undefined

  constructor() {
    this.ended = new Promise((resolve) => {
      this.resolveEnded = resolve
    })
  }

  get(view: View, key: Buffer): Document | undefined {
    const own = this.writes.get(keyName(key))
    return own ? own.after : view.get(key)
  }

  find(view: View, collection: Collection, query: Document, options: FindOptions): Found {
    const own = [...this.writes.values()].filter((change) => change.collection === collection)
    if (own.length === 0) return findDocuments(view, collection, query, options)
    const overlay: View = { ...passThrough(view), get: (key) => this.get(view, key) }
    if ('_id' in query && Object.keys(query).length === 1) {
      return findDocuments(overlay, collection, query, options)
    }
    const { documents, explain } = findDocuments(view, collection, query)
    const hidden = new Set(own.map(({ before }) => JSON.stringify(before?._id)))
    const kept = documents.filter(({ _id }) => !hidden.has(JSON.stringify(_id)))
    const matches = compileQuery(query)
    for (const { after } of own) if (after && matches(after)) kept.push(after)
    const skip = options.skip ?? 0
    const ordered = options.sort ? sortDocuments(kept, options.sort) : kept
    return { documents: ordered.slice(skip, skip + (options.limit ?? Infinity)), explain }
  }
}

function passThrough(view: View): View {
  return {
    get: (key) => view.get(key),
    documents: (range) => view.documents(range),
    entries: (range) => view.entries(range),
    count: (table, range) => view.count(table, range),
  }
}

/**
 * Snapshot isolation with locks at the write: the first writer wins, the second fails immediately.
 */
export class TransactionTable {
  private readonly active = new Map<string, Transaction>()
  private readonly timers = new Map<string, NodeJS.Timeout>()
  private readonly locks = new Map<LockName, Transaction>()
  private readonly lastWrite = new Map<LockName, number>()
  private readonly takeSnapshot: () => Snapshot
  private readonly longestMs: number
  private snapshots = 0
  private sequence = 0
  private isClosed = false

  constructor(takeSnapshot: () => Snapshot, longestMs: number) {
    this.takeSnapshot = takeSnapshot
    this.longestMs = longestMs
  }

  start(): Transaction {
    if (this.isClosed) throw transactionNotExist()
    const transaction = new Transaction()
    this.active.set(transaction.id, transaction)
    const timer = setTimeout(() => this.end(transaction), this.longestMs)
    timer.unref()
    this.timers.set(transaction.id, timer)
    return transaction
  }

  /** Runs one operation of a transaction; a second one in flight is refused as busy. */
  operate<T>(
    id: string,
    ticket: Ticket | undefined,
    operation: (transaction: Transaction, view: Snapshot) => T,
  ): T {
    const transaction = this.active.get(id)
    if (!transaction) throw transactionNotExist()
    const { tickets } = transaction
    if (ticket?.unanswered.some((other) => tickets.has(other))) throw transactionBusy()
    if (ticket) tickets.add(ticket.own)
    return operation(transaction, this.viewOf(transaction))
  }

  /** Adds a change to the private write set; any refusal aborts the transaction. */
  write(transaction: Transaction, view: View, change: Change): void {
    const names = lockNames(change)
    const clash = names.some((name) => {
      const holder = this.locks.get(name)
      if (holder && holder !== transaction) return true
      return (this.lastWrite.get(name) ?? 0) > transaction.sequence
    })
    const refusal = clash ? transactionConflict() : checkUnique(change, view, transaction.taken)
    if (refusal) {
      this.end(transaction)
      throw refusal
    }
    for (const name of names) {
      this.locks.set(name, transaction)
      transaction.locks.add(name)
    }
    const own = transaction.writes.get(keyName(change.key))
    const before = own ? own.before : change.before
    transaction.writes.set(keyName(change.key), { ...change, before })
  }

  holderOf(names: readonly LockName[]): Transaction | undefined {
    return names.map((name) => this.locks.get(name)).find((holder) => holder !== undefined)
  }

  /** Remembers what was written, for as long as an older snapshot is in use. */
  noteWritten(names: readonly LockName[]): void {
    this.sequence++
    if (this.snapshots === 0) return
    for (const name of names) this.lastWrite.set(name, this.sequence)
  }

  /** Ends by commit, abort, conflict or age; later operations find no transaction. */
  end(transaction: Transaction): void {
    if (!this.active.delete(transaction.id)) return
    clearTimeout(this.timers.get(transaction.id))
    this.timers.delete(transaction.id)
    for (const name of transaction.locks) this.locks.delete(name)
    if (transaction.snapshot) {
      transaction.snapshot.release()
      this.snapshots--
      if (this.snapshots === 0) this.lastWrite.clear()
    }
    transaction.resolveEnded()
  }

  /**
   * The store closes or is replaced now: a transaction that a late call began would end by its
   * timer, on a store that is gone.
   */
  close(): void {
    this.isClosed = true
    this.endAllBut(new Set())
  }

  /** Returns how many were open. */
  endAllBut(spared: ReadonlySet<string>): number {
    const open = [...this.active].filter(([id]) => !spared.has(id))
    for (const [, transaction] of open) this.end(transaction)
    return open.length
  }

  isOpen(id: string): boolean {
    return this.active.has(id)
  }

  /** The snapshot is taken at the first operation, not at the start. */
  private viewOf(transaction: Transaction): Snapshot {
    if (!transaction.snapshot) {
      transaction.snapshot = this.takeSnapshot()
      transaction.sequence = this.sequence
      this.snapshots++
    }
    return transaction.snapshot
  }
}
