import type { ObjectId } from 'bson'

/** A stored document: plain JavaScript values, Date, RegExp, Buffer and ObjectId. */
export type Document = Record<string, unknown>

export function isPlainObject(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype === Object.prototype || prototype === null) return true
  // Under jest a value may come from another realm, whose Object.prototype is not ours.
  return Object.prototype.toString.call(value) === '[object Object]' && !isOpaque(value)
}

export function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === '[object Date]'
}

export function isRegExp(value: unknown): value is RegExp {
  return Object.prototype.toString.call(value) === '[object RegExp]'
}

export function isObjectId(value: unknown): value is ObjectId {
  return typeof value === 'object' && value !== null && bsonType(value) === 'ObjectId'
}

/** Copies containers and shares leaves, because leaves are never changed in place. */
export function cloneValue<T>(value: T): T
export function cloneValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => cloneValue(item))
  if (!isPlainObject(value)) return value
  return cloneDocument(value)
}

export function cloneDocument(document: Document): Document {
  const copy: Document = {}
  for (const key of Object.keys(document)) copy[key] = cloneValue(document[key])
  return copy
}

function isOpaque(value: object): boolean {
  return bsonType(value) !== undefined || ArrayBuffer.isView(value)
}

function bsonType(value: object): unknown {
  return '_bsontype' in value ? value._bsontype : undefined
}
