import { isPlainObject, type Document } from './document'

/**
 * Every value that a dotted path reaches, as MongoDB's matcher sees it: arrays on the way are
 * walked element by element, a number picks an element, a missing field gives undefined.
 */
export function valuesAt(document: unknown, path: string): unknown[] {
  if (!path.includes('.')) {
    return [isPlainObject(document) ? document[path] : undefined]
  }
  const found: unknown[] = []
  collect(document, path.split('.'), 0, found)
  return found
}

/** The single value at a path without walking arrays; used by updates and messages. */
export function valueAt(document: Document, path: string): unknown {
  let value: unknown = document
  for (const part of path.split('.')) {
    if (Array.isArray(value)) value = value[Number(part)]
    else if (isPlainObject(value)) value = value[part]
    else return undefined
  }
  return value
}

function collect(value: unknown, parts: readonly string[], at: number, found: unknown[]): void {
  const part = parts[at]
  if (part === undefined) {
    found.push(value)
    return
  }
  if (Array.isArray(value)) {
    if (/^\d+$/.test(part)) collect(value[Number(part)], parts, at + 1, found)
    for (const item of value) {
      if (isPlainObject(item)) collect(item, parts, at, found)
    }
    return
  }
  if (isPlainObject(value)) collect(value[part], parts, at + 1, found)
  else found.push(undefined)
}
