import { Context } from 'mingo'
import { Query } from 'mingo/query'
import { isPlainObject, isRegExp, type Document } from './document'
import { geoIntersects, geoNear, geoWithin } from './geo'
import { compareValues, equalValues, typeTag, TYPE_TAG } from './key-encoding'
import { MINGO_OPERATORS } from './operators'
import { valuesAt } from './paths'

export type Matcher = (document: Document) => boolean

/**
 * mingo reads the query; the comparisons below replace its own where they differ from MongoDB:
 * order of embedded fields, null bounds, $elemMatch on scalars, BSON's type brackets.
 */
export function compileQuery(query: Document): Matcher {
  const conditions = Object.entries(query)
  if (conditions.every(isSimple)) {
    const tests = conditions.map(simpleTest)
    return (document) => tests.every((test) => test(document))
  }
  const compiled = new Query<Document>(query, { context: MATCH_CONTEXT })
  return (document) => compiled.test(document)
}

/** Most queries only name values and bounds, for which mingo would prepare a great deal each time. */
function isSimple([path, operand]: [string, unknown]): boolean {
  if (path === '$and' || path === '$or') {
    return Array.isArray(operand) && operand.length > 0 && operand.every(isPlainObject)
  }
  if (path.startsWith('$')) return false
  if (!isPlainObject(operand)) return isScalar(operand)
  const operators = Object.keys(operand)
  return operators.length > 0 && operators.every((name) => name in COMPARISONS)
}

function isScalar(operand: unknown): boolean {
  return operand === null || ['string', 'number', 'boolean'].includes(typeof operand)
}

function simpleTest([path, operand]: [string, unknown]): Matcher {
  if (path.startsWith('$')) {
    const branches = (operand as Document[]).map(compileQuery)
    return path === '$and'
      ? (document) => branches.every((matches) => matches(document))
      : (document) => branches.some((matches) => matches(document))
  }
  if (!isPlainObject(operand)) return (document) => matchesEqual(valuesAt(document, path), operand)
  const tests = Object.entries(operand).map(([name, value]) => COMPARISONS[name]?.(value))
  return (document) => {
    const values = valuesAt(document, path)
    return tests.every((test) => test?.(values))
  }
}

type FieldTest = (values: unknown[]) => boolean

function field(build: (operand: unknown) => FieldTest) {
  return (selector: string, operand: unknown, _options: unknown) => {
    const test = build(operand)
    return (document: unknown) => test(valuesAt(document, selector))
  }
}

export function matchesEqual(values: readonly unknown[], operand: unknown): boolean {
  if (isRegExp(operand)) return matchesRegExp(values, operand)
  return values.some(
    (value) =>
      equalValues(value, operand) ||
      (Array.isArray(value) && value.some((item: unknown) => equalValues(item, operand))),
  )
}

function matchesRegExp(values: readonly unknown[], pattern: RegExp): boolean {
  const plain = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''))
  return values.some((value) =>
    (Array.isArray(value) ? value : [value]).some(
      (item: unknown) => typeof item === 'string' && plain.test(item),
    ),
  )
}

function matchesIn(values: readonly unknown[], operand: unknown): boolean {
  if (!Array.isArray(operand)) throw new Error('$in needs an array')
  return operand.some((item: unknown) => matchesEqual(values, item))
}

function ordered(accept: (order: number) => boolean) {
  return (operand: unknown): FieldTest => {
    const tag = typeTag(operand)
    const test = (value: unknown) => typeTag(value) === tag && accept(compareValues(value, operand))
    return (values) =>
      values.some(
        (value) =>
          test(value) ||
          (Array.isArray(value) && tag !== TYPE_TAG.array && value.some((item) => test(item))),
      )
  }
}

function elementMatcher(criteria: Document): (item: unknown) => boolean {
  const keys = Object.keys(criteria)
  const onFields = keys.some((key) => !key.startsWith('$') || /^\$(and|or|nor)$/.test(key))
  if (keys.length > 0 && !onFields) {
    const matches = compileQuery({ item: criteria })
    return (item) => matches({ item })
  }
  const matches = compileQuery(criteria)
  return (item) => isPlainObject(item) && matches(item)
}

const elemMatch = field((operand) => {
  if (!isPlainObject(operand)) throw new Error('$elemMatch needs an Object')
  const matches = elementMatcher(operand)
  return (values) => values.some((value) => Array.isArray(value) && value.some(matches))
})

const all = field((operand) => {
  if (!Array.isArray(operand)) throw new Error('$all needs an array')
  return (values) =>
    operand.length > 0 &&
    operand.every((item: unknown) => {
      if (!isPlainObject(item) || !('$elemMatch' in item)) return matchesEqual(values, item)
      const criteria = item.$elemMatch
      if (!isPlainObject(criteria)) throw new Error('$elemMatch needs an Object')
      const matches = elementMatcher(criteria)
      return values.some((value) => Array.isArray(value) && value.some(matches))
    })
})

const COMPARISONS: Record<string, (operand: unknown) => FieldTest> = {
  $eq: (operand) => (values) => matchesEqual(values, operand),
  $ne: (operand) => (values) => !matchesEqual(values, operand),
  $in: (operand) => (values) => matchesIn(values, operand),
  $nin: (operand) => (values) => !matchesIn(values, operand),
  $gt: ordered((order) => order > 0),
  $gte: ordered((order) => order >= 0),
  $lt: ordered((order) => order < 0),
  $lte: ordered((order) => order <= 0),
}

const STRICT_OPERATORS = Context.init({
  query: {
    ...Object.fromEntries(Object.entries(COMPARISONS).map(([name, test]) => [name, field(test)])),
    $elemMatch: elemMatch,
    $all: all,
    $exists: field((operand) => (values) => {
      return values.some((value) => value !== undefined) === Boolean(operand)
    }),
    $near: field(geoNear),
    $nearSphere: field(geoNear),
    $geoWithin: field(geoWithin),
    $geoIntersects: field(geoIntersects),
  },
})

/** Used wherever mingo tests a document: queries, $match and projections. */
export const MATCH_CONTEXT = Context.from(STRICT_OPERATORS, MINGO_OPERATORS)
