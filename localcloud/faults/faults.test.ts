import { startFixture, type Fixture } from '../fixtures/fixture-cloud'
import type { FaultInput } from './rule'

jest.setTimeout(30_000)

let fixture: Fixture

beforeAll(async () => {
  fixture = await startFixture({ notes: { indexes: [] } }, {}, { poolSize: 2 })
})
beforeEach(async () => {
  fixture.cloud.faults.clear()
  for (const { _id } of await fixture.cloud.database.all('notes')) {
    await fixture.cloud.database.remove('notes', _id)
  }
})
afterAll(() => fixture.close())

/** Runs a script; what it throws comes back as text, so that a test can look at it. */
function attempt(script: string): Promise<unknown> {
  return fixture.run(`
    try { ${script} } catch (thrown) {
      return { code: thrown.errCode, text: thrown.errMsg ?? thrown.message }
    }`)
}

const ADD = `return (await db.collection('notes').add({ data: { _id: 'n', at: 1 } }))._id`
const COUNT = `return (await db.collection('notes').count()).total`
const TWO_STEPS = `
  const tx = await db.startTransaction()
  await tx.collection('notes').doc('a').set({ data: { n: 1 } })
  await tx.collection('notes').doc('b').set({ data: { n: 1 } })
  await tx.commit()
  return 'done'`

const fired = () => fixture.cloud.faults.report().map((each) => each.fired)
const count = () => fixture.cloud.database.count('notes')
const set = (...rules: FaultInput[]) => fixture.cloud.faults.set(rules)

describe('a fault of one request, seen through the SDK', () => {
  it('conflict: the write is refused and its transaction has ended', async () => {
    set({ request: 3, fault: 'conflict' })
    expect(await attempt(TWO_STEPS)).toMatchObject({
      text: expect.stringContaining('TransactionConflict'),
    })
    const again = `
      const tx = await db.startTransaction()
      try { await tx.collection('notes').doc('a').set({ data: { n: 1 } }) } catch (thrown) {}
      await tx.commit()`
    set({ request: 2, fault: 'conflict' })
    expect(await attempt(again)).toMatchObject({
      text: expect.stringContaining('TransactionNotExist'),
    })
    expect(await count()).toBe(0)
  })

  it('busy: the request is refused and its transaction goes on', async () => {
    set({ request: 2, fault: 'busy' })
    const patient = `
      const tx = await db.startTransaction()
      const write = () => tx.collection('notes').doc('a').set({ data: { n: 1 } })
      let text = ''
      try { await write() } catch (thrown) { text = thrown.errMsg; await write() }
      await tx.commit()
      return text`
    expect(await attempt(patient)).toContain('TransactionBusy')
    expect(await count()).toBe(1)
  })

  it('timeout: the SDK gives up by itself and nothing was done', async () => {
    set({ request: 1, fault: 'timeout', waitMs: 5 })
    expect(await attempt(ADD)).toMatchObject({ text: expect.stringContaining('request timeout') })
    expect(await count()).toBe(0)
    expect(await attempt(ADD)).toBe('n')
  })

  it('replyLost: what was asked is done, and the SDK sees its connection cut', async () => {
    set({ request: 'database.commitTransaction', fault: 'replyLost' })
    expect(await attempt(TWO_STEPS)).toMatchObject({
      text: expect.stringContaining('socket hang up'),
    })
    expect(await count()).toBe(2)
  })

  it('crashBefore: the process is gone, nothing was done, the next call finds a new one', async () => {
    set({ request: 1, fault: 'crashBefore' })
    await expect(attempt(ADD)).rejects.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
    expect(await count()).toBe(0)
    expect(await attempt(COUNT)).toBe(0)
  })

  it('crashAfter: the process is gone after its request was done', async () => {
    set({ request: 1, fault: 'crashAfter' })
    await expect(attempt(ADD)).rejects.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
    expect(await count()).toBe(1)
  })

  it('meets other requests than those of the database, by their name', async () => {
    set({ request: 'storage.getUploadMetadata', fault: 'replyLost' })
    const upload = `return await cloud.uploadFile({ cloudPath: 'a.txt', fileContent: Buffer.from('a') })`
    expect(await attempt(upload)).toMatchObject({ text: expect.stringContaining('socket hang up') })
    expect(fired()).toEqual([1])
  })
})

describe('the locks of a crashed function', () => {
  const hold = { request: 3, fault: 'crashBefore' } as const

  it('refuse the next writer while its transaction is not too old', async () => {
    set(hold)
    await expect(attempt(TWO_STEPS)).rejects.toThrow()
    expect(await attempt(TWO_STEPS)).toMatchObject({
      text: expect.stringContaining('TransactionConflict'),
    })
    fixture.cloud.expireTransactions()
  })

  it('are gone once its transaction is too old', async () => {
    const transactionMs = 2000
    const own = await startFixture({ notes: { indexes: [] } }, {}, { transactionMs })
    own.cloud.faults.set([hold])
    await expect(own.run(TWO_STEPS)).rejects.toThrow()
    await new Promise((resolve) => setTimeout(resolve, transactionMs + 100))
    expect(await own.run(TWO_STEPS)).toBe('done')
    await own.close()
  })

  it('can be let go at once', async () => {
    set(hold)
    await expect(attempt(TWO_STEPS)).rejects.toThrow()
    fixture.cloud.expireTransactions()
    expect(await attempt(TWO_STEPS)).toBe('done')
  })
})

describe('a rule', () => {
  it('fires once, or as often as it says, and is counted', async () => {
    set({ request: 1, fault: 'busy', times: 2 }, { request: 9, fault: 'busy' })
    expect(await attempt(COUNT)).toHaveProperty('code')
    expect(await attempt(COUNT)).toHaveProperty('code')
    expect(await attempt(COUNT)).toBe(0)
    expect(fired()).toEqual([2, 0])
  })

  it('leaves alone the functions, actions and callers that it does not name', async () => {
    const others = { function: 'other', action: 'home.open', openid: 'o2' }
    for (const [field, value] of Object.entries(others)) {
      set({ request: 1, fault: 'busy', [field]: value })
      const data = { script: `return db.collection('notes').get()`, action: 'check-in.checkIn' }
      await fixture.cloud.call('script', data, { openid: 'o1' })
      expect(fired()).toEqual([0])
    }
    set({ request: 1, fault: 'busy', function: 'script', action: 'home.open', openid: 'o2' })
    const data = { script: `return db.collection('notes').get()`, action: 'home.open' }
    await expect(fixture.cloud.call('script', data, { openid: 'o2' })).rejects.toThrow('Busy')
  })

  it('that makes no sense is refused', () => {
    const wrong = [{ request: 0, fault: 'busy' }] as const
    expect(() => fixture.cloud.faults.set(wrong)).toThrow('0.request')
  })
})
