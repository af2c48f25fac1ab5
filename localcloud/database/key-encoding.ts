import { createHash } from 'node:crypto'
import { isDate, isObjectId, isPlainObject, isRegExp, type Document } from './document'

/** First byte of an encoded value: BSON's comparison order of types. */
export const TYPE_TAG = {
  undefined: 0x05,
  null: 0x0a,
  number: 0x14,
  string: 0x1e,
  object: 0x28,
  array: 0x32,
  binary: 0x3c,
  objectId: 0x46,
  boolean: 0x50,
  date: 0x5a,
  regex: 0x64,
} as const

/** A longer field is cut and gets a hash at its end: LMDB keys end at 1978 bytes. */
export const LONGEST_FIELD_BYTES = 400
const HASH_BYTES = 16

export function typeTag(value: unknown): number {
  if (value === null || value === undefined) return TYPE_TAG.null
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return TYPE_TAG.number
    case 'string':
      return TYPE_TAG.string
    case 'boolean':
      return TYPE_TAG.boolean
    case 'object':
    case 'function':
    case 'symbol':
    case 'undefined':
    default:
      return objectTag(value)
  }
}

function objectTag(value: unknown): number {
  if (Array.isArray(value)) return TYPE_TAG.array
  if (isDate(value)) return TYPE_TAG.date
  if (isObjectId(value)) return TYPE_TAG.objectId
  if (isRegExp(value)) return TYPE_TAG.regex
  if (ArrayBuffer.isView(value)) return TYPE_TAG.binary
  return TYPE_TAG.object
}

/** Bytes whose memcmp order is BSON's order of values. */
export function encodeValue(value: unknown): Buffer {
  const tag = typeTag(value)
  const head = Buffer.from([tag])
  if (tag === TYPE_TAG.null) return head
  if (typeof value === 'string') return Buffer.concat([head, encodeText(value)])
  if (typeof value === 'number') return Buffer.concat([head, encodeNumber(value)])
  if (typeof value === 'bigint') return Buffer.concat([head, encodeNumber(Number(value))])
  if (typeof value === 'boolean') return Buffer.from([tag, value ? 1 : 0])
  if (isDate(value)) return Buffer.concat([head, encodeNumber(value.getTime())])
  if (isObjectId(value)) return Buffer.concat([head, Buffer.from(value.toHexString(), 'hex')])
  if (isRegExp(value)) return Buffer.concat([head, encodeText(String(value))])
  if (Array.isArray(value)) return encodeArray(head, value)
  if (isPlainObject(value)) return encodeObject(head, value)
  return Buffer.concat([head, encodeText(Buffer.from(String(value)).toString('latin1'))])
}

/** One field of an index key: never longer than the limit, inverted when descending. */
export function encodeField(value: unknown, descending: boolean): Buffer {
  const whole = encodeValue(value)
  const bytes = whole.length <= LONGEST_FIELD_BYTES ? whole : shorten(whole)
  return descending ? invert(bytes) : bytes
}

export function isShortened(value: unknown): boolean {
  if (typeof value === 'string' && value.length * 4 < LONGEST_FIELD_BYTES) return false
  if (typeof value === 'number' || typeof value === 'boolean' || !value) return false
  return encodeValue(value).length > LONGEST_FIELD_BYTES
}

export function invert(bytes: Buffer): Buffer {
  const inverted = Buffer.allocUnsafe(bytes.length)
  for (let at = 0; at < bytes.length; at++) inverted[at] = 0xff - (bytes[at] ?? 0)
  return inverted
}

/** The first key after all keys that start with these bytes. */
export function afterPrefix(prefix: Buffer): Buffer {
  return Buffer.concat([prefix, Buffer.from([0xff, 0xff])])
}

export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') {
    if (a < b) return -1
    if (a > b) return 1
    if (a === b) return 0
  }
  if (isDate(a) && isDate(b)) return Math.sign(a.getTime() - b.getTime())
  return Buffer.compare(encodeValue(a), encodeValue(b))
}

export function equalValues(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' && typeof b !== 'object') {
    return Number.isNaN(a) && Number.isNaN(b)
  }
  if (typeTag(a) !== typeTag(b)) return false
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => equalValues(item, b[i]))
  }
  if (isPlainObject(a) && isPlainObject(b)) return equalFields(a, b)
  return compareValues(a, b) === 0
}

/** As in the encoded bytes, the order of fields counts, and a field that is undefined does not. */
function equalFields(a: Document, b: Document): boolean {
  const [own, other] = [a, b].map((each) => Object.keys(each).filter((n) => each[n] !== undefined))
  if (own?.length !== other?.length) return false
  return own?.every((name, i) => name === other?.[i] && equalValues(a[name], b[name])) ?? false
}

function shorten(whole: Buffer): Buffer {
  const hash = createHash('sha256').update(whole).digest().subarray(0, HASH_BYTES)
  return Buffer.concat([whole.subarray(0, LONGEST_FIELD_BYTES - HASH_BYTES), hash])
}

function encodeNumber(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(8)
  if (Number.isNaN(value)) return bytes.fill(0)
  // Minus zero equals zero, so both need the same bytes.
  bytes.writeDoubleBE(value === 0 ? 0 : value)
  if (value < 0) return invert(bytes)
  bytes[0] = (bytes[0] ?? 0) | 0x80
  return bytes
}

function encodeText(text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8')
  if (!bytes.includes(0)) return Buffer.concat([bytes, Buffer.of(0)])
  const parts: number[] = []
  for (const byte of bytes) {
    parts.push(byte)
    if (byte === 0) parts.push(0xff)
  }
  parts.push(0)
  return Buffer.from(parts)
}

function encodeArray(head: Buffer, items: readonly unknown[]): Buffer {
  return Buffer.concat([head, ...items.map(encodeValue), Buffer.of(0)])
}

function encodeObject(head: Buffer, object: Document): Buffer {
  const parts: Buffer[] = [head]
  for (const [name, value] of Object.entries(object)) {
    if (value === undefined) continue
    // MongoDB compares the types of two fields first, then their names, then their values.
    parts.push(Buffer.of(typeTag(value)), encodeText(name), encodeValue(value))
  }
  parts.push(Buffer.of(0))
  return Buffer.concat(parts)
}
