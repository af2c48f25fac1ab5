import cloud from 'wx-server-sdk'

/** The part of the SDK's database that we use; its own types lack options and results. */
export interface Database {
  command: {
    in(values: readonly unknown[]): unknown
    nin(values: readonly unknown[]): unknown
    gt(value: unknown): unknown
    gte(value: unknown): unknown
    lt(value: unknown): unknown
    lte(value: unknown): unknown
    neq(value: unknown): unknown
    inc(by: number): unknown
    and(...conditions: unknown[]): unknown
    or(conditions: Record<string, unknown>[]): Record<string, unknown>
    aggregate: { sum(expression: string): unknown }
  }
  collection(name: string): CollectionReference
  startTransaction(): Promise<SdkTransaction>
}

export interface SdkTransaction {
  collection(name: string): Pick<CollectionReference, 'doc' | 'add'>
  commit(): Promise<unknown>
  rollback(reason?: unknown): Promise<unknown>
}

interface CollectionReference extends QueryReference {
  doc(id: string): {
    get(): Promise<{ data: object | null }>
    set(options: { data: object }): Promise<unknown>
    remove(): Promise<unknown>
  }
  add(options: { data: object }): Promise<unknown>
  where(condition: Record<string, unknown>): QueryReference
  aggregate(): AggregateReference
}

interface AggregateReference {
  match(condition: Record<string, unknown>): AggregateReference
  group(fields: Record<string, unknown>): AggregateReference
  end(): Promise<{ list: { sum?: number }[] }>
}

interface QueryReference {
  orderBy(field: string, order: 'asc' | 'desc'): QueryReference
  limit(documents: number): QueryReference
  field(fields: Record<string, boolean>): QueryReference
  get(): Promise<{ data: object[] }>
  count(): Promise<{ total: number }>
  update(options: { data: object }): Promise<{ stats: { updated: number } }>
  remove(): Promise<{ stats: { removed: number } }>
}

// Keep-alive saves a new connection for every database call; inside a function the SDK turns it off
// by default.
const settings: object = { env: cloud.DYNAMIC_CURRENT_ENV, keepalive: true }
cloud.init(settings)

// An absent document comes back as null, not as an error.
const options: object = { throwOnNotFound: false }

export { cloud }
export const db = cloud.database(options) as unknown as Database
export const _ = db.command
export const aggregate = _.aggregate
