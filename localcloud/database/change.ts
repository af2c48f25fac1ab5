import { documentKey, duplicateInIndex, entriesOf, type Collection } from './collection'
import type { Document } from './document'
import { duplicateKey, type CloudError } from './errors'
import { afterPrefix } from './key-encoding'
import type { View, Write } from './store'

/** One document before and after a write. An insert has no `before`, a removal no `after`. */
export interface Change {
  collection: Collection
  key: Buffer
  before: Document | undefined
  after: Document | undefined
}

/** Unique keys that a group of changes takes (by document) or gives back (null). */
export type TakenKeys = Map<string, string | null>

export function makeChange(
  collection: Collection,
  before: Document | undefined,
  after: Document | undefined,
): Change {
  const id = (after ?? before)?._id
  return { collection, key: documentKey(collection, id), before, after }
}

export function keyName(key: Buffer): string {
  return key.toString('latin1')
}

/** What a change locks: its document, and every unique key it takes or gives back. */
export function lockNames(change: Change): string[] {
  const names = [keyName(change.key)]
  for (const index of change.collection.indexes) {
    if (!index.unique) continue
    const before = uniqueKeys(change, index.name, change.before)
    const after = uniqueKeys(change, index.name, change.after)
    for (const name of before) if (!after.has(name)) names.push(name)
    for (const name of after) if (!before.has(name)) names.push(name)
  }
  return names
}

/** Refuses a second holder of a unique key; `taken` records what the change does to keys. */
export function checkUnique(change: Change, view: View, taken: TakenKeys): CloudError | undefined {
  const { collection, after } = change
  const self = keyName(change.key)
  for (const index of collection.indexes) {
    if (!index.unique) continue
    const had = uniqueKeys(change, index.name, change.before)
    const entries = after ? entriesOf(index, after) : []
    for (const { fieldsKey } of entries) {
      const name = keyName(fieldsKey)
      if (had.has(name)) continue
      if (after && isHeld(view, taken, fieldsKey, self)) {
        return duplicateInIndex(collection, index, after)
      }
    }
    for (const name of had) taken.set(name, null)
    for (const { fieldsKey } of entries) taken.set(keyName(fieldsKey), self)
  }
  return undefined
}

export function duplicateId(collection: Collection, id: unknown): CloudError {
  return duplicateKey(collection.name, '_id_', { _id: id })
}

/** Documents and index entries of the changes, to be written together. */
export function writesOf(changes: readonly Change[]): Write[] {
  const removals: Write[] = []
  const puts: Write[] = []
  for (const change of changes) {
    const { key, before, after } = change
    if (after) puts.push({ kind: 'put-document', key, document: after })
    else if (before) removals.push({ kind: 'remove-document', key })
    for (const index of change.collection.indexes) {
      const old = entryKeys(before ? entriesOf(index, before) : [])
      const fresh = entryKeys(after ? entriesOf(index, after) : [])
      for (const [name, entryKey] of old) {
        if (!fresh.has(name)) removals.push({ kind: 'remove-entry', key: entryKey })
      }
      for (const [name, entryKey] of fresh) {
        if (!old.has(name)) puts.push({ kind: 'put-entry', key: entryKey, documentKey: key })
      }
    }
  }
  return [...removals, ...puts]
}

function entryKeys(entries: readonly { entryKey: Buffer }[]): Map<string, Buffer> {
  return new Map(entries.map(({ entryKey }) => [keyName(entryKey), entryKey]))
}

function uniqueKeys(change: Change, name: string, document: Document | undefined): Set<string> {
  const index = change.collection.indexes.find((candidate) => candidate.name === name)
  if (!index || !document) return new Set()
  return new Set(entriesOf(index, document).map(({ fieldsKey }) => keyName(fieldsKey)))
}

function isHeld(view: View, taken: TakenKeys, fieldsKey: Buffer, self: string): boolean {
  const pending = taken.get(keyName(fieldsKey))
  if (pending !== undefined) return pending !== null && pending !== self
  for (const holder of view.entries({ start: fieldsKey, end: afterPrefix(fieldsKey) })) {
    if (keyName(holder) !== self) return true
  }
  return false
}
