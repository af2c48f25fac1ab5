import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Cloud, PayFaultInput } from '../cloud'
import type { Payment } from '../pay/pay-desk'
import { isPlainObject, type Document } from '../database/document'
import { CloudError } from '../database/errors'
import { decodeRules } from '../faults/rule'
import { fromWire, toWire } from '../database/wire-value'
import { readCaller } from './control-caller'
import { readBody, sendJson } from './server'

type Route = (cloud: Cloud, input: Document, name: string) => Promise<unknown>

/** `/_cloud/<route>/<name>`: GET reads, POST, PUT and DELETE write; documents travel as EJSON. */
const ROUTES: Record<string, Route> = {
  'GET collections': async (cloud) => {
    const list: Document[] = []
    for (const name of cloud.database.collections()) {
      list.push({ name, count: await cloud.database.count(name) })
    }
    return list
  },
  'POST find': async (cloud, input, name) => {
    const { query, sort, skip, limit } = input
    return cloud.database.find(name, objectOr(query), {
      sort: directions(objectOr(sort)),
      skip: numberOr(skip, 0),
      limit: numberOr(limit, 100),
    })
  },
  'POST count': (cloud, input, name) => cloud.database.count(name, objectOr(input.query)),
  'POST get': async (cloud, input, name) => (await cloud.database.get(name, input.id)) ?? null,
  'POST put': (cloud, input, name) => cloud.database.put(name, objectOr(input.document)),
  'POST patch': (cloud, input, name) =>
    cloud.database.patch(name, input.id, objectOr(input.change)),
  'POST remove': (cloud, input, name) => cloud.database.remove(name, input.id),
  'POST client': (cloud, input, name) =>
    cloud.client(String(input.openid)).ask(String(input.operation), name, objectOr(input.data)),
  'GET files': (cloud) => Promise.resolve(cloud.storage.list()),
  'POST file': async (cloud, input) => {
    const bytes = await cloud.storage.get(String(input.fileID))
    return { base64: bytes.toString('base64') }
  },
  'POST upload': (cloud, input) =>
    cloud.storage.put(String(input.path), Buffer.from(String(input.base64), 'base64')),
  'POST delete-file': (cloud, input) => cloud.storage.remove(String(input.fileID)),
  'GET logs': (cloud) => Promise.resolve(cloud.logs.list()),
  'GET inbox': (cloud) => Promise.resolve(cloud.inbox.list()),
  'GET pay': (cloud) => Promise.resolve({ ...cloud.pay.books(), open: cloud.pay.open }),
  'POST pay': (cloud, input) =>
    cloud.pay.requestPayment(objectOr(input.payment) as unknown as Payment, String(input.openid)),
  'POST pay-callbacks': async (cloud, input) => ({
    taken: await cloud.pay.deliver({ reversed: input.reversed === true }),
  }),
  'POST refunds': async (cloud, input) => ({
    ended: await cloud.pay.endRefunds(input.state === 'ABNORMAL' ? 'ABNORMAL' : 'SUCCESS'),
  }),
  'PUT pay-faults': (cloud, input) =>
    Promise.resolve(cloud.pay.faults.set(input.rules as PayFaultInput[])),
  'GET clock': (cloud) => Promise.resolve(clockState(cloud)),
  'POST clock': (cloud, input) => {
    if (typeof input.set === 'number') cloud.clock.set(input.set)
    if (typeof input.advance === 'number') cloud.clock.advance(input.advance)
    return Promise.resolve(clockState(cloud))
  },
  'GET timers': (cloud) => Promise.resolve(cloud.timers.list()),
  'POST fire': (cloud, input, name) =>
    cloud.fire(name, typeof input.trigger === 'string' ? input.trigger : undefined),
  'GET faults': (cloud) => Promise.resolve(cloud.faults.report()),
  'PUT faults': (cloud, input) => {
    cloud.faults.set(decodeRules(input.rules))
    return Promise.resolve(cloud.faults.report())
  },
  'DELETE faults': (cloud) => Promise.resolve(cloud.faults.clear()),
  'POST expire-transactions': (cloud) => Promise.resolve({ ended: cloud.expireTransactions() }),
  'POST snapshot': (cloud, _input, name) => cloud.snapshot(name),
  'POST restore': (cloud, _input, name) => cloud.restore(name),
}

/** The HTTP control API, for the console in a browser and for tests in other processes. */
export class ControlEndpoint {
  private readonly cloud: Cloud

  constructor(cloud: Cloud) {
    this.cloud = cloud
  }

  async handle(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
    const [, , route = '', name = ''] = path.split('/')
    const writes = req.method === 'POST' || req.method === 'PUT'
    const body = writes ? await readBody(req) : Buffer.alloc(0)
    const input: unknown = body.length > 0 ? JSON.parse(body.toString('utf8')) : {}
    if (route === 'call' && req.method === 'POST') {
      sendJson(res, await this.call(name, input))
      return
    }
    const handler = ROUTES[`${req.method} ${route}`]
    if (!handler) {
      sendJson(res, { error: { code: 'NOT_FOUND', message: path } }, 404)
      return
    }
    try {
      const decoded = fromWire(input, this.cloud.clock.now())
      const result = await handler(this.cloud, objectOr(decoded), name)
      sendJson(res, { result: toWire(result) })
    } catch (error) {
      sendJson(res, { error: describe(error) })
    }
  }

  /** A call of the phone; the data is plain JSON and goes to the function as it is. */
  private async call(name: string, input: unknown): Promise<Document> {
    const { data, ...rest } = objectOr(input)
    try {
      const outcome = await this.cloud.invoke(name, data ?? {}, readCaller(rest))
      const { requestId, databaseCalls, ms, error } = outcome
      if (error) return { error: { code: error.code, message: error.message }, requestId }
      return { result: outcome.result ?? null, requestId, databaseCalls, ms }
    } catch (error) {
      return { error: describe(error) }
    }
  }
}

function clockState(cloud: Cloud): Document {
  return { now: cloud.clock.now(), offset: cloud.clock.offset() }
}

function describe(error: unknown): Document {
  const code = error instanceof CloudError ? error.code : 'FAILED'
  return { code, message: error instanceof Error ? error.message : String(error) }
}

function objectOr(value: unknown): Document {
  return isPlainObject(value) ? value : {}
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback
}

function directions(sort: Document): Record<string, 1 | -1> {
  return Object.fromEntries(
    Object.entries(sort).map(([path, direction]) => [path, direction === -1 ? -1 : 1]),
  )
}
