import { documentKey } from './collection'
import type { DocumentDatabase } from './database'
import { cloneDocument, type Document } from './document'
import type { FindOptions } from './find'
import { applyUpdate } from './update/update'

/**
 * Direct access for the console, the auditor and tests: no permissions, no transaction. What it
 * gives is the caller's own copy.
 */
export class DirectDatabase {
  private readonly current: () => DocumentDatabase

  constructor(current: () => DocumentDatabase) {
    this.current = current
  }

  collections(): string[] {
    return this.current().catalog.names()
  }

  all(collection: string): Promise<Document[]> {
    return this.find(collection, {})
  }

  /**
   * All documents, copied again only after they have changed, for who looks at everything often.
   * The list is the caller's, the documents are shared with whoever looks next.
   */
  look(collection: string): Promise<Document[]> {
    return Promise.resolve([...this.current().looks.all(collection)])
  }

  async find(collection: string, query: Document, options: FindOptions = {}): Promise<Document[]> {
    const { documents } = await this.current().find(collection, query, options)
    return documents.map(cloneDocument)
  }

  get(collection: string, id: unknown): Promise<Document | undefined> {
    const database = this.current()
    const document = database.view.get(documentKey(database.catalog.get(collection), id))
    return Promise.resolve(document && cloneDocument(document))
  }

  /** Inserts or replaces by `_id`; without one a new id is made. */
  async put(collection: string, document: Document): Promise<unknown> {
    if (document._id === undefined) {
      const [id] = await this.current().insert(collection, [document])
      return id
    }
    await this.replace(collection, document._id, document)
    return document._id
  }

  /** Many new documents at once, for a seed; fails on an id that exists. */
  async insert(collection: string, documents: Document[]): Promise<void> {
    await this.current().insert(collection, documents)
  }

  async replace(collection: string, id: unknown, document: Document): Promise<void> {
    const whole = { ...document, _id: id }
    const insert = () => whole
    await this.current().modify(collection, { _id: id }, { multi: false, insert }, () => whole)
  }

  /** Sets plain fields; an update with operators ($inc …) is applied as it is. */
  async patch(collection: string, id: unknown, change: Document): Promise<boolean> {
    const isUpdate = Object.keys(change).some((key) => key.startsWith('$'))
    const update = isUpdate ? change : { $set: change }
    const { matched } = await this.current().modify(
      collection,
      { _id: id },
      { multi: false },
      (before) => applyUpdate(before, update, false),
    )
    return matched > 0
  }

  async remove(collection: string, id: unknown): Promise<boolean> {
    const { changed } = await this.current().modify(
      collection,
      { _id: id },
      { multi: false },
      () => undefined,
    )
    return changed > 0
  }

  count(collection: string, query: Document = {}): Promise<number> {
    return Promise.resolve(this.current().count(collection, query).total)
  }
}
