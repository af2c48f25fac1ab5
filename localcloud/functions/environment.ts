import type { FunctionConfig } from './function-config'
import type { Invocation } from './invocation'

export const DEFAULT_APPID = 'wx0000000000000000'

const CONTEXT_KEYS = ['WX_OPENID', 'WX_APPID', 'WX_UNIONID', 'WX_CLIENTIP', 'WX_CLIENTIPV6']

/** The environment of a function process: the platform's, nothing of the developer's shell. */
export function processEnvironment(
  config: FunctionConfig,
  wireUrl: string,
  env: string,
  extra: Record<string, string>,
): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production',
    TZ: 'UTC',
    LOCALCLOUD_URL: wireUrl,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: wireUrl }),
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TCB_ENV: env,
    SCF_NAMESPACE: env,
    WX_CONTEXT_KEYS: CONTEXT_KEYS.join(','),
    ...config.variables,
    ...extra,
  }
}

/** Who is calling, in the variables that `getWXContext()` reads; set for one call only. */
export function callerEnvironment({ caller }: Invocation): Record<string, string> {
  const source = caller.source ?? ''
  const variables: Record<string, string> = { TCB_SOURCE: source }
  const timer = source === 'wx_trigger'
  if (timer) variables.TRIGGER_SRC = 'timer'
  if (caller.openid) variables.WX_OPENID = caller.openid
  if (caller.unionid) variables.WX_UNIONID = caller.unionid
  if (!timer) variables.WX_APPID = caller.appid ?? DEFAULT_APPID
  if (caller.clientIp) variables.WX_CLIENTIP = caller.clientIp
  return variables
}

/** The second argument of a function's `main`. */
export function invocationContext(config: FunctionConfig, invocation: Invocation, env: string) {
  return {
    request_id: invocation.requestId,
    function_name: config.name,
    function_version: '$LATEST',
    namespace: env,
    memory_limit_in_mb: config.memoryMegabytes,
    time_limit_in_ms: config.timeoutSeconds * 1000,
    environ: `TCB_ENV=${env};SCF_NAMESPACE=${env};TCB_SOURCE=${invocation.caller.source ?? ''}`,
  }
}
