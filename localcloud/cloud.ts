import { randomInt } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, resolve } from 'node:path'
import { readCollectionsFile } from './database/catalog'
import { ClientDatabase } from './database/client'
import { DirectDatabase } from './database/direct'
import { DocumentDatabase } from './database/database'
import { LmdbStore } from './database/lmdb-store'
import { CloudClock, type Clock } from './clock'
import type { CloudOptions, RestoreOptions } from './cloud-options'
import { Faults } from './faults/faults'
import { DEFAULT_APPID } from './functions/environment'
import type { Caller, InvocationResult, LogLine } from './functions/invocation'
import { inlineChannels, type InlineWire } from './functions/inline-channel'
import { ownRunner, processChannels } from './functions/process-channel'
import { FunctionPool } from './functions/pool'
import { AdminEndpoint } from './http/admin'
import { ControlEndpoint } from './http/control'
import { HttpServer, refuseForeign, sendJson } from './http/server'
import { invokeFunction, PlatformError } from './functions/invoke-function'
import { Inbox } from './openapi/inbox'
import { OpenApiEndpoint } from './openapi/openapi'
import { PayDesk } from './pay/pay-desk'
import { Snapshots } from './snapshots'
import { FileStorage } from './storage/file-storage'
import { storageActions } from './storage/storage-actions'
import { TimerSchedule } from './timers/timers'

export type { CloudOptions } from './cloud-options'
export type { Caller, InvocationResult, LogLine } from './functions/invocation'
export type { FaultReport } from './faults/faults'
export type { Document } from './database/document'
export type { FaultInput, FaultRule } from './faults/rule'
export type { SentMessage } from './openapi/inbox'
export type { Merchant } from './pay/merchant'
export type { PayFaultInput } from './pay/pay-rules'
export { generateMerchant } from './pay/merchant'
export { PlatformError } from './functions/invoke-function'

export interface Cloud {
  readonly port: number
  readonly url: string
  call(name: string, data: unknown, caller?: Caller): Promise<unknown>
  invoke(name: string, data: unknown, caller?: Caller): Promise<InvocationResult>
  fire(functionName: string, triggerName?: string): Promise<unknown>
  clock: Clock
  database: DirectDatabase
  /** The database as a phone reaches it without a function, under each collection's permission. */
  client(openid: string): ClientDatabase
  storage: FileStorage
  inbox: Pick<Inbox, 'list' | 'refuse'>
  /** WeChat Pay: what was paid and given back, the member's tap, callbacks, faults. */
  pay: Pick<
    PayDesk,
    'books' | 'requestPayment' | 'endRefunds' | 'isOpen' | 'deliver' | 'open' | 'faults'
  >
  logs: { list(limit?: number): LogLine[] }
  timers: { list(): { function: string; name: string; config: string; next: number }[] }
  /** Faults that a test can ask for. */
  faults: Pick<Faults, 'set' | 'clear' | 'report'>
  /**
   * Ends the transactions that finished calls left open, as if their 30 seconds had passed; returns
   * how many there were.
   */
  expireTransactions(): number
  snapshot(name: string): Promise<void>
  /**
   * Restarts function processes, unless what they keep in memory is still true in the snapshot.
   * With `keepPackages`, inline functions start anew, but the packages in their bundles do not: for
   * functions that leave no timer running.
   */
  restore(name: string, options?: RestoreOptions): Promise<void>
  stop(): Promise<void>
}

const TRANSACTION_MS = 30_000
const DEFAULT_POOL_SIZE = 4
/** Without this a request already takes about three turns of the event loop. */
const SLOWEST_TURNS = 7

export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const cloud = new RunningCloud(options)
  await cloud.listen(options.port ?? 0)
  if (options.timers) cloud.timers.start()
  return cloud
}

class RunningCloud implements Cloud {
  port = 0
  readonly clock: CloudClock
  readonly storage: FileStorage
  readonly inbox: Inbox
  readonly pay: PayDesk
  readonly timers: TimerSchedule
  readonly database = new DirectDatabase(() => this.documents)
  readonly faults = new Faults()
  readonly logs = { list: (limit?: number) => this.pool.recent(limit) }
  private readonly options: CloudOptions
  private readonly store: LmdbStore
  private readonly pool: FunctionPool
  private readonly snapshots: Snapshots
  private readonly admin: AdminEndpoint
  private readonly openApi: OpenApiEndpoint
  private readonly control: ControlEndpoint
  private readonly server = new HttpServer((req, res) => this.route(req, res))
  private documents: DocumentDatabase

  constructor(options: CloudOptions) {
    this.options = options
    const folder = resolve(options.dataDir)
    mkdirSync(folder, { recursive: true })
    this.clock = new CloudClock(join(folder, 'clock'), options.durability === 'relaxed')
    this.store = new LmdbStore(join(folder, 'database'), options.durability ?? 'fsync')
    this.documents = this.openDocuments()
    this.pool = this.makePool()
    this.storage = new FileStorage(join(folder, 'storage'), this.env, () => this.url)
    this.inbox = new Inbox(join(folder, 'inbox.jsonl'))
    this.pay = this.makePay()
    this.snapshots = new Snapshots(folder, this.store)
    this.timers = new TimerSchedule(resolve(options.functionsDir), this.clock, (name, trigger) =>
      this.fire(name, trigger),
    )
    this.openApi = this.makeOpenApi()
    this.admin = this.makeAdmin()
    this.control = new ControlEndpoint(this)
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  invoke(name: string, data: unknown, caller: Caller = {}): Promise<InvocationResult> {
    return this.pool.invoke(name, data, withDefaults(caller))
  }

  async call(name: string, data: unknown, caller?: Caller): Promise<unknown> {
    return resultOf(await this.invoke(name, data, caller))
  }

  client(openid: string): ClientDatabase {
    return new ClientDatabase(this.documents, openid)
  }

  async fire(functionName: string, triggerName?: string): Promise<unknown> {
    const event = this.timers.event(functionName, triggerName)
    return resultOf(await this.invoke(functionName, event, { source: 'wx_trigger' }))
  }

  expireTransactions(): number {
    return this.documents.transactions.endAllBut(this.pool.openTransactions())
  }

  snapshot(name: string): Promise<void> {
    this.clock.save()
    return this.snapshots.take(name)
  }

  async restore(name: string, options: RestoreOptions = {}): Promise<void> {
    const { keepProcesses = false, keepPackages = false } = options
    // What a function began and did not wait for has asked for something by then, or never will.
    if (keepPackages) await new Promise((resolve) => setImmediate(resolve))
    if (!keepProcesses) this.pool.restart({ keepPackages })
    // A late call must not begin one on the store that is about to be replaced.
    this.documents.transactions.close()
    try {
      await this.snapshots.restore(name)
    } finally {
      this.documents = this.openDocuments()
    }
    this.clock.reload()
    this.inbox.reload()
    this.pay.forget()
  }

  async listen(port: number): Promise<void> {
    this.port = await this.server.listen(port)
  }

  async stop(): Promise<void> {
    this.timers.stop()
    this.pool.stop()
    this.clock.save()
    await this.server.close()
    this.documents.transactions.close()
    await this.store.close()
  }

  private get env(): string {
    return this.options.env ?? 'local'
  }

  private openDocuments(): DocumentDatabase {
    return new DocumentDatabase({
      store: this.store,
      collections: readCollectionsFile(readFileSync(this.options.collectionsFile, 'utf8')),
      transactionMs: this.options.transactionMs ?? TRANSACTION_MS,
    })
  }

  private makePool(): FunctionPool {
    const { functionsDir, functionEnv, isolation, poolSize, runnerPath } = this.options
    const runner = resolve(runnerPath ?? ownRunner())
    return new FunctionPool({
      functionsDir: resolve(functionsDir),
      open:
        isolation === 'inline'
          ? inlineChannels(runner, this.inlineWire())
          : processChannels(runner),
      poolSize: poolSize ?? DEFAULT_POOL_SIZE,
      env: this.env,
      functionEnv: () => withAddress(functionEnv ?? {}, this.url),
      wireUrl: (token) => `${this.url}/admin/${token}`,
      clock: this.clock,
      faults: this.faults,
    })
  }

  private inlineWire(): InlineWire {
    return {
      admin: () => `${this.url}/admin/`,
      exchange: (path, body, ticket) => this.admin.exchange(path, body, ticket),
      ...this.directWire(),
      connect: () => this.server.connect(),
      pace: () => (this.options.anyPace ? randomInt(SLOWEST_TURNS + 1) : 0),
    }
  }

  private directWire(): Pick<InlineWire, 'direct'> {
    if (this.options.sdk !== 'direct') return {}
    return {
      direct: {
        exchange: (path, body, ticket) => this.admin.exchangeDirectly(path, body, ticket),
        callApi: (name, parameters) => this.openApi.call(name, parameters),
        readFile: async (id) => (this.storage.has(id) ? this.storage.get(id) : null),
      },
    }
  }

  private makePay(): PayDesk {
    return new PayDesk({
      store: this.store,
      merchant: this.options.merchant,
      now: () => this.clock.now(),
      invoke: (name, event, caller) => this.invoke(name, event, caller),
    })
  }

  private makeOpenApi(): OpenApiEndpoint {
    return new OpenApiEndpoint({
      inbox: this.inbox,
      store: this.store,
      now: () => this.clock.now(),
      pay: (api, input) => this.pay.answerCloudPay(api, input),
    })
  }

  private makeAdmin(): AdminEndpoint {
    return new AdminEndpoint({
      database: () => this.documents,
      now: () => this.clock.now(),
      faults: this.faults,
      invocationOf: (token) => this.pool.currentOf(token),
      crash: (token) => this.pool.crash(token),
      actions: {
        ...storageActions(this.storage),
        'functions.invokeFunction': (body, parent) => invokeFunction(this.pool, body, parent),
      },
      multipart: (bytes, contentType, res) => this.openApi.handle(bytes, contentType, res),
    })
  }

  private async route(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (refuseForeign(req, res)) return
    const path = decodeURIComponent((req.url ?? '/').split('?')[0] ?? '/')
    if (path === '/admin' || path.startsWith('/admin/')) return this.admin.handle(req, res, path)
    if (path.startsWith('/_cos/')) return this.storage.handle(req, res, path)
    if (path.startsWith('/_cloud/')) return this.control.handle(req, res, path)
    if (path.startsWith('/v3/')) return this.pay.answerV3(req, res)
    if (this.options.stage && (await this.options.stage(req, res))) return
    sendJson(res, { code: 'NOT_FOUND', message: path }, 404)
  }
}

function withDefaults(caller: Caller): Caller {
  return { appid: DEFAULT_APPID, source: 'wx_client', clientIp: '127.0.0.1', ...caller }
}

function resultOf({ result, error, requestId }: InvocationResult): unknown {
  if (error) throw new PlatformError(error.code, error.message, requestId)
  return result
}

function withAddress(variables: Record<string, string>, url: string): Record<string, string> {
  const filled = Object.entries(variables).map(([name, value]) => [
    name,
    value.replaceAll('{{cloud}}', url),
  ])
  return Object.fromEntries(filled) as Record<string, string>
}
