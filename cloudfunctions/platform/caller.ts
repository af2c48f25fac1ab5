import { cloud } from './cloud'

/** Who calls, as the platform says; the payload is never asked. */
export interface Caller {
  openId: string | null
  /** The same for all apps of one open platform account; null where the app belongs to none. */
  unionId: string | null
  /** The entrance, such as `wx_client` or `wx_trigger`; a chain is comma-separated. */
  source: string
}

export function readCaller(): Caller {
  const context = cloud.getWXContext()
  // With a shared environment the user is FROM_OPENID and OPENID is empty.
  const openId = context.OPENID || context.FROM_OPENID
  const unionId = context.OPENID ? context.UNIONID : context.FROM_UNIONID
  return {
    openId: openId ? String(openId) : null,
    unionId: openId && unionId ? String(unionId) : null,
    source: String(context.SOURCE ?? ''),
  }
}

/** An HTTP gateway wraps a request in such an event; our own callers never do. */
export function looksLikeHttp(event: object): boolean {
  return 'httpMethod' in event || 'headers' in event || 'requestContext' in event
}

/** Every other way in that the platform names; the console's own name differs from tool to tool. */
const NOT_THE_CONSOLE = /wx_(http|client|trigger|paycallback|crawler)/

/** The console's own test runner: nobody is logged in, and it did not come over HTTP. */
export function isConsole({ openId, source }: Caller, event: object): boolean {
  return openId === null && !NOT_THE_CONSOLE.test(source) && !looksLikeHttp(event)
}

export function isTimer(caller: Caller): boolean {
  return caller.openId === null && /wx_trigger/.test(caller.source)
}
