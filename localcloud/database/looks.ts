import type { Change } from './change'
import { cloneDocument, type Document } from './document'

/** Copies of what is stored; a stored document never changes in place, so one copy is enough. */
const copies = new WeakMap<Document, Document>()

function copyOf(document: Document): Document {
  const copy = copies.get(document) ?? cloneDocument(document)
  copies.set(document, copy)
  return copy
}

/** Whole collections as they were read, each until something in it changes. */
export class Looks {
  private readonly known = new Map<string, readonly Document[]>()

  constructor(private readonly find: (collection: string) => { documents: Document[] }) {}

  all(collection: string): readonly Document[] {
    const documents = this.known.get(collection) ?? this.find(collection).documents.map(copyOf)
    this.known.set(collection, documents)
    return documents
  }

  /** Called for each write. */
  forget(changes: readonly Change[]): void {
    for (const { collection } of changes) this.known.delete(collection.name)
  }
}
