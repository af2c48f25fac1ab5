import { EJSON } from 'bson'
import { isDate, isPlainObject, isRegExp, type Document } from './document'

/** Reads an EJSON value of the SDK; `db.serverDate()` becomes a Date of the cloud's clock. */
export function fromWire(value: unknown, now: number): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => fromWire(item, now))
  if (!isPlainObject(value)) return value
  const keys = Object.keys(value)
  const first = keys[0]
  if (first !== undefined && first.startsWith('$')) {
    const special = readSpecial(first, value, now)
    if (special !== undefined) return special.value
  }
  const document: Document = {}
  for (const key of keys) document[key] = fromWire(value[key], now)
  return document
}

export function parseWireDocument(text: string, now: number): Document {
  const value = fromWire(JSON.parse(text), now)
  if (!isPlainObject(value)) throw new Error('a document has to be an object')
  return value
}

export function stringifyForWire(document: unknown): string {
  return JSON.stringify(toWire(document))
}

/** EJSON that the SDK's parser turns back into the same plain values. */
export function toWire(value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : { $numberDouble: String(value) }
  }
  if (typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(toWire)
  if (isDate(value)) return { $date: { $numberLong: String(value.getTime()) } }
  if (isRegExp(value)) {
    return { $regularExpression: { pattern: value.source, options: value.flags } }
  }
  if (!isPlainObject(value)) return EJSON.serialize({ value }).value
  const wire: Document = {}
  for (const key of Object.keys(value)) {
    if (value[key] !== undefined) wire[key] = toWire(value[key])
  }
  return wire
}

function readSpecial(key: string, value: Document, now: number): { value: unknown } | undefined {
  const inner = value[key]
  switch (key) {
    case '$numberInt':
    case '$numberLong':
    case '$numberDouble':
      return { value: Number(inner) }
    case '$date':
      return { value: readDate(inner, now) }
    case '$tcb_server_date':
      return { value: serverDate(inner, now) }
    case '$regularExpression':
      return { value: readRegExp(inner) }
    case '$oid':
    case '$binary':
    case '$uuid':
    case '$numberDecimal':
    case '$timestamp':
    case '$minKey':
    case '$maxKey':
      return { value: EJSON.deserialize({ value }).value }
    case '$undefined':
      return { value: null }
    default:
      return undefined
  }
}

function readDate(inner: unknown, now: number): Date {
  if (isPlainObject(inner)) {
    if ('$numberLong' in inner) return new Date(Number(inner.$numberLong))
    return serverDate(inner, now)
  }
  return new Date(typeof inner === 'number' ? inner : String(inner))
}

function serverDate(inner: unknown, now: number): Date {
  const offset = isPlainObject(inner) ? fromWire(inner.offset, now) : 0
  return new Date(now + (typeof offset === 'number' ? offset : 0))
}

function readRegExp(inner: unknown): RegExp {
  const { pattern, options } = isPlainObject(inner) ? inner : { pattern: '', options: '' }
  return new RegExp(String(pattern), String(options ?? '').replace(/[^gimsuy]/g, ''))
}
