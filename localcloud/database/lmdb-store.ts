import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { deserialize, serialize } from 'bson'
import { open } from 'lmdb'
import type { Database, RootDatabase, Transaction } from 'lmdb'
import type { Document } from './document'
import { DocumentCache } from './document-cache'
import { writeOver } from '../files'
import type { KeyRange, Snapshot, Store, Table, Write } from './store'

export type Durability = 'fsync' | 'relaxed'

type Bytes = Database<Buffer, Buffer>

const DATA_FILE = 'data.mdb'

export class LmdbStore implements Store {
  private root: RootDatabase<Buffer, Buffer>
  private tables: Record<Table | 'settings', Bytes>
  private readonly folder: string
  private readonly durability: Durability
  private readonly cache = new DocumentCache()
  private isClosed = false

  constructor(folder: string, durability: Durability) {
    this.folder = folder
    this.durability = durability
    mkdirSync(folder, { recursive: true })
    this.root = openRoot(folder, durability)
    this.tables = openTables(this.root)
  }

  get(key: Buffer): Document | undefined {
    const known = this.cache.known(key)
    if (known) return known
    const bytes = this.tables.documents.get(key)
    return bytes && this.decoded(key, bytes)
  }

  documents(range: KeyRange): Iterable<{ key: Buffer; document: Document }> {
    return this.tables.documents.getRange(bounds(range)).map(({ key, value }) => ({
      key,
      document: this.cache.known(key) ?? this.decoded(key, value),
    }))
  }

  entries(range: KeyRange): Iterable<Buffer> {
    return this.tables.entries.getRange(bounds(range)).map(({ value }) => value)
  }

  entryKeys(range: KeyRange): Iterable<Buffer> {
    return this.tables.entries.getKeys(bounds(range))
  }

  count(table: Table, range: KeyRange): number {
    return this.tables[table].getKeysCount(bounds(range))
  }

  snapshot(): Snapshot {
    const { documents, entries } = this.tables
    const { root } = this
    const transaction = root.useReadTransaction()
    const { version } = this.cache
    // Once something was written, the cache may hold what is newer than the snapshot.
    const known = (key: Buffer) =>
      this.cache.version === version ? this.cache.known(key) : undefined
    return {
      get: (key) => known(key) ?? read(documents, key, transaction),
      documents: (range) =>
        documents.getRange({ ...bounds(range), transaction }).map(({ key, value }) => ({
          key,
          document: known(key) ?? decode(value),
        })),
      entries: (range) =>
        entries.getRange({ ...bounds(range), transaction }).map(({ value }) => value),
      count: (table, range) => this.tables[table].getKeysCount({ ...bounds(range), transaction }),
      // A file that was closed has released it already, and lmdb throws if asked again.
      release: () => {
        if (this.root === root && !this.isClosed) transaction.done()
      },
    }
  }

  write(writes: readonly Write[]): Promise<void> {
    if (writes.length === 0) return Promise.resolve()
    this.cache.forget(writes.map(({ key }) => key))
    // Committed and, unless relaxed, flushed before it returns. lmdb's `flushed` does not wait for
    // synchronous transactions, so nobody could tell later whether the flush had happened.
    this.root.transactionSync(() => {
      for (const write of writes) this.apply(write)
    })
    return Promise.resolve()
  }

  readSetting(name: string): unknown {
    const bytes = this.tables.settings.get(Buffer.from(name))
    return bytes && JSON.parse(bytes.toString('utf8'))
  }

  writeSetting(name: string, value: unknown): void {
    this.tables.settings.putSync(Buffer.from(name), Buffer.from(JSON.stringify(value)))
  }

  async copyTo(folder: string): Promise<void> {
    mkdirSync(folder, { recursive: true })
    rmSync(join(folder, DATA_FILE), { force: true })
    await this.root.backup(join(folder, DATA_FILE), true)
  }

  async replaceWith(folder: string): Promise<void> {
    const copy = join(folder, DATA_FILE)
    if (!existsSync(copy)) throw new Error(`no snapshot in ${folder}`)
    await this.root.close()
    this.cache.clear()
    writeOver(copy, join(this.folder, DATA_FILE))
    this.root = openRoot(this.folder, this.durability)
    this.tables = openTables(this.root)
  }

  async close(): Promise<void> {
    this.isClosed = true
    await this.root.close()
  }

  private decoded(key: Buffer, bytes: Buffer): Document {
    const document = decode(bytes)
    this.cache.keep(key, document, bytes.length)
    return document
  }

  private apply(write: Write): void {
    const { documents, entries } = this.tables
    switch (write.kind) {
      case 'put-document':
        documents.putSync(write.key, Buffer.from(serialize(write.document)))
        return
      case 'remove-document':
        documents.removeSync(write.key)
        return
      case 'put-entry':
        entries.putSync(write.key, write.documentKey)
        return
      case 'remove-entry':
        entries.removeSync(write.key)
    }
  }
}

/**
 * How many free pages a write keeps ready for reuse. By default lmdb loads up to 50,000 of them,
 * and each write after a large import then takes a hundred times as long. lmdb's types lack both.
 */
const FREE_PAGES = { maxFreeSpaceToLoad: 1000, maxFreeSpaceToRetain: 2000 }

function openRoot(folder: string, durability: Durability): RootDatabase<Buffer, Buffer> {
  return open<Buffer, Buffer>({
    ...FREE_PAGES,
    path: join(folder, DATA_FILE),
    noSubdir: true,
    encoding: 'binary',
    keyEncoding: 'binary',
    maxReaders: 4096,
    maxDbs: 8,
    noSync: durability === 'relaxed',
    overlappingSync: false,
  })
}

function openTables(root: RootDatabase<Buffer, Buffer>): Record<Table | 'settings', Bytes> {
  const table = (name: string): Bytes =>
    root.openDB<Buffer, Buffer>({ name, encoding: 'binary', keyEncoding: 'binary' })
  return { documents: table('documents'), entries: table('entries'), settings: table('settings') }
}

function bounds(range: KeyRange) {
  if (!range.reverse) return { start: range.start, end: range.end }
  return {
    start: range.end,
    end: range.start,
    reverse: true,
    exclusiveStart: true,
    inclusiveEnd: true,
  }
}

function read(table: Bytes, key: Buffer, transaction: Transaction): Document | undefined {
  const bytes = table.get(key, { transaction })
  return bytes && decode(bytes)
}

function decode(bytes: Buffer): Document {
  return deserialize(bytes, { promoteBuffers: true })
}
