import { join } from 'node:path'
import { build } from 'esbuild'
import type { CloudOptions } from '../cloud'
import { startFixture, type Fixture } from '../fixtures/fixture-cloud'

jest.setTimeout(30_000)

const WHO = `
  const cloud = require(${JSON.stringify(require.resolve('wx-server-sdk'))})
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
  exports.main = async (event) => {
    await new Promise((resolve) => setTimeout(resolve, event.wait))
    return cloud.getWXContext().OPENID
  }`

const LOADS = `
  const cloud = require(${JSON.stringify(require.resolve('wx-server-sdk'))})
  cloud.loads = (cloud.loads ?? 0) + 1
  let calls = 0
  exports.main = () => [++calls, cloud.loads]`

let fixture: Fixture

async function openInline(options: Partial<CloudOptions>): Promise<Fixture> {
  const keeps = `let calls = 0; exports.main = () => ++calls`
  const slow = {
    code: 'exports.main = () => new Promise((resolve) => setTimeout(resolve, 2000))',
    config: { timeout: 0.1 },
  }
  const opened = await startFixture(
    { notes: { indexes: [] } },
    {
      who: { code: WHO },
      loads: { code: LOADS },
      keeps: { code: keeps },
      exits: { code: EXITS },
      clock: { code: CLOCK },
      large: { code: LARGE },
      slow,
    },
    { isolation: 'inline', poolSize: 3, ...options },
  )
  // A deployed function is one file, so these are bundled into one file too.
  for (const name of ['script', 'who', 'loads']) {
    const file = join(opened.folder, 'functions', name, 'index.js')
    const bundle = { bundle: true, platform: 'node', logLevel: 'error' } as const
    await build({ entryPoints: [file], outfile: file, allowOverwrite: true, ...bundle })
  }
  return opened
}

beforeAll(async () => {
  fixture = await openInline({})
})
beforeEach(() => fixture.cloud.faults.clear())
afterAll(() => fixture.close())

const EXITS = `exports.main = () => process.exit(3)`
const CLOCK = `exports.main = () =>
  [new Date().getFullYear(), new Date(0).toISOString(), new Date() instanceof Date]`
const LARGE = `const own = Buffer.alloc(100 << 20)
  exports.main = async (value) => {
    await new Promise((resolve) => setTimeout(resolve, 10))
    own[0] += value
    return [own.length, own[0], own[1]]
  }`
const add = (id: string) => `await db.collection('notes').add({ data: { _id: '${id}' } })`
const ids = async () => (await fixture.cloud.database.all('notes')).map(({ _id }) => _id)

test('instances in one process never mix their callers', async () => {
  const callers = Array.from({ length: 12 }, (_, at) => `o-${at}`)
  const answers = await Promise.all(
    callers.map((openid) => fixture.cloud.call('who', { wait: 10 }, { openid })),
  )
  expect(answers).toEqual(callers)
})

test('an instance keeps its memory, and a crash loses it', async () => {
  expect(await fixture.cloud.call('keeps', {})).toBe(1)
  expect(await fixture.cloud.call('keeps', {})).toBe(2)
  await fixture.cloud.snapshot('now')
  await fixture.cloud.restore('now')
  expect(await fixture.cloud.call('keeps', {})).toBe(1)
})

test('the peak of memory is told of a process, and an instance in this process has none of its own', async () => {
  expect((await fixture.cloud.invoke('keeps', {})).kilobytes).toBe(0)
})

test('a function can start anew without loading its packages again', async () => {
  const { cloud } = fixture
  await cloud.snapshot('now')
  await cloud.call('loads', {})
  expect(await cloud.call('loads', {})).toEqual([2, 1])
  await cloud.restore('now', { keepPackages: true })
  expect(await cloud.call('loads', {})).toEqual([1, 2])
  await cloud.restore('now')
  expect(await cloud.call('loads', {})).toEqual([1, 1])
})

test('a function that starts anew leaves nothing under way', async () => {
  const { cloud, run } = fixture
  await run('')
  await cloud.snapshot('now')
  for (const rounds of [0, 1, 3]) {
    await run(`const before = ${rounds}
      const work = async () => {
        for (let i = 0; i < before; i++) await db.collection('notes').limit(1).get()
        ${add('stray')}
      }
      void work()`)
    await cloud.restore('now', { keepPackages: true })
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await ids()).not.toContain('stray')
  }
})

test('a function sees the clock of the cloud, and the test keeps its own', async () => {
  const before = Date.now()
  fixture.cloud.clock.set(Date.UTC(2030, 0, 1))
  expect(await fixture.cloud.call('clock', {})).toEqual([2030, '1970-01-01T00:00:00.000Z', true])
  expect(Date.now() - before).toBeLessThan(60_000)
  expect(new Date().constructor).toBe(Date)
})

test.each([
  ['before', 'crashBefore', []],
  ['after', 'crashAfter', ['first']],
] as const)(
  'nothing of a function that crashed %s a request reaches the cloud any more',
  async (_when, fault, left) => {
    for (const id of await ids()) await fixture.cloud.database.remove('notes', id)
    fixture.cloud.faults.set([{ request: 1, fault }])
    // The function even continues when its request fails, which a killed process could not do.
    const stubborn = `try { ${add('first')} } catch (thrown) {} ${add('second')}`
    await expect(fixture.run(stubborn)).rejects.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await ids()).toEqual(left)
  },
)

test('a large buffer that a function takes at its start is its own, and starts no collection of garbage', async () => {
  const { alloc } = Buffer
  const before = process.memoryUsage().external
  const call = (value: number) => fixture.cloud.call('large', value)
  const size = 100 << 20
  expect(await Promise.all([call(1), call(2)])).toEqual([
    [size, 1, 0],
    [size, 2, 0],
  ])
  expect(process.memoryUsage().external - before).toBeLessThan(size)
  expect(Buffer.alloc).toBe(alloc)
})

test('an answer that is lost looks to the SDK as on the network', async () => {
  fixture.cloud.faults.set([{ request: 1, fault: 'replyLost' }])
  await expect(fixture.run(add('lost'))).rejects.toThrow('socket hang up')
  expect(await ids()).toContain('lost')
  fixture.cloud.faults.set([{ request: 1, fault: 'timeout', waitMs: 5 }])
  await expect(fixture.run(add('late'))).rejects.toThrow('request timeout')
})

test('a function that leaves or takes too long is ended, and the next call finds a new one', async () => {
  await expect(fixture.cloud.call('exits', {})).rejects.toThrow('the process exited')
  await expect(fixture.cloud.call('slow', {})).rejects.toMatchObject({
    code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
  })
  expect(await fixture.cloud.call('keeps', {})).toBeGreaterThan(0)
})

/** Which of two calls that start at once is done first, in each of 40 rounds. */
async function firsts({ run }: Fixture): Promise<Set<string>> {
  const found = new Set<string>()
  const script = `for (let i = 0; i < 3; i++) await db.collection('notes').limit(1).get()`
  for (let round = 0; round < 40; round++) {
    const names = ['one', 'other'].map((name) => run(script).then(() => name))
    found.add(await Promise.race(names))
    await Promise.all(names)
  }
  return found
}

test('two calls at once meet in the same order, or in any order where each has a pace of its own', async () => {
  // These first calls start the instances, so that both counted calls find a warm one.
  await Promise.all([fixture.run(''), fixture.run('')])
  expect([...(await firsts(fixture))]).toHaveLength(1)
  const uneven = await openInline({ anyPace: true })
  try {
    expect([...(await firsts(uneven))].sort()).toEqual(['one', 'other'])
  } finally {
    await uneven.close()
  }
})
