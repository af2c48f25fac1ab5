import type { Document } from '../database/document'
import type { Caller } from '../functions/invocation'

/** Who the caller is, as a call of the control API says; what it leaves out is as on a phone. */
export function readCaller(input: Document): Caller {
  const caller: Caller = {}
  const text = (key: string) => (typeof input[key] === 'string' ? input[key] : undefined)
  caller.openid = text('openid')
  caller.unionid = text('unionid')
  if (text('appid')) caller.appid = text('appid')
  if (text('source')) caller.source = text('source')
  if (text('clientIp')) caller.clientIp = text('clientIp')
  return caller
}
