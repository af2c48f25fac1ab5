import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkIn } from '../cloudfunctions/contracts/check-in/check-in'
import { ClientDatabase } from '../localcloud/database/client'
import { DocumentDatabase } from '../localcloud/database/database'
import { LmdbStore } from '../localcloud/database/lmdb-store'
import { openBrandCloud, requestId, type BrandCloud } from './brand-cloud'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  await (await brand.member('lin')).get(checkIn, { requestId: requestId() })
})
afterAll(() => brand.close())

interface Declared {
  permission?: string
}
const declared = JSON.parse(readFileSync('cloudfunctions/collections.json', 'utf8')) as Record<
  string,
  Declared
>
const REFUSED = { code: 'DATABASE_PERMISSION_DENIED' }

async function dump(): Promise<string> {
  const names = brand.cloud.database.collections()
  return JSON.stringify(await Promise.all(names.map((name) => brand.cloud.database.all(name))))
}

test('L6: a phone that reads or writes any collection itself is refused, and nothing changes', async () => {
  const before = await dump()
  const phone = brand.cloud.client('wx-lin')
  const names = brand.cloud.database.collections()
  expect(names).toEqual(Object.keys(declared).sort())
  for (const name of names) {
    const everything = { where: {}, data: { balance: 1_000_000 } }
    for (const operation of ['add', 'update', 'remove', 'get']) {
      await expect(phone.ask(operation, name, everything)).rejects.toMatchObject(REFUSED)
    }
  }
  expect(await dump()).toBe(before)
})

test('L6: every collection is deployed closed to clients', () => {
  const open = Object.entries(declared).filter(([, { permission }]) => permission !== 'ADMINONLY')
  expect(open).toEqual([])
  expect(Object.keys(declared).length).toBeGreaterThan(20)
})

test('a collection that is not closed lets phones write, so the refusal comes from the permission', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jusha-closed-'))
  const store = new LmdbStore(folder, 'relaxed')
  const collections = { open: {}, shown: { permission: 'ADMINWRITE' as const } }
  const database = new DocumentDatabase({ store, collections, transactionMs: 1000 })
  const [lin, xu] = ['wx-lin', 'wx-xu'].map((openid) => new ClientDatabase(database, openid))
  await lin?.ask('add', 'open', { _id: 'note', text: 'a' })
  expect(await xu?.ask('update', 'open', { data: { text: 'b' } })).toBe(0)
  expect(await lin?.ask('update', 'open', { data: { text: 'c' } })).toBe(1)
  expect(await lin?.ask('get', 'shown', {})).toEqual([])
  await expect(lin?.ask('add', 'shown', {})).rejects.toMatchObject(REFUSED)
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('L6: the phone’s program has no call of the database', () => {
  const sources = readdirSync('miniprogram/src', { recursive: true, encoding: 'utf8' })
  const code = sources.filter((file) => /\.tsx?$/.test(file))
  expect(code.length).toBeGreaterThan(50)
  const calls = code.filter((file) =>
    /cloud\s*\.\s*database\s*\(/.test(readFileSync(join('miniprogram/src', file), 'utf8')),
  )
  expect(calls).toEqual([])
})
