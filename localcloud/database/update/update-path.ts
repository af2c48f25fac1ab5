import { isPlainObject, type Document } from '../document'
import { updateFailed } from '../errors'

/** The value at the path, or undefined; a scalar on the way reads as missing. */
export function readForUpdate(document: Document, path: string): unknown {
  let value: unknown = document
  for (const part of path.split('.')) {
    if (Array.isArray(value)) value = value[Number(part)]
    else if (isPlainObject(value)) value = value[part]
    else return undefined
  }
  return value
}

/** Sets the path and creates missing parents; refuses to go through null or a scalar. */
export function writeAt(document: Document, path: string, value: unknown): void {
  const parts = path.split('.')
  const last = parts.pop() ?? ''
  let holder: unknown = document
  let name = ''
  for (const part of parts) {
    const parent: unknown = holder
    holder = childOf(parent, part, name, value === undefined)
    name = part
  }
  assign(holder, last, value, name)
}

export function removeAt(document: Document, path: string): void {
  const parts = path.split('.')
  const last = parts.pop() ?? ''
  const holder = parts.length === 0 ? document : readForUpdate(document, parts.join('.'))
  // MongoDB keeps the length of an array: an unset element becomes null.
  if (Array.isArray(holder) && Number(last) in holder) holder[Number(last)] = null
  else if (isPlainObject(holder)) Reflect.deleteProperty(holder, last)
}

function childOf(holder: unknown, part: string, name: string, absent: boolean): unknown {
  if (Array.isArray(holder)) {
    const at = elementIndex(holder, part, name)
    if (holder[at] === undefined || (holder[at] === null && at >= holder.length)) {
      fill(holder, at)
      holder[at] = {}
    }
    return holder[at]
  }
  if (!isPlainObject(holder)) throw cannotCreate(part, name, holder)
  if (holder[part] === undefined && !absent) holder[part] = {}
  return holder[part]
}

function assign(holder: unknown, part: string, value: unknown, name: string): void {
  if (Array.isArray(holder)) {
    const at = elementIndex(holder, part, name)
    fill(holder, at)
    holder[at] = value
    return
  }
  if (!isPlainObject(holder)) throw cannotCreate(part, name, holder)
  holder[part] = value
}

function elementIndex(holder: readonly unknown[], part: string, name: string): number {
  if (!/^\d+$/.test(part)) throw cannotCreate(part, name, holder)
  return Number(part)
}

function fill(holder: unknown[], until: number): void {
  while (holder.length < until) holder.push(null)
}

function cannotCreate(part: string, name: string, value: unknown): Error {
  return updateFailed(
    `Cannot create field '${part}' in element {${name}: ${JSON.stringify(value)}}`,
  )
}
