import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { join, resolve } from 'node:path'
import { startCloud } from './cloud'
import type { DocumentDatabase } from './database/database'
import { startFixture } from './fixtures/fixture-cloud'

jest.setTimeout(60_000)

const COLLECTIONS = {
  ledger: { indexes: [{ name: 'seq', keys: { account: 1, seq: 1 }, unique: true }] },
  accounts: { indexes: [] },
}
const WRITES_BEFORE_KILL = 60
const built = resolve('node_modules/.cache/localcloud')

/** Each call adds one entry and increases the count of its account, in one transaction. */
const EARN = `
  const { account, seq } = event
  await db.runTransaction(async (tx) => {
    await tx.collection('accounts').doc(account).update({ data: { count: _.inc(1) } })
    await tx.collection('ledger').add({ data: { _id: account + ':' + seq, account, seq } })
  })`

beforeAll(() => {
  execFileSync(process.execPath, [join(__dirname, 'build.mjs'), built])
})

function startMain(options: { data: string; functions: string; collections: string }) {
  const child = spawn(
    process.execPath,
    [
      join(built, 'main.js'),
      ...['--data', options.data, '--functions', options.functions],
      ...['--collections', options.collections, '--port', '0'],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  return new Promise<{ child: ChildProcess; url: string }>((ready) => {
    child.stdout.on('data', (chunk: Buffer) => {
      const url = /http:\S+/.exec(chunk.toString())?.[0]
      if (url) ready({ child, url })
    })
  })
}

/** How many writes of each account were acknowledged before the process was killed. */
async function writeUntilKilled(url: string, child: ChildProcess, accounts: readonly string[]) {
  const acknowledged = accounts.map(() => 0)
  const write = async (at: number) => {
    for (let seq = 0; ; seq++) {
      const input = { account: accounts[at], seq }
      const body = JSON.stringify({ data: { script: EARN, input } })
      const response = await fetch(`${url}/_cloud/call/script`, { method: 'POST', body })
      const answer = await response.text()
      if (answer.includes('"error"')) throw new Error(answer)
      acknowledged[at] = seq + 1
      const total = acknowledged.reduce((sum, count) => sum + count)
      if (total === WRITES_BEFORE_KILL) setTimeout(() => child.kill('SIGKILL'), 3)
    }
  }
  await Promise.allSettled(accounts.map((_, at) => write(at)))
  return acknowledged
}

describe('kill -9 in the middle of writes', () => {
  it('loses nothing that was acknowledged and leaves documents and index in step', async () => {
    const fixture = await startFixture(COLLECTIONS, {}, { durability: 'fsync' })
    const accounts = ['a', 'b', 'c', 'd']
    for (const _id of accounts) await fixture.cloud.database.put('accounts', { _id, count: 0 })
    await fixture.cloud.stop()
    const { dataDir, functionsDir, collectionsFile } = fixture.options
    const { child, url } = await startMain({
      data: dataDir,
      functions: functionsDir,
      collections: collectionsFile,
    })
    const acknowledged = await writeUntilKilled(url, child, accounts)
    expect(Math.max(...acknowledged)).toBeGreaterThan(0)

    const cloud = await startCloud(fixture.options)
    for (const [at, account] of accounts.entries()) {
      const byIndex = await cloud.database.find('ledger', { account }, { sort: { seq: 1 } })
      const byScan = (await cloud.database.all('ledger')).filter((one) => one.account === account)
      const saved = byIndex.map(({ seq }) => seq)
      expect(saved).toEqual(saved.map((_, seq) => seq))
      expect(saved.length).toBeGreaterThanOrEqual(acknowledged[at] ?? 0)
      expect(byScan).toHaveLength(byIndex.length)
      expect(await cloud.database.get('accounts', account)).toMatchObject({ count: saved.length })
    }
    await cloud.stop()
    await fixture.close()
  })
})

describe('a restart', () => {
  it('keeps documents, files, the clock and the inbox', async () => {
    const fixture = await startFixture(COLLECTIONS)
    await fixture.cloud.database.put('accounts', { _id: 'a', at: new Date(5), n: 1.5 })
    const fileID = await fixture.cloud.storage.put('报表/a.txt', Buffer.from('hello'))
    fixture.cloud.clock.advance(86_400_000)
    await fixture.cloud.stop()

    const again = await startCloud(fixture.options)
    expect(await again.database.get('accounts', 'a')).toEqual({ _id: 'a', at: new Date(5), n: 1.5 })
    expect((await again.storage.get(fileID)).toString()).toBe('hello')
    expect(again.clock.offset()).toBe(86_400_000)
    await again.stop()
    await fixture.close()
  })

  it('builds an index that was declared later', async () => {
    const fixture = await startFixture({ items: { indexes: [] } })
    for (let n = 0; n < 20; n++) await fixture.cloud.database.put('items', { _id: n, n })
    await fixture.cloud.stop()

    const declared = await startFixture(
      { items: { indexes: [{ name: 'n', keys: { n: 1 } }] } },
      {},
      { dataDir: fixture.options.dataDir },
    )
    const { requests, result } = await declared.cloud.invoke('script', {
      script: `return (await db.collection('items').where({ n: 7 }).get()).data`,
    })
    expect(result).toEqual([{ _id: 7, n: 7 }])
    expect(requests).toEqual([expect.objectContaining({ index: 'n', scanned: 1 })])
    await declared.close()
    await fixture.close()
  })
})

describe('a named snapshot', () => {
  it('brings everything back in under a second', async () => {
    const fixture = await startFixture(COLLECTIONS)
    const { cloud } = fixture
    await cloud.database.put('ledger', { _id: 'x', account: 'a', seq: 1 })
    await cloud.storage.put('keep.txt', Buffer.from('kept'))
    await cloud.snapshot('seed')
    await cloud.database.remove('ledger', 'x')
    await cloud.database.put('ledger', { _id: 'y', account: 'b', seq: 1 })
    await cloud.storage.put('later.txt', Buffer.from('gone'))
    cloud.clock.advance(1000)

    const began = performance.now()
    await cloud.restore('seed')
    expect(performance.now() - began).toBeLessThan(1000)
    expect(await cloud.database.all('ledger')).toEqual([{ _id: 'x', account: 'a', seq: 1 }])
    expect(await cloud.database.find('ledger', { account: 'b' })).toEqual([])
    expect(cloud.storage.list().map(({ path }) => path)).toEqual(['keep.txt'])
    expect(cloud.clock.offset()).toBe(0)
    const found = await fixture.run(`return (await db.collection('ledger').get()).data.length`)
    expect(found).toBe(1)
    await fixture.close()
  })

  it('begins no transaction for a late call on the database that it replaces', async () => {
    const fixture = await startFixture(COLLECTIONS)
    const { cloud } = fixture
    await cloud.snapshot('seed')
    // What a request meets that was under way when the restore began.
    const { transactions } = Reflect.get(cloud, 'documents') as DocumentDatabase
    const restored = cloud.restore('seed')
    expect(() => transactions.start()).toThrow('TransactionNotExist')
    await restored
    expect(await fixture.run(`return db.runTransaction(() => Promise.resolve('begun'))`)).toBe(
      'begun',
    )
    await expect(cloud.restore('nothing')).rejects.toThrow('no snapshot named nothing')
    expect(await fixture.run(`return db.runTransaction(() => Promise.resolve('begun'))`)).toBe(
      'begun',
    )
    await fixture.close()
  })
})
