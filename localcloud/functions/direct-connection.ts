import type { Document } from '../database/document'
import { Unanswered } from '../faults/strike'
import type { CallApi } from './direct-openapi'

/** Answers one request of a function; an answer with a `code` is an error. */
export type DirectExchange = (path: string, body: Document, ticket: string) => Promise<Document>

/** How a function of this process reaches its database without a wire. */
export interface DirectLine {
  env: () => Record<string, string | undefined>
  exchange: DirectExchange
  callApi: CallApi
  /** Null where there is no such file. */
  readFile: (fileId: string) => Promise<Buffer | null>
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

/** The requests of one instance, numbered as the runner numbers those of the SDK. */
export class Connection {
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

  callApi(name: string, parameters: Document) {
    return this.call((line) => line.callApi(name, parameters))
  }

  readFile(fileId: string) {
    return this.call((line) => line.readFile(fileId))
  }

  private async call<T>(ask: (line: DirectLine) => Promise<T>): Promise<T> {
    const { line } = this
    await line.travel()
    if (!line.isOpen()) return never()
    const answer = await ask(line)
    return line.isOpen() ? answer : never()
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

/** The SDK throws an error of these three as it came. */
export async function end(connection: Connection, what: string, transactionId: string | undefined) {
  const action = `database.${what}Transaction`
  const answer = await connection.send(action, { transactionId }).catch((e: unknown) => thrownBy(e))
  if (typeof answer.code !== 'string') return answer
  throw Object.assign(new Error(String(answer.message)), { code: answer.code })
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
