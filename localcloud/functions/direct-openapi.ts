import { isPlainObject, type Document } from '../database/document'
import type { ApiAnswer } from '../openapi/protobuf'

/** Calls an API of WeChat by its name; null where the embedded cloud has none of this name. */
export type CallApi = (name: string, parameters: Document) => Promise<ApiAnswer | null>

type Method = (data: Document) => Promise<unknown>
type OpenApi = Record<string, Record<string, Method>>

/** `cloud.openapi.<group>.<name>(data)` without the SDK; `whole` is the SDK's own. */
export function directOpenApi(call: CallApi, whole: () => unknown): unknown {
  const method = (group: string, name: string) => async (data: Document) => {
    const answer = await call(`${group}.${name}`, renamed(data, snakeCase))
    if (answer === null) return (whole() as OpenApi)[group]?.[name]?.(data)
    return read(`openapi.${group}.${name}`, answer)
  }
  return new Proxy({} as OpenApi, {
    get: (_, group) =>
      new Proxy({} as Record<string, Method>, {
        get: (_methods, name) => method(String(group), String(name)),
      }),
  })
}

/** What the SDK makes of an answer: an error of WeChat is thrown. */
function read(api: string, { body, contentType }: ApiAnswer): Document {
  const done = { errMsg: `${api}:ok`, errCode: 0 }
  if (contentType !== 'application/json') return { contentType, buffer: body, ...done }
  const { errcode, errmsg, ...result } = JSON.parse(body.toString('utf8')) as Document
  if (errcode) {
    const errMsg = `${api}:fail ${String(errmsg)}`
    const message = `errCode: ${String(errcode)}  | errMsg: ${errMsg}`
    throw Object.assign(new Error(message), { errCode: errcode, errMsg })
  }
  return { ...renamed(result, camelCase), ...done }
}

/** The same with other names of fields, as deep as objects and lists go. */
function renamed(object: Document, rename: (name: string) => string): Document {
  const within = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(within)
    return isPlainObject(value) ? renamed(value, rename) : value
  }
  const fields = Object.entries(object).filter(([, value]) => value !== undefined)
  return Object.fromEntries(fields.map(([name, value]) => [rename(name), within(value)]))
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}
