import { makeCollection, wholeCollection, entriesOf } from './collection'
import type { Collection, IndexDefinition } from './collection'
import { isPlainObject } from './document'
import { CloudError, collectionNotExist } from './errors'
import { afterPrefix } from './key-encoding'
import { readPermission, type Permission } from './permission'
import type { Store, Write } from './store'

export type CollectionsFile = Record<
  string,
  { indexes?: readonly IndexDefinition[]; permission?: Permission }
>

/** Which collections exist and how they are indexed. */
export class Catalog {
  private readonly collections = new Map<string, Collection>()
  private readonly permissions = new Map<string, Permission>()
  private readonly knownInexact = new Set<string>()
  private readonly store: Store

  constructor(store: Store, declared: CollectionsFile) {
    this.store = store
    for (const [name, { indexes, permission }] of Object.entries(declared)) {
      this.open(name, indexes ?? [])
      if (permission) this.permissions.set(name, permission)
    }
    for (const name of this.added()) {
      if (!this.collections.has(name)) this.open(name, [])
    }
  }

  names(): string[] {
    return [...this.collections.keys()].sort()
  }

  get(name: string): Collection {
    const collection = this.collections.get(name)
    if (!collection) throw collectionNotExist(name)
    return collection
  }

  /** What a phone may do itself; if no permission is set, it reaches only documents it made. */
  permissionOf(name: string): Permission {
    return this.permissions.get(this.get(name).name) ?? 'PRIVATE'
  }

  add(name: string): void {
    if (this.collections.has(name)) {
      throw new CloudError(
        'DATABASE_REQUEST_FAILED',
        `[FailedOperation] Table exist: ${name}. ResourceExist`,
      )
    }
    this.store.writeSetting('collections', [...this.added(), name])
    this.open(name, [])
  }

  /** Remembers across restarts which indexes do not show whole values. */
  noteInexact(): void {
    for (const [name, { indexes }] of this.collections) {
      for (const index of indexes) {
        const setting = `inexact:${name}:${index.name}`
        if (!index.inexact || this.knownInexact.has(setting)) continue
        this.knownInexact.add(setting)
        this.store.writeSetting(setting, true)
      }
    }
  }

  private open(name: string, definitions: readonly IndexDefinition[]): void {
    const collection = makeCollection(name, definitions)
    const signature = JSON.stringify(definitions)
    const setting = `indexes:${name}`
    if (this.store.readSetting(setting) !== signature) {
      void this.store.write(this.rebuild(collection))
      this.store.writeSetting(setting, signature)
    }
    for (const index of collection.indexes) {
      index.inexact ||= this.store.readSetting(`inexact:${name}:${index.name}`) === true
    }
    this.collections.set(name, collection)
  }

  private rebuild(collection: Collection): Write[] {
    const writes: Write[] = []
    const range = { start: collection.prefix, end: afterPrefix(collection.prefix) }
    for (const key of this.store.entryKeys(range)) writes.push({ kind: 'remove-entry', key })
    for (const { key, document } of this.store.documents(wholeCollection(collection))) {
      for (const index of collection.indexes) {
        for (const { entryKey } of entriesOf(index, document)) {
          writes.push({ kind: 'put-entry', key: entryKey, documentKey: key })
        }
      }
    }
    return writes
  }

  private added(): string[] {
    const names = this.store.readSetting('collections')
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : []
  }
}

export function readCollectionsFile(text: string): CollectionsFile {
  const parsed: unknown = JSON.parse(text)
  if (!isPlainObject(parsed)) throw new Error('the collections file holds one object')
  const file: CollectionsFile = {}
  for (const [name, value] of Object.entries(parsed)) {
    const indexes: unknown = isPlainObject(value) ? value.indexes : undefined
    const permission = readPermission(isPlainObject(value) ? value.permission : undefined)
    file[name] = { indexes: Array.isArray(indexes) ? indexes.map(readIndex) : [], permission }
  }
  return file
}

function readIndex(value: unknown): IndexDefinition {
  if (!isPlainObject(value) || !isPlainObject(value.keys)) {
    throw new Error(`an index needs a name and keys: ${JSON.stringify(value)}`)
  }
  const keys: Record<string, 1 | -1> = {}
  for (const [path, direction] of Object.entries(value.keys)) keys[path] = direction === -1 ? -1 : 1
  const name = typeof value.name === 'string' ? value.name : Object.keys(keys).join('_')
  return { name, keys, unique: value.unique === true }
}
