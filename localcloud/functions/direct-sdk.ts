import type { Document } from '../database/document'
import { Collection, startTransaction } from './direct-collection'
import { Connection, type DirectLine } from './direct-connection'
import { directOpenApi } from './direct-openapi'
import { COMMAND } from './direct-query'

const OWN_ENV = Symbol('DYNAMIC_CURRENT_ENV')

/**
 * `wx-server-sdk` for runs by hand that make millions of calls: the database without the SDK's
 * signatures, texts and HTTP requests, under the SDK's own interface. Everything else is the real
 * SDK, which is loaded when a function first asks for it.
 */
export function directSdk(line: DirectLine, wholeSdk: () => object): object {
  const connection = new Connection(line)
  let settings: { env?: unknown } | undefined
  let whole: Record<PropertyKey, unknown> | undefined
  const openapi = directOpenApi(
    (name, parameters) => connection.callApi(name, parameters),
    () => (whole ??= load()).openapi,
  )
  const own: Record<PropertyKey, unknown> = {
    openapi,
    downloadFile: async (file: { fileID: string }) => {
      const fileContent = await connection.readFile(file.fileID)
      if (fileContent) return { fileContent, statusCode: 200, errMsg: 'downloadFile:ok' }
      const { downloadFile } = (whole ??= load()) as { downloadFile(of: object): Promise<object> }
      return downloadFile(file)
    },
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
