import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller, Cloud } from '../../localcloud/cloud'
import type { Person } from '../persons'
import { readBody, sendJson } from '../../localcloud/http/server'
import { StageCalls, isObject } from './calls'
import { sendFile } from './static-files'

export interface StageOptions {
  /** The folder of the phone's browser build, whose addresses are relative. */
  h5Dir: string
  /** The folder that buildStagePage wrote. */
  pageDir: string
  persons: readonly Person[]
  /** Called for each request, because a cloud gets its stage before it has started. */
  cloud: () => Pick<Cloud, 'invoke' | 'logs' | 'pay'>
}

export type StageHandler = (req: IncomingMessage, res: ServerResponse) => Promise<boolean>

const LINES_MAX = 500
const BODY_MAX = 1_000_000
/** The test runner of the cloud console, where nobody is logged in. */
const CONSOLE: Caller = { source: 'wx_devtools' }
/** Shown while the phone is being built; the frame tries again by itself. */
const BUILDING = `<!doctype html>
<html lang="zh-CN">
  <meta charset="utf-8" />
  <meta http-equiv="refresh" content="3" />
  <meta name="color-scheme" content="light dark" />
  <title>正在准备</title>
  <p style="margin: 45vh 0 0; text-align: center; font: 15px system-ui">手机正在准备，马上就好</p>
</html>`
/** The page loads nothing from elsewhere and never runs text as code. */
const PAGE_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * `/` is the page, `/as/<person>/` a phone in that person's hands, `/stage/…` what the page
 * requests. The path alone says who calls, so the phone's build knows nothing about it.
 */
export function createStage(options: StageOptions): StageHandler {
  const calls = new StageCalls(options.cloud)
  return async (req, res) => {
    const [raw = '/', query = ''] = (req.url ?? '/').split('?')
    const path = decodePath(raw)
    if (path === null) return false
    const [, room = '', second = '', ...rest] = path.split('/')
    if (room === 'as') return answerPhone(options, calls, { req, res, person: second, rest })
    if (room === 'stage') {
      return answerPage(options, calls, { req, res, query, route: second, rest })
    }
    if (!isRead(req)) return false
    if (path === '/') res.setHeader('content-security-policy', PAGE_POLICY)
    const file = path === '/' ? 'index.html' : path.slice(1)
    return sendFile(res, options.pageDir, file, req.method === 'HEAD')
  }
}

interface PhoneRequest {
  req: IncomingMessage
  res: ServerResponse
  person: string
  rest: string[]
}

async function answerPhone(
  { persons, h5Dir, cloud }: StageOptions,
  calls: StageCalls,
  { req, res, person: id, rest }: PhoneRequest,
): Promise<boolean> {
  const person = persons.find((each) => each.id === id)
  if (!person) return false
  if (rest[0] === 'api' && rest.length === 2) {
    const envelope = await readEnvelope(req, res)
    if (!envelope) return true
    const caller = { openid: person.openid, source: 'wx_client' }
    sendJson(res, await replyOf(calls, rest[1] ?? '', envelope, caller))
    return true
  }
  if (rest[0] === 'wechat-pay' && rest.length === 1) {
    const body = await readJson(req, res)
    if (body) sendJson(res, await paid(cloud(), body.payment, person.openid))
    return true
  }
  if (!isRead(req)) return false
  if (rest.length === 0) {
    // Without the slash, the build's relative addresses would resolve one folder too high.
    res.writeHead(302, { location: `/as/${id}/` }).end()
    return true
  }
  res.setHeader('content-security-policy', "frame-ancestors 'self'")
  const file = rest.join('/')
  if (await sendFile(res, h5Dir, file || 'index.html', req.method === 'HEAD')) return true
  if (file !== '') return false
  res.writeHead(503, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
  res.end(BUILDING)
  return true
}

/** What WeChat's own payment sheet does when this person confirms it. */
async function paid(cloud: Pick<Cloud, 'pay'>, payment: unknown, openid: string) {
  if (!isObject(payment)) return { paid: false, why: 'PARAM_ERROR' }
  const text = (name: string) => String(payment[name] ?? '')
  const asked = {
    timeStamp: text('timeStamp'),
    nonceStr: text('nonceStr'),
    package: text('package'),
    signType: text('signType'),
    paySign: text('paySign'),
  }
  return cloud.pay.requestPayment(asked, openid)
}

/** A phone never sees the cloud's own errors: for it, the function was out of reach. */
async function replyOf(calls: StageCalls, name: string, envelope: object, caller: Caller) {
  try {
    const { result, error } = await calls.invoke(name, envelope, caller)
    return error ? { unavailable: true, reference: '' } : result
  } catch {
    return { unavailable: true, reference: '' }
  }
}

interface PageRequest {
  req: IncomingMessage
  res: ServerResponse
  query: string
  route: string
  rest: string[]
}

async function answerPage(
  { persons }: StageOptions,
  calls: StageCalls,
  { req, res, query, route, rest }: PageRequest,
): Promise<boolean> {
  const asked = `${req.method} ${route}`
  if (asked === 'GET persons') {
    sendJson(res, { result: persons })
    return true
  }
  if (asked === 'GET calls') {
    const limit = Number(new URLSearchParams(query).get('limit'))
    const wanted = Number.isSafeInteger(limit) && limit > 0 ? Math.min(limit, LINES_MAX) : 100
    sendJson(res, { result: calls.lines(wanted) })
    return true
  }
  if (asked !== 'POST call') return false
  const body = await readJson(req, res)
  if (!body) return true
  const person = persons.find((each) => each.id === body.person)
  if (body.person !== undefined && !person) {
    sendJson(res, { error: { code: 'PERSON_UNKNOWN', message: String(body.person) } }, 400)
    return true
  }
  const caller = person ? { openid: person.openid, source: 'wx_client' } : CONSOLE
  sendJson(res, await outcomeOf(calls, rest[0] ?? '', body.data ?? {}, caller))
  return true
}

/** The page shows everything about a call, including why the cloud rejected it. */
async function outcomeOf(calls: StageCalls, name: string, data: unknown, caller: Caller) {
  try {
    const { result, ...about } = await calls.invoke(name, data, caller)
    return { result: { reply: result ?? null, ...about } }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { error: { code: 'CALL_FAILED', message } }
  }
}

async function readEnvelope(req: IncomingMessage, res: ServerResponse) {
  const body = await readJson(req, res)
  return body && { action: body.action, input: body.input }
}

/** The JSON object of a POST; if there is none, this sends the answer and returns null. */
async function readJson(req: IncomingMessage, res: ServerResponse) {
  if (req.method !== 'POST') return refuse(res, 405, 'METHOD_NOT_ALLOWED')
  // A form on another site cannot send this type without asking first.
  if (!/^application\/json\b/i.test(req.headers['content-type'] ?? '')) {
    return refuse(res, 415, 'JSON_EXPECTED')
  }
  if (Number(req.headers['content-length'] ?? 0) > BODY_MAX) return refuse(res, 413, 'TOO_LARGE')
  try {
    const body: unknown = JSON.parse((await readBody(req)).toString('utf8'))
    return isObject(body) ? body : refuse(res, 400, 'OBJECT_EXPECTED')
  } catch {
    return refuse(res, 400, 'JSON_INVALID')
  }
}

function refuse(res: ServerResponse, status: number, code: string): null {
  sendJson(res, { error: { code, message: code } }, status)
  return null
}

function isRead(req: IncomingMessage): boolean {
  return req.method === 'GET' || req.method === 'HEAD'
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
