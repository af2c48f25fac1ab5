import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LmdbStore } from './lmdb-store'
import type { Snapshot } from './store'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'localcloud-store-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Once the event loop has turned, lmdb no longer shares a snapshot with the next reader. */
async function oldSnapshot(store: LmdbStore): Promise<Snapshot> {
  const snapshot = store.snapshot()
  await new Promise((resolve) => setTimeout(resolve, 5))
  return snapshot
}

test('a snapshot that outlives its store can be released all the same', async () => {
  const store = new LmdbStore(join(folder, 'closed'), 'relaxed')
  const snapshot = await oldSnapshot(store)
  await store.close()
  expect(() => snapshot.release()).not.toThrow()
})

test('a snapshot that outlives the data it was taken of can be released all the same', async () => {
  const store = new LmdbStore(join(folder, 'replaced'), 'relaxed')
  const copy = join(folder, 'copy')
  await store.copyTo(copy)
  const snapshot = await oldSnapshot(store)
  await store.replaceWith(copy)
  expect(() => snapshot.release()).not.toThrow()
  store.snapshot().release()
  await store.close()
})
