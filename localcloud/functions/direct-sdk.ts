import type { Document } from '../database/document'
import { COMMAND, copied, encodeQuery, encodeUpdate } from './direct-query'
import { Unanswered } from '../faults/strike'

/** Answers one request of a function; an answer with a `code` is an error. */
export type DirectExchange = (path: string, body: Document, ticket: string) => Promise<Document>

/** How a function of this process reaches its database without a wire. */
export interface DirectLine {
  env: () => Record<string, string | undefined>
  exchange: DirectExchange
  /** Waits as long as a request is on its way. */
  travel: () => Promise<void>
  /** False once the function has crashed: its requests are then neither sent nor answered. */
  isOpen: () => boolean
}

/** The SDK's numbers of errors of the database; any other code is an error of the system. */
const NUMBERS: Record<string, number> = {
  INVALID_PARAM: -501007,
  DATABASE_REQUEST_FAILED: -502001,
  DATABASE_COLLECTION_NOT_EXIST: -502005,
}
const SYSTEM_ERROR = -501001
const OWN_ENV = Symbol('DYNAMIC_CURRENT_ENV')
const MOST_DOCUMENTS = 1000
const USUAL_DOCUMENTS = 100

/**
 * `wx-server-sdk` for runs by hand that make millions of calls: the database without the SDK's
 * signatures, texts and HTTP requests, under the SDK's own interface. Everything else is the real
 * SDK, which is loaded when a function first asks for it.
 */
export function directSdk(line: DirectLine, wholeSdk: () => object): object {
  const connection = new Connection(line)
  let settings: { env?: unknown } | undefined
  let whole: Record<PropertyKey, unknown> | undefined
  const own: Record<PropertyKey, unknown> = {
    DYNAMIC_CURRENT_ENV: OWN_ENV,
    init: (given: { env?: unknown }) => (settings = given),
    getWXContext: () => contextOf(line.env()),
    database: (options?: { throwOnNotFound?: boolean }) => {
      if (options?.throwOnNotFound !== false) throw new Error('set throwOnNotFound to false')
      return {
        command: COMMAND,
        collection: (name: string) => new Collection(connection, name),
        startTransaction: () => startTransaction(connection),
      }
    },
  }
  const load = () => {
    const sdk = wholeSdk() as Record<PropertyKey, unknown> & { init(settings: object): void }
    if (settings)
      sdk.init(settings.env === OWN_ENV ? { ...settings, env: sdk.DYNAMIC_CURRENT_ENV } : settings)
    return sdk
  }
  return new Proxy(own, {
    get: (_, name) => (name in own || name === '__esModule' ? own[name] : (whole ??= load())[name]),
  })
}

/** The requests of one instance, numbered as the runner numbers those of the SDK. */
class Connection {
  private readonly unanswered = new Set<number>()
  private readonly path: string
  private requests = 0

  constructor(private readonly line: DirectLine) {
    this.path = new URL(line.env().LOCALCLOUD_URL ?? '').pathname
  }

  async ask(api: string, action: string, body: Document): Promise<Document> {
    const answer = await this.send(action, body).catch((error: unknown) => lost(api, error))
    if (typeof answer.code === 'string') throw failure(api, answer.code, String(answer.message))
    return answer
  }

  async send(action: string, body: Document): Promise<Document> {
    const { line, path, unanswered } = this
    const number = ++this.requests
    const ticket = [number, ...unanswered].join()
    unanswered.add(number)
    await line.travel()
    if (!line.isOpen()) return never()
    try {
      const answer = await line.exchange(path, { ...body, action }, ticket)
      return line.isOpen() ? answer : await never()
    } catch (error) {
      if (!line.isOpen()) return await never()
      throw error
    } finally {
      unanswered.delete(number)
    }
  }
}

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

class Collection extends Query {
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

async function startTransaction(connection: Connection) {
  const { transactionId } = await end(connection, 'start', undefined)
  const id = String(transactionId)
  return {
    collection: (name: string) => new Collection(connection, name, id),
    commit: () => end(connection, 'commit', id),
    rollback: () => end(connection, 'abort', id),
  }
}

/** The SDK throws an error of these three as it came. */
async function end(connection: Connection, what: string, transactionId: string | undefined) {
  const action = `database.${what}Transaction`
  const answer = await connection.send(action, { transactionId }).catch((e: unknown) => thrownBy(e))
  if (typeof answer.code !== 'string') return answer
  throw Object.assign(new Error(String(answer.message)), { code: answer.code })
}

function listOf({ data }: Document): Document[] {
  return (data as { list: Document[] }).list
}

/** What the connection of the SDK says when no answer comes. */
function thrownBy(error: unknown): never {
  if (!(error instanceof Unanswered)) throw error
  const [code, message] =
    error.how === 'silence'
      ? ['ESOCKETTIMEDOUT', 'request timeout']
      : ['ECONNRESET', 'socket hang up']
  throw Object.assign(new Error(message), { code })
}

function lost(api: string, error: unknown): never {
  try {
    thrownBy(error)
  } catch (thrown) {
    throw failure(api, 'SYS_ERR', (thrown as Error).message)
  }
}

function failure(api: string, code: string, message: string): Error {
  const errCode = NUMBERS[code] ?? SYSTEM_ERROR
  const errMsg = `${api}:fail ${errCode} . ${message}`
  return Object.assign(new Error(errMsg), { errCode, errMsg })
}

function never(): Promise<never> {
  return new Promise(() => undefined)
}

/** What `getWXContext()` makes of the variables that the platform sets for a call. */
function contextOf(env: Record<string, string | undefined>): Document {
  const context: Document = {}
  for (const key of env.WX_CONTEXT_KEYS?.split(',') ?? []) {
    const value = env[key]
    if (value === undefined) continue
    context[key.replace(/^WX_/, '')] = /^-?\d+$/.test(value) ? parseInt(value) : value
  }
  context.ENV = env.TCB_ENV
  if (env.TCB_SOURCE) context.SOURCE = env.TCB_SOURCE
  return context
}
