import type { IncomingMessage, ServerResponse } from 'node:http'
import { randomUUID } from 'node:crypto'
import type { DocumentDatabase } from '../database/database'
import { isPlainObject, type Document } from '../database/document'
import { CloudError } from '../database/errors'
import type { Explain } from '../database/find'
import type { Ticket } from '../database/transaction'
import { answerDatabase, transactionIdOf } from '../database/wire'
import type { Faults } from '../faults/faults'
import { strike, Unanswered } from '../faults/strike'
import type { Invocation, RequestRecord } from '../functions/invocation'
import { readBody, sendJson } from './server'

/** Answers a request that is not JSON both ways, and writes the response itself. */
export type RawHandler = (fields: Buffer, contentType: string, res: ServerResponse) => Promise<void>

export interface AdminOptions {
  database: () => DocumentDatabase
  now: () => number
  faults: Faults
  invocationOf: (token: string) => Invocation | undefined
  /** Ends a function's process immediately, as kill -9 does. */
  crash: (token: string) => void
  /** Actions other than the database's: functions, storage. */
  actions: Record<string, (body: Document, invocation?: Invocation) => Promise<Document>>
  multipart: RawHandler
}

/** How a request came. */
interface Way {
  ticket: Ticket | undefined
  isDirect: boolean
}

/** The SDK's endpoint, `POST /admin/<process token>`; errors travel with status 200. */
export class AdminEndpoint {
  private readonly options: AdminOptions

  constructor(options: AdminOptions) {
    this.options = options
  }

  async handle(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
    const bytes = await readBody(req)
    const contentType = req.headers['content-type'] ?? ''
    if (contentType.startsWith('multipart/')) {
      await this.options.multipart(bytes, contentType, res)
      return
    }
    const ticket = req.headers['x-localcloud-request']
    try {
      sendJson(res, await this.exchange(path, bytes.toString('utf8'), ticket))
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      this.leave(error, res)
    }
  }

  /** One request and its answer; throws if a fault leaves the request unanswered. */
  exchange(path: string, text: string, ticket: string | string[] | undefined): Promise<Document> {
    return this.settle(path, (invocation) => {
      const body: unknown = JSON.parse(text)
      if (!isPlainObject(body)) throw new CloudError('INVALID_PARAM', 'the body is not an object')
      return this.answer(body, invocation, { ticket: readTicket(path, ticket), isDirect: false })
    })
  }

  /** The same for a function in this process that passes documents on without the SDK's texts. */
  exchangeDirectly(path: string, body: Document, ticket: string): Promise<Document> {
    const way = { ticket: readTicket(path, ticket), isDirect: true }
    return this.settle(path, (invocation) => this.answer(body, invocation, way))
  }

  private async settle(
    path: string,
    answer: (invocation: Invocation | undefined) => Promise<Document>,
  ): Promise<Document> {
    const requestId = randomUUID()
    const token = path.split('/')[2] ?? ''
    try {
      return { requestId, ...(await answer(this.options.invocationOf(token))) }
    } catch (error) {
      if (error instanceof Unanswered) {
        if (error.how === 'crash') this.options.crash(token)
        throw error
      }
      const known = error instanceof CloudError
      const code = known ? error.code : 'SYS_ERR'
      return { code, message: error instanceof Error ? error.message : '', requestId }
    }
  }

  /** A request that a fault leaves without an answer. */
  private leave({ how }: Unanswered, res: ServerResponse): void {
    if (how === 'cut') res.destroy()
    // The runner treats this as the SDK's time-out; no answer follows.
    else if (how === 'silence') res.writeProcessing()
  }

  private answer(body: Document, invocation: Invocation | undefined, way: Way): Promise<Document> {
    const action = String(body.action)
    if (action.startsWith('database.')) {
      return this.answerDatabase(action, body, invocation, way)
    }
    const handler = this.options.actions[action]
    if (!handler) throw new CloudError('INVALID_PARAM', `unknown action ${action}`)
    return this.withFaults(body, invocation, 0, () => handler(body, invocation))
  }

  private withFaults(
    body: Document,
    invocation: Invocation | undefined,
    ordinal: number,
    work: () => Promise<Document>,
  ): Promise<Document> {
    const { faults, database } = this.options
    const rule = invocation && faults.forRequest(invocation.target, ordinal, String(body.action))
    if (!rule) return work()
    const id = transactionIdOf({ body })
    const abort = () => {
      if (id && database().transactions.isOpen(id)) database().abort(id)
    }
    return strike(rule, { work, abort })
  }

  private async answerDatabase(
    action: string,
    body: Document,
    invocation: Invocation | undefined,
    way: Way,
  ) {
    const record: RequestRecord = { action, ms: 0, transactionId: transactionIdOf({ body }) }
    if (typeof body.collectionName === 'string') record.collection = body.collectionName
    const began = performance.now()
    const ordinal = invocation ? ++invocation.databaseCalls : 0
    invocation?.requests.push(record)
    noteEscape(action, record, body, invocation)
    const { database, now } = this.options
    const explain = ({ index, scanned }: Explain) => Object.assign(record, { index, scanned })
    try {
      return await this.withFaults(body, invocation, ordinal, async () => {
        const request = { ...way, body, now: now(), explain }
        const answer = await answerDatabase(database(), action, request)
        noteTransaction(action, record, answer, invocation)
        return answer
      })
    } catch (error) {
      record.error = error instanceof Error ? error.message : String(error)
      throw error
    } finally {
      record.ms = Math.round((performance.now() - began) * 10) / 10
    }
  }
}

function noteTransaction(
  action: string,
  record: RequestRecord,
  answer: Document,
  invocation: Invocation | undefined,
): void {
  if (action === 'database.startTransaction') {
    record.transactionId = String(answer.transactionId)
    invocation?.openTransactions.add(record.transactionId)
  } else if (/(commit|abort)Transaction$/.test(action) && record.transactionId) {
    invocation?.openTransactions.delete(record.transactionId)
  }
}

/** where().update(), count() and aggregate() of a transaction run outside it, so warn about it. */
function noteEscape(
  action: string,
  record: RequestRecord,
  body: Document,
  invocation: Invocation | undefined,
): void {
  if (!invocation || invocation.openTransactions.size === 0) return
  if (record.transactionId || action === 'database.startTransaction') return
  const text = `${action} of ${String(body.collectionName)} runs outside the open transaction`
  invocation.lines.push({ level: 'warn', text })
}

/** The runner numbers the requests of its process and names those that are still unanswered. */
function readTicket(path: string, header: string | string[] | undefined): Ticket | undefined {
  if (typeof header !== 'string') return undefined
  const [own = '', ...unanswered] = header.split(',').map((number) => `${path} ${number}`)
  return { own, unanswered }
}
