import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { aggregateDocuments } from './aggregate'
import { ClientDatabase } from './client'
import { DocumentDatabase } from './database'
import { DirectDatabase } from './direct'
import { findDocuments, project } from './find'
import { LmdbStore } from './lmdb-store'

let folder: string
let store: LmdbStore
let database: DocumentDatabase
let direct: DirectDatabase

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'localcloud-cache-'))
  store = new LmdbStore(folder, 'relaxed')
  database = new DocumentDatabase({
    store,
    collections: { notes: { permission: 'READONLY' } },
    transactionMs: 30_000,
  })
  direct = new DirectDatabase(() => database)
  await direct.put('notes', { _id: 'a', words: { first: 'old' } })
})
afterEach(async () => {
  database.transactions.close()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const STORED = { _id: 'a', words: { first: 'old' } }
const firstWord = (words: unknown) => (words as { first: string }).first

test('what a reader does with its copy changes nothing for the next reader', async () => {
  const read = [
    ...(await direct.all('notes')),
    await direct.get('notes', 'a'),
    ...((await new ClientDatabase(database, 'o-1').ask('get', 'notes', {})) as object[]),
  ]
  for (const each of read) Object.assign(each?.['words' as never] ?? {}, { first: 'changed' })
  expect(read).toHaveLength(3)
  expect(await direct.get('notes', 'a')).toEqual(STORED)
})

test('neither an aggregation, a projection nor an update changes what others read', async () => {
  const kept = findDocuments(database.view, database.catalog.get('notes'), {}).documents
  const find = (name: string) => findDocuments(database.view, database.catalog.get(name), {})
  const stages = [{ $addFields: { 'words.second': 1 } }, { $unset: 'words.first' }]
  expect(aggregateDocuments(find, 'notes', stages).documents).toEqual([
    { _id: 'a', words: { second: 1 } },
  ])
  expect(project(kept, { 'words.first': 0 })).toEqual([{ _id: 'a', words: {} }])
  await direct.patch('notes', 'a', { 'words.first': 'new' })
  expect(kept).toEqual([STORED])
})

test('each change is read at once, also by a range', async () => {
  await direct.all('notes')
  await direct.patch('notes', 'a', { 'words.first': 'new' })
  expect(await direct.all('notes')).toEqual([{ _id: 'a', words: { first: 'new' } }])
  await direct.remove('notes', 'a')
  expect(await direct.get('notes', 'a')).toBeUndefined()
})

test('a transaction reads its snapshot, whatever others have written and read since', async () => {
  await direct.put('notes', { _id: 'b' })
  const inside = { transactionId: database.start() }
  await database.find('notes', { _id: 'b' }, {}, inside)
  await direct.patch('notes', 'a', { 'words.first': 'new' })
  expect(firstWord((await direct.get('notes', 'a'))?.words)).toBe('new')
  const byId = await database.find('notes', { _id: 'a' }, {}, inside)
  const byScan = await database.find('notes', { 'words.first': 'old' }, {}, inside)
  for (const { documents } of [byId, byScan]) expect(documents).toEqual([STORED])
  // And what it read does not stay for those who come later.
  expect(firstWord((await direct.get('notes', 'a'))?.words)).toBe('new')
})

test('after a snapshot was restored, its documents are read', async () => {
  await store.copyTo(join(folder, 'copy'))
  await direct.patch('notes', 'a', { 'words.first': 'new' })
  await direct.all('notes')
  await store.replaceWith(join(folder, 'copy'))
  expect(await direct.get('notes', 'a')).toEqual(STORED)
})
