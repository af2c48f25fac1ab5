import { cloud } from '../wechat/cloud'
import {
  CONSOLE_SOURCES,
  consoleSources,
  hubSources,
  isOpenable,
  phoneSources,
} from './entrance-settings'

/** Who calls, as the platform says; the payload is never trusted for this. */
export interface Caller {
  openId: string | null
  /** The same id for all apps of one open platform account; null where the app belongs to none. */
  unionId: string | null
  /** The entrance, such as `wx_client` or `wx_trigger`; a chain of them is comma-separated. */
  source: string
}

export function readCaller(): Caller {
  const context = cloud.getWXContext()
  // In a shared environment the user is in FROM_OPENID, and OPENID is empty.
  const openId = context.OPENID || context.FROM_OPENID
  const unionId = context.OPENID ? context.UNIONID : context.FROM_UNIONID
  return {
    openId: openId ? String(openId) : null,
    unionId: openId && unionId ? String(unionId) : null,
    source: String(context.SOURCE ?? ''),
  }
}

const HTTP_FIELDS = ['httpMethod', 'headers', 'requestContext', 'queryStringParameters']

/** An HTTP gateway wraps a request in such an event; our own callers never do. */
export function looksLikeHttp(event: object): boolean {
  return HTTP_FIELDS.some((field) => field in event)
}

/** Every link of a chain must be on the list; everything else is refused. */
export function cameBy(source: string, named: readonly string[]): boolean {
  return source.split(',').every((link) => named.includes(link))
}

/** The console's own test runner: no user is logged in, and the call did not come over HTTP. */
export function isConsole({ openId, source }: Caller, event: object): boolean {
  return openId === null && cameBy(source, consoleSources().named) && !looksLikeHttp(event)
}

export function isTimer({ openId, source }: Caller, event: object): boolean {
  return openId === null && cameBy(source, ['wx_trigger']) && !looksLikeHttp(event)
}

/** A person in the mini-program, or in the simulator of the tools. */
export function isPhone({ openId, source }: Caller): boolean {
  return openId !== null && cameBy(source, phoneSources().named)
}

/** A request from the network; its sender must sign it. */
export function isNetwork({ openId, source }: Caller): boolean {
  return openId === null && cameBy(source, hubSources().named)
}

/** Shown to an operator whose console has a SOURCE that is not on the list. */
export function unknownConsole({ openId, source }: Caller, event: object) {
  const seen = source === '' ? '空的' : `「${source.slice(0, SOURCE_SHOWN)}」`
  return { source: source.slice(0, SOURCE_SHOWN), reason: reasonOf(seen, openId, source, event) }
}

const SOURCE_SHOWN = 60

function reasonOf(seen: string, openId: string | null, source: string, event: object): string {
  const { fault } = consoleSources()
  if (fault) return fault
  if (looksLikeHttp(event)) return `这次调用像网页请求（入口 ${seen}），后台操作只能在云控制台里做`
  const links = source.split(',')
  const closed = links.find((link) => !isOpenable(link))
  if (openId !== null || closed !== undefined) {
    return `这次调用的入口是${seen}，不是云控制台，这个入口不能放行`
  }
  return (
    `这次调用的入口是${seen}，不在放行名单里。确认是自己在云控制台里点的，就给这个云函数加环境变量 ` +
    `${CONSOLE_SOURCES}，值填 ${links.join(',')}（已有的值用英文逗号接在后面）`
  )
}
