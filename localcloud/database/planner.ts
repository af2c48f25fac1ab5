import type { Collection, Index } from './collection'
import { isPlainObject, isRegExp, type Document } from './document'
import { afterPrefix, encodeField, encodeValue, invert, isShortened, typeTag } from './key-encoding'
import type { KeyRange } from './store'

export type SortSpec = Record<string, 1 | -1>

export interface Plan {
  /** 'ids' reads documents by key, 'index' walks entries, 'scan' walks the whole collection. */
  kind: 'ids' | 'index' | 'scan'
  /** Name for the request log: `_id_`, the index's name, or undefined for a full scan. */
  index?: string
  ids: readonly unknown[]
  ranges: readonly KeyRange[]
  /** True if the documents come in the order that the sort asks for. */
  sorted: boolean
}

interface Bounds {
  /** Values of an equality or an $in; undefined when the field has none. */
  values?: readonly unknown[]
  gt?: { value: unknown; inclusive: boolean }
  lt?: { value: unknown; inclusive: boolean }
}

const MOST_POINT_RANGES = 1000
const ID_INDEX = '_id_'
/** Entries that are equal in every field of the index come in the order of their _id. */
const LAST_FIELD = { path: '_id', descending: false }

/** Chooses how to find the candidates of a query; every candidate is tested again afterwards. */
export function planQuery(collection: Collection, query: Document, sort: SortSpec): Plan {
  const bounds = boundsOf(query)
  const id = bounds.get('_id')
  if (id?.values) {
    const sorted = id.values.length <= 1 || Object.keys(sort).length === 0
    return { kind: 'ids', index: ID_INDEX, ids: id.values, ranges: [], sorted }
  }
  let best: { plan: Plan; score: number } | undefined
  for (const index of collection.indexes) {
    const option = planIndex(index, bounds, sort)
    if (option && (!best || option.score > best.score)) best = option
  }
  const byId = planIdRange(collection, id, sort)
  if (byId && (!best || byId.score > best.score)) best = byId
  if (best) return best.plan
  const branches = planBranches(collection, query)
  if (branches) return { ...branches, sorted: Object.keys(sort).length === 0 }
  const whole = { start: collection.prefix, end: afterPrefix(collection.prefix) }
  const sorted = Object.keys(sort).length === 0
  return { kind: 'scan', ids: [], ranges: [whole], sorted }
}

/** The branches of an $or, if all of them walk the same index. */
function planBranches(collection: Collection, query: Document): Plan | undefined {
  const branches: unknown[] = Array.isArray(query.$or) ? query.$or : []
  const plans = branches.filter(isPlainObject).map((branch) => planQuery(collection, branch, {}))
  const [first] = plans
  const alike = plans.every(({ kind, index }) => kind === 'index' && index === first?.index)
  if (!first || plans.length < branches.length || !alike) return undefined
  return { ...first, ranges: plans.flatMap(({ ranges }) => ranges) }
}

function planIndex(index: Index, bounds: Map<string, Bounds>, sort: SortSpec) {
  let prefixes: Buffer[] = [index.prefix]
  let used = 0
  for (const { path, descending } of index.fields) {
    const values = bounds.get(path)?.values
    if (!values || prefixes.length * values.length > MOST_POINT_RANGES) break
    const encoded = values.map((value) => encodeField(value, descending))
    prefixes = prefixes.flatMap((prefix) => encoded.map((bytes) => Buffer.concat([prefix, bytes])))
    used++
  }
  const next = index.fields[used]
  const range = next && bounds.get(next.path)
  const ranged = range !== undefined && (range.gt !== undefined || range.lt !== undefined)
  const order = prefixes.length === 1 ? sortOrder(index, used, bounds, sort) : undefined
  const score = used * 10 + (ranged ? 5 : 0) + (order && Object.keys(sort).length > 0 ? 3 : 0)
  if (score === 0) return undefined
  const ranges = prefixes.map((prefix) => ({
    ...(ranged && next ? fieldRange(prefix, range, next.descending, index.inexact) : all(prefix)),
    reverse: order === 'backward',
  }))
  const sorted = order !== undefined || Object.keys(sort).length === 0
  const plan: Plan = { kind: 'index', index: index.name, ids: [], ranges, sorted }
  return { plan, score }
}

function planIdRange(collection: Collection, id: Bounds | undefined, sort: SortSpec) {
  const ranged = id !== undefined && (id.gt !== undefined || id.lt !== undefined)
  const direction = Object.keys(sort)[0] === '_id' ? sort._id : undefined
  const score = (ranged ? 5 : 0) + (direction ? 3 : 0)
  if (score === 0) return undefined
  const range = ranged ? fieldRange(collection.prefix, id, false, false) : all(collection.prefix)
  const sorted = direction !== undefined || Object.keys(sort).length === 0
  const ranges = [{ ...range, reverse: direction === -1 }]
  const plan: Plan = { kind: 'scan', index: ID_INDEX, ids: [], ranges, sorted }
  return { plan, score }
}

/** Whether walking the index after `used` equal fields gives the order that the sort asks for. */
function sortOrder(index: Index, used: number, bounds: Map<string, Bounds>, sort: SortSpec) {
  if (index.inexact) return undefined
  let at = used
  let direction: 'forward' | 'backward' | undefined
  for (const [path, wanted] of Object.entries(sort)) {
    if (bounds.get(path)?.values?.length === 1) continue
    const field = index.fields[at] ?? LAST_FIELD
    at++
    if (field.path !== path || at > index.fields.length + 1) return undefined
    const here = field.descending === (wanted === -1) ? 'forward' : 'backward'
    if (direction && direction !== here) return undefined
    direction = here
  }
  return direction ?? 'forward'
}

function all(prefix: Buffer): KeyRange {
  return { start: prefix, end: afterPrefix(prefix) }
}

/** Bounds stay inside one BSON type, as in $gt, $gte, $lt and $lte. */
function fieldRange(prefix: Buffer, range: Bounds, descending: boolean, inexact: boolean) {
  const { gt } = range
  // In an array, a different element may satisfy each bound, so only one bound narrows the walk.
  const lt = inexact && gt ? undefined : range.lt
  const tag = Buffer.of(typeTag(gt ? gt.value : lt?.value))
  const nextTag = Buffer.of((tag[0] ?? 0) + 1)
  const low = gt && !isShortened(gt.value) ? edge(gt.value, !gt.inclusive) : tag
  const high = lt && !isShortened(lt.value) ? edge(lt.value, lt.inclusive) : nextTag
  if (!descending) {
    return { start: Buffer.concat([prefix, low]), end: Buffer.concat([prefix, high]) }
  }
  return {
    start: Buffer.concat([prefix, mirror(high)]),
    end: Buffer.concat([prefix, mirror(low)]),
  }
}

/** The key before all entries of the value, or after all of them. */
function edge(value: unknown, after: boolean): Buffer {
  const bytes = encodeValue(value)
  return after ? afterPrefix(bytes) : bytes
}

/** Turns an ascending bound (bytes before which entries start) into one of inverted bytes. */
function mirror(bound: Buffer): Buffer {
  return afterPrefix(invert(bound))
}

function boundsOf(query: Document): Map<string, Bounds> {
  const found = new Map<string, Bounds>()
  for (const [key, condition] of Object.entries(query)) {
    if (key === '$and' && Array.isArray(condition)) {
      for (const part of condition) {
        if (!isPlainObject(part)) continue
        for (const [path, more] of boundsOf(part)) found.set(path, { ...more, ...found.get(path) })
      }
    }
    if (key.startsWith('$')) continue
    const bounds = fieldBounds(condition)
    if (bounds) found.set(key, { ...found.get(key), ...bounds })
  }
  return found
}

function fieldBounds(condition: unknown): Bounds | undefined {
  if (isRegExp(condition)) return undefined
  if (!isPlainObject(condition) || !Object.keys(condition).some((key) => key.startsWith('$'))) {
    return { values: [condition] }
  }
  const bounds: Bounds = {}
  if ('$eq' in condition && !isRegExp(condition.$eq)) bounds.values = [condition.$eq]
  const list: unknown = condition.$in
  if (Array.isArray(list) && !list.some(isRegExp)) bounds.values = distinct(list)
  if ('$gt' in condition) bounds.gt = { value: condition.$gt, inclusive: false }
  if ('$gte' in condition) bounds.gt = { value: condition.$gte, inclusive: true }
  if ('$lt' in condition) bounds.lt = { value: condition.$lt, inclusive: false }
  if ('$lte' in condition) bounds.lt = { value: condition.$lte, inclusive: true }
  return Object.keys(bounds).length > 0 ? bounds : undefined
}

function distinct(values: readonly unknown[]): unknown[] {
  const seen = new Map(values.map((value) => [encodeValue(value).toString('latin1'), value]))
  return [...seen.keys()].sort(byBytes).map((key) => seen.get(key))
}

function byBytes(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
