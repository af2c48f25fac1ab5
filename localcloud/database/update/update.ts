import { cloneDocument, cloneValue, isDate, isPlainObject, type Document } from '../document'
import { updateFailed } from '../errors'
import { compareValues, equalValues } from '../key-encoding'
import { addToSet, pop, pull, pullAll, push } from './update-array'
import { readForUpdate, removeAt, writeAt } from './update-path'

type Apply = (document: Document, path: string, operand: unknown) => void

const OPERATORS: Record<string, Apply> = {
  $set: (document, path, operand) => writeAt(document, path, cloneValue(operand)),
  $unset: (document, path) => removeAt(document, path),
  $inc: (document, path, operand) => arithmetic(document, path, operand, '$inc'),
  $mul: (document, path, operand) => arithmetic(document, path, operand, '$mul'),
  $min: (document, path, operand) => keepExtreme(document, path, operand, -1),
  $max: (document, path, operand) => keepExtreme(document, path, operand, 1),
  $rename: rename,
  $push: push,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
  $addToSet: addToSet,
  $currentDate: () => {
    throw updateFailed('$currentDate is not supported, use db.serverDate()')
  },
}

/** The document after the update; the given one is not changed. The errors are MongoDB's. */
export function applyUpdate(before: Document, update: Document, inserting: boolean): Document {
  const after = cloneDocument(before)
  const touched: string[] = []
  for (const [operator, fields] of Object.entries(update)) {
    const apply = operator === '$setOnInsert' ? OPERATORS.$set : OPERATORS[operator]
    if (!apply) throw updateFailed(`Unknown modifier: ${operator}`)
    if (!isPlainObject(fields)) {
      throw updateFailed(`Modifiers operate on fields but we found another type: ${operator}`)
    }
    for (const [path, operand] of Object.entries(fields)) {
      refuseConflict(touched, path)
      touched.push(path)
      if (operator === '$setOnInsert' && !inserting) continue
      apply(after, path, operand)
    }
  }
  if (!inserting && !equalValues(before._id, after._id)) {
    throw updateFailed(
      "Performing an update on the path '_id' would modify the immutable field '_id'",
    )
  }
  return after
}

/** What an upsert starts from: the equalities of its query. */
export function documentOfQuery(query: Document): Document {
  const document: Document = {}
  for (const [path, condition] of Object.entries(query)) {
    if (path.startsWith('$')) continue
    const isOperator = isPlainObject(condition) && Object.keys(condition)[0]?.startsWith('$')
    if (!isOperator) writeAt(document, path, cloneValue(condition))
    else if ('$eq' in condition) writeAt(document, path, cloneValue(condition.$eq))
  }
  return document
}

function refuseConflict(touched: readonly string[], path: string): void {
  for (const other of touched) {
    if (other === path || other.startsWith(`${path}.`) || path.startsWith(`${other}.`)) {
      throw updateFailed(`Updating the path '${path}' would create a conflict at '${other}'`)
    }
  }
}

function arithmetic(document: Document, path: string, operand: unknown, operator: string): void {
  if (typeof operand !== 'number') {
    throw updateFailed(`Cannot ${operator === '$inc' ? 'increment' : 'multiply'} with non-numeric`)
  }
  const current = readForUpdate(document, path)
  if (current !== undefined && typeof current !== 'number') {
    const type = typeName(current)
    throw updateFailed(
      `Cannot apply ${operator} to a value of non-numeric type. {_id: ${JSON.stringify(
        document._id,
      )}} has the field '${path.split('.').at(-1)}' of non-numeric type ${type}`,
    )
  }
  const base = current ?? 0
  writeAt(document, path, operator === '$inc' ? base + operand : base * operand)
}

function keepExtreme(document: Document, path: string, operand: unknown, sign: number): void {
  const current = readForUpdate(document, path)
  if (current === undefined || Math.sign(compareValues(operand, current)) === sign) {
    writeAt(document, path, cloneValue(operand))
  }
}

function rename(document: Document, path: string, target: unknown): void {
  if (typeof target !== 'string') throw updateFailed('The new name of $rename must be a string')
  const value = readForUpdate(document, path)
  if (value === undefined) return
  removeAt(document, path)
  writeAt(document, target, value)
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return isDate(value) ? 'date' : typeof value
}
