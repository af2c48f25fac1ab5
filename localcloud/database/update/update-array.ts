import { cloneValue, isPlainObject, isRegExp, type Document } from '../document'
import { updateFailed } from '../errors'
import { sortDocuments } from '../find'
import { compareValues, equalValues } from '../key-encoding'
import { compileQuery, matchesEqual } from '../match'
import { readForUpdate, writeAt } from './update-path'

export function push(document: Document, path: string, operand: unknown): void {
  const array = arrayAt(document, path, '$push') ?? []
  const modifiers = isPlainObject(operand) && '$each' in operand ? operand : { $each: [operand] }
  const items = cloneValue(list(modifiers.$each, '$each'))
  const position = typeof modifiers.$position === 'number' ? modifiers.$position : array.length
  let next = [...array]
  next.splice(position, 0, ...items)
  if (modifiers.$sort !== undefined) next = sortItems(next, modifiers.$sort)
  if (typeof modifiers.$slice === 'number') {
    next = modifiers.$slice < 0 ? next.slice(modifiers.$slice) : next.slice(0, modifiers.$slice)
  }
  writeAt(document, path, next)
}

export function pop(document: Document, path: string, operand: unknown): void {
  const array = arrayAt(document, path, '$pop')
  if (array) writeAt(document, path, operand === -1 ? array.slice(1) : array.slice(0, -1))
}

export function pull(document: Document, path: string, operand: unknown): void {
  const array = arrayAt(document, path, '$pull')
  if (!array) return
  const matches = pullTest(operand)
  writeAt(
    document,
    path,
    array.filter((item) => !matches(item)),
  )
}

export function pullAll(document: Document, path: string, operand: unknown): void {
  const unwanted = list(operand, '$pullAll')
  const array = arrayAt(document, path, '$pullAll')
  if (!array) return
  const kept = array.filter((item) => !unwanted.some((other) => equalValues(item, other)))
  writeAt(document, path, kept)
}

export function addToSet(document: Document, path: string, operand: unknown): void {
  const array = arrayAt(document, path, '$addToSet') ?? []
  const items = isPlainObject(operand) && '$each' in operand ? operand.$each : [operand]
  const next = [...array]
  for (const item of list(items, '$each')) {
    if (!next.some((other) => equalValues(item, other))) next.push(cloneValue(item))
  }
  writeAt(document, path, next)
}

function pullTest(operand: unknown): (item: unknown) => boolean {
  if (isRegExp(operand)) return (item) => matchesEqual([item], operand)
  if (!isPlainObject(operand)) return (item) => equalValues(item, operand)
  if (Object.keys(operand).some((key) => key.startsWith('$'))) {
    const matches = compileQuery({ item: operand })
    return (item) => matches({ item })
  }
  const matches = compileQuery(operand)
  return (item) => isPlainObject(item) && matches(item)
}

function sortItems(items: unknown[], order: unknown): unknown[] {
  if (isPlainObject(order)) {
    const directions = Object.entries(order).map(
      ([key, way]) => [key, way === -1 ? -1 : 1] as const,
    )
    return sortDocuments(items.filter(isPlainObject), Object.fromEntries(directions))
  }
  const sign = order === -1 ? -1 : 1
  return [...items].sort((a, b) => sign * compareValues(a, b))
}

function arrayAt(document: Document, path: string, operator: string): unknown[] | undefined {
  const value = readForUpdate(document, path)
  if (value === undefined) return undefined
  if (Array.isArray(value)) return value
  throw updateFailed(
    `The field '${path}' must be an array but is of type ${
      value === null ? 'null' : typeof value
    } in document {_id: ${JSON.stringify(document._id)}} (${operator})`,
  )
}

function list(value: unknown, name: string): unknown[] {
  if (!Array.isArray(value)) throw updateFailed(`The argument to ${name} must be an array`)
  return value
}
