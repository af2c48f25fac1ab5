import * as v from 'valibot'
import type { Schema } from '../../cloudfunctions/contracts/action'

/** The path to a value in an input: names of fields and places in lists. */
export type Path = (string | number)[]

export interface Field {
  path: Path
  schema: Schema
}

/** Every value that an input can hold, the input itself first; of a list its first item. */
export function fieldsOf(schema: Schema, path: Path = []): Field[] {
  const inner = unwrapped(schema)
  const below = Object.entries(entriesOf(inner)).flatMap(([name, each]) =>
    fieldsOf(each, [...path, name]),
  )
  const item = itemOf(inner)
  return [{ path, schema }, ...below, ...(item ? fieldsOf(item, [...path, 0]) : [])]
}

/** An input that the contract accepts, with every optional field filled in. */
export function goodInput(schema: Schema): unknown {
  const inner = unwrapped(schema)
  const entries = Object.entries(entriesOf(inner))
  if (inner.type === 'strict_object') {
    return Object.fromEntries(entries.map(([name, each]) => [name, goodInput(each)]))
  }
  const item = itemOf(inner)
  const found = (item ? [[goodInput(item)]] : CANDIDATES).find(
    (candidate) => v.safeParse(schema, candidate).success,
  )
  if (found === undefined) throw new Error(`add a good value for ${JSON.stringify(inner)}`)
  return found
}

/** Each plain field of the contracts accepts one of these; the first that fits is used. */
const CANDIDATES: unknown[] = [
  'claims',
  'programs',
  ...['request-of-somebody', '2026-11-20', '2026-11', '11-20', '1234567890123:2026-11-20:30'],
  ...[
    'hubin',
    'cloud://local/file.csv',
    'all',
    'usable',
    'tmall',
    'active',
    'expiry',
    'REFUNDS_UNKNOWN',
    '0027',
    '09:05',
  ],
  ...[1, 100, 1_700_000_000_000, true],
]

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema'
}

function unwrapped(schema: Schema): Schema {
  return 'wrapped' in schema && isSchema(schema.wrapped) ? unwrapped(schema.wrapped) : schema
}

function entriesOf(schema: Schema): Record<string, Schema> {
  if (!('entries' in schema) || typeof schema.entries !== 'object') return {}
  return Object.fromEntries(
    Object.entries(schema.entries ?? {}).filter((entry): entry is [string, Schema] =>
      isSchema(entry[1]),
    ),
  )
}

function itemOf(schema: Schema): Schema | null {
  return 'item' in schema && isSchema(schema.item) ? schema.item : null
}

/** A copy of the input with one value changed; `undefined` removes the field. */
export function changedAt(input: unknown, path: Path, value: unknown): unknown {
  const [name, ...rest] = path
  if (name === undefined) return value
  if (Array.isArray(input)) {
    const items: unknown[] = input
    return items.map((each, at) => (at === name ? changedAt(each, rest, value) : each))
  }
  const entries = Object.entries(input ?? {}).map(([key, each]: [string, unknown]) => [
    key,
    key === name ? changedAt(each, rest, value) : each,
  ])
  return Object.fromEntries(entries.filter(([, each]) => each !== undefined))
}
