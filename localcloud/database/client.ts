import type { DocumentDatabase } from './database'
import { cloneDocument, type Document } from './document'
import { CloudError, invalidParameter } from './errors'
import { reachOf, type ClientOperation } from './permission'
import { applyUpdate } from './update/update'

const OPERATIONS: ClientOperation[] = ['get', 'add', 'update', 'remove']

/** `wx.cloud.database()`: what a phone asks of the database itself. */
export class ClientDatabase {
  private readonly database: DocumentDatabase
  private readonly openid: string

  constructor(database: DocumentDatabase, openid: string) {
    this.database = database
    this.openid = openid
  }

  /** `data` is a document to add, or `{ where, data }`: what to find and how to change it. */
  async ask(name: string, collection: string, data: Document): Promise<unknown> {
    const operation = OPERATIONS.find((each) => each === name)
    if (!operation) throw invalidParameter(`unknown operation ${name}`)
    const reach = reachOf(this.database.catalog.permissionOf(collection), operation)
    if (reach === 'none') {
      throw new CloudError('DATABASE_PERMISSION_DENIED', 'Permission denied')
    }
    const own = { _openid: this.openid }
    if (operation === 'add') {
      const [id] = await this.database.insert(collection, [{ ...data, ...own }])
      return id
    }
    const query = { ...objectOf(data.where), ...(reach === 'own' ? own : {}) }
    if (operation === 'get') {
      return (await this.database.find(collection, query)).documents.map(cloneDocument)
    }
    const next = (before: Document) =>
      operation === 'remove' ? undefined : applyUpdate(before, { $set: objectOf(data.data) }, false)
    return (await this.database.modify(collection, query, { multi: true }, next)).changed
  }
}

function objectOf(value: unknown): Document {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
