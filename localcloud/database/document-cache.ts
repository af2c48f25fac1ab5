import type { Document } from './document'

/** By the size of their stored bytes; then it starts again, as it is filled within one reading. */
const MOST_BYTES = 16 * 1024 * 1024

/**
 * Documents that were decoded and are still what is stored. Whoever reads one shares it with
 * others and must not change it.
 */
export class DocumentCache {
  /** Grows with each write, so that a snapshot knows whether it still shows what is stored. */
  version = 0
  private readonly documents = new Map<string, Document>()
  private bytes = 0

  known(key: Buffer): Document | undefined {
    return this.documents.get(nameOf(key))
  }

  keep(key: Buffer, document: Document, bytes: number): void {
    if (this.bytes + bytes > MOST_BYTES) this.clear()
    this.bytes += bytes
    this.documents.set(nameOf(key), document)
  }

  /** Called for each write, with the keys of the documents that it changes. */
  forget(keys: readonly Buffer[]): void {
    this.version++
    for (const key of keys) this.documents.delete(nameOf(key))
  }

  clear(): void {
    this.version++
    this.documents.clear()
    this.bytes = 0
  }
}

function nameOf(key: Buffer): string {
  return key.toString('latin1')
}
