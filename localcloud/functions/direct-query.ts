import { isPlainObject, type Document } from '../database/document'

/** A condition on one field, such as `_.gt(5)`. */
class Condition {
  constructor(
    readonly operator: string,
    readonly operand: unknown,
  ) {}
}

/** Conditions that hold together or one for another: of a field, or whole queries. */
class Logic {
  constructor(
    readonly operator: '$and' | '$or',
    readonly operands: readonly unknown[],
  ) {}
}

/** A change of one field, such as `_.inc(1)`. */
class Update {
  constructor(
    readonly operator: string,
    readonly operand: unknown,
  ) {}
}

const condition = (operator: string) => (operand: unknown) => new Condition(operator, operand)

/** `db.command`, as far as functions here use it. */
export const COMMAND = {
  in: condition('$in'),
  nin: condition('$nin'),
  gt: condition('$gt'),
  gte: condition('$gte'),
  lt: condition('$lt'),
  lte: condition('$lte'),
  neq: condition('$ne'),
  and: (...operands: unknown[]) => new Logic('$and', operands),
  or: (operands: readonly unknown[]) => new Logic('$or', operands),
  inc: (by: number) => new Update('$inc', by),
  aggregate: { sum: (expression: string) => ({ $sum: expression }) },
}

/** The query that the SDK would send. */
export function encodeQuery(where: unknown): Document {
  if (where instanceof Logic) return { [where.operator]: where.operands.map(encodeQuery) }
  if (!isPlainObject(where)) throw new Error('a query has to be an object')
  const query: Document = {}
  for (const [path, value] of flattened(where)) {
    if (value instanceof Condition) query[path] = { [value.operator]: copied(value.operand) }
    else if (value instanceof Logic) {
      // The SDK nests the lists of two fields in a way that no database reads.
      if (value.operator in query) throw new Error(`two fields of a query have ${value.operator}`)
      query[value.operator] = value.operands.map((operand) => encodeQuery({ [path]: operand }))
    } else query[path] = copied(value)
  }
  return query
}

/** The update that the SDK would send for fields with values and commands. */
export function encodeUpdate(data: Document): Document {
  const update: Record<string, Document> = {}
  for (const [path, value] of flattened(data)) {
    const { operator, operand } = value instanceof Update ? value : new Update('$set', value)
    update[operator] = { ...update[operator], [path]: copied(operand) }
  }
  return update
}

/** The SDK's text keeps no undefined fields, and shares nothing with what it was made from. */
export function copied(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => copied(item ?? null))
  if (typeof value !== 'object' || value === null) return value
  if (!isPlainObject(value)) throw new Error(`only the SDK can send a ${value.constructor.name}`)
  const copy: Document = {}
  for (const key of Object.keys(value)) {
    if (value[key] !== undefined) copy[key] = copied(value[key])
  }
  return copy
}

/** As the SDK does, each inner field of an object by its whole path. */
function flattened(fields: Document, above = ''): [string, unknown][] {
  return Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    if (value === undefined) return []
    const isCommand = [Condition, Logic, Update].some((kind) => value instanceof kind)
    if (isPlainObject(value) && !isCommand) return flattened(value, `${above}${name}.`)
    return [[`${above}${name}`, value]]
  })
}
