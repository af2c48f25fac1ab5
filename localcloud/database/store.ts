import type { Document } from './document'

/** What the database needs from a key-value store with snapshots; we use lmdb-store.ts. */
export type Table = 'documents' | 'entries'

export interface KeyRange {
  /** First key, included. */
  start: Buffer
  /** End, not included. */
  end: Buffer
  reverse?: boolean
}

export interface View {
  get(key: Buffer): Document | undefined
  documents(range: KeyRange): Iterable<{ key: Buffer; document: Document }>
  /** The document keys that the index entries of the range point at. */
  entries(range: KeyRange): Iterable<Buffer>
  count(table: Table, range: KeyRange): number
}

export interface Snapshot extends View {
  release(): void
}

export type Write =
  | { kind: 'put-document'; key: Buffer; document: Document }
  | { kind: 'remove-document'; key: Buffer }
  | { kind: 'put-entry'; key: Buffer; documentKey: Buffer }
  | { kind: 'remove-entry'; key: Buffer }

export interface Store extends View {
  snapshot(): Snapshot
  entryKeys(range: KeyRange): Iterable<Buffer>
  /** All or nothing, and visible immediately; durable when the returned promise resolves. */
  write(writes: readonly Write[]): Promise<void>
  readSetting(name: string): unknown
  writeSetting(name: string, value: unknown): void
  copyTo(folder: string): Promise<void>
  replaceWith(folder: string): Promise<void>
  close(): Promise<void>
}
