import type { Document } from '../database/document'
import { end, type Connection } from './direct-connection'
import { copied, encodeQuery, encodeUpdate } from './direct-query'

const MOST_DOCUMENTS = 1000
const USUAL_DOCUMENTS = 100

interface Asked {
  where?: Document
  order?: Record<string, 1 | -1>
  limit?: number
  projection?: Record<string, 1>
}

class Query {
  constructor(
    protected readonly connection: Connection,
    protected readonly name: string,
    protected readonly transactionId?: string,
    private readonly asked: Asked = {},
  ) {}

  where(where: unknown): Query {
    return this.with({ where: encodeQuery(where) })
  }

  orderBy(field: string, order: 'asc' | 'desc'): Query {
    return this.with({ order: { ...this.asked.order, [field]: order === 'desc' ? -1 : 1 } })
  }

  limit(limit: number): Query {
    return this.with({ limit: Math.min(limit, MOST_DOCUMENTS) })
  }

  field(fields: Record<string, boolean>): Query {
    const wanted = Object.keys(fields).map((name) => [name, 1] as const)
    return this.with({ projection: Object.fromEntries(wanted) })
  }

  async get() {
    const { order, limit = USUAL_DOCUMENTS, projection } = this.asked
    const body = { ...this.about(), order, limit, projection }
    return { data: listOf(await this.connection.ask('query.get', 'database.getDocument', body)) }
  }

  async count() {
    const action = 'database.calculateDocument'
    const { data } = await this.connection.ask('query.count', action, this.about())
    return { total: (data as Document).total }
  }

  async update({ data }: { data: Document }) {
    const body = { ...this.about(), data: encodeUpdate(data), multi: true, merge: true }
    const answer = await this.connection.ask('query.update', 'database.modifyDocument', body)
    return { stats: { updated: (answer.data as Document).updated } }
  }

  async remove() {
    const body = { ...this.about(), multi: true }
    const answer = await this.connection.ask('query.remove', 'database.removeDocument', body)
    return { stats: { removed: (answer.data as Document).deleted } }
  }

  private about(): Document {
    const { name, transactionId, asked } = this
    return { collectionName: name, transactionId, query: asked.where }
  }

  private with(more: Asked): Query {
    return new Query(this.connection, this.name, this.transactionId, { ...this.asked, ...more })
  }
}

export class Collection extends Query {
  doc(id: string) {
    const { connection, name: collectionName, transactionId } = this
    const about = { collectionName, transactionId, query: { _id: id } }
    return {
      get: async () => {
        const answer = await connection.ask('document.get', 'database.getDocument', about)
        return { data: listOf(answer)[0] ?? null }
      },
      set: async ({ data }: { data: Document }) => {
        const body = { ...about, data: copied(data), multi: false, merge: false, upsert: true }
        await connection.ask('document.set', 'database.modifyDocument', body)
      },
      remove: async () => {
        const body = { ...about, multi: false }
        await connection.ask('document.remove', 'database.removeDocument', body)
      },
    }
  }

  async add({ data }: { data: Document | Document[] }): Promise<void> {
    const { connection, name: collectionName, transactionId } = this
    const documents = (Array.isArray(data) ? data : [data]).map(copied)
    const body = { collectionName, transactionId, data: documents }
    await connection.ask('collection.add', 'database.insertDocument', body)
  }

  aggregate(): Aggregate {
    return new Aggregate(this.connection, this.name)
  }
}

class Aggregate {
  private readonly stages: Document[] = []

  constructor(
    private readonly connection: Connection,
    private readonly collectionName: string,
  ) {}

  match(where: unknown): this {
    return this.stage('$match', encodeQuery(where))
  }

  group(fields: Document): this {
    return this.stage('$group', fields)
  }

  async end() {
    const { connection, collectionName, stages } = this
    const action = 'database.aggregateDocuments'
    return {
      list: listOf(await connection.ask('aggregate.end', action, { collectionName, stages })),
    }
  }

  private stage(stageKey: string, stageValue: unknown): this {
    this.stages.push({ stageKey, stageValue })
    return this
  }
}

export async function startTransaction(connection: Connection) {
  const { transactionId } = await end(connection, 'start', undefined)
  const id = String(transactionId)
  return {
    collection: (name: string) => new Collection(connection, name, id),
    commit: () => end(connection, 'commit', id),
    rollback: () => end(connection, 'abort', id),
  }
}

function listOf({ data }: Document): Document[] {
  return (data as { list: Document[] }).list
}
