import { startFixture, type Fixture } from '../fixtures/fixture-cloud'

jest.setTimeout(30_000)

const TICK = `
  const cloud = require(${JSON.stringify(require.resolve('wx-server-sdk'))})
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
  const db = cloud.database()
  exports.main = async (event) => {
    const data = { key: event.key ?? event.TriggerName, at: Date.now() }
    return (await db.collection('ticks').add({ data }))._id
  }`

let fixture: Fixture

beforeAll(async () => {
  const ticks = { indexes: [{ name: 'key', keys: { key: 1 } }] }
  fixture = await startFixture({ ticks }, { tick: { code: TICK } }, { poolSize: 2 })
})
afterAll(() => fixture.close())

const ticks = (key: string) => fixture.cloud.database.find('ticks', { key })

async function faults(method: 'GET' | 'PUT' | 'DELETE', body?: object): Promise<unknown> {
  const url = `${fixture.cloud.url}/_cloud/faults`
  return (await fetch(url, { method, body: body && JSON.stringify(body) })).json()
}

describe('a fault of the delivery', () => {
  it('duplicate: the function runs twice with the same event, the caller has one answer', async () => {
    for (const order of ['together', 'after'] as const) {
      fixture.cloud.faults.set([{ fault: 'duplicate', order }])
      const answer = await fixture.cloud.call('tick', { key: order })
      const made = await ticks(order)
      expect(made).toHaveLength(2)
      expect(made.map(({ _id }) => _id)).toContain(answer)
    }
    await fixture.cloud.call('tick', { key: 'once' })
    expect(await ticks('once')).toHaveLength(1)
  })

  it('duplicate: one after the other gives the first answer', async () => {
    fixture.cloud.faults.set([{ fault: 'duplicate', order: 'after' }])
    const answer = await fixture.cloud.call('tick', { key: 'first' })
    const [first, second] = (await ticks('first')).sort((a, b) => Number(a.at) - Number(b.at))
    expect([answer, second?._id === answer]).toEqual([first?._id, false])
  })

  it('late: a call that was sent first runs last', async () => {
    fixture.cloud.faults.set([{ fault: 'late', ms: 150 }])
    const late = fixture.cloud.call('tick', { key: 'late' })
    await fixture.cloud.call('tick', { key: 'prompt' })
    expect(await ticks('late')).toHaveLength(0)
    await late
    expect(await ticks('late')).toHaveLength(1)
  })

  it('timerTwice: only a timer fires twice', async () => {
    fixture.cloud.faults.set([{ fault: 'timerTwice' }])
    await fixture.cloud.call('tick', { key: 'by-hand' })
    expect(await ticks('by-hand')).toHaveLength(1)
    await fixture.cloud.fire('tick', 'nightly')
    expect(await ticks('nightly')).toHaveLength(2)
  })
})

test('faults are set, read and cleared over HTTP', async () => {
  const rule = { function: 'tick', request: 1, fault: 'replyLost' }
  await faults('PUT', { rules: [rule] })
  await expect(fixture.cloud.call('tick', { key: 'http' })).rejects.toThrow('socket hang up')
  expect(await faults('GET')).toEqual({ result: [{ rule: { ...rule, times: 1 }, fired: 1 }] })
  expect(await faults('PUT', { rules: [{ fault: 'rain' }] })).toMatchObject({
    error: { code: 'INVALID_PARAM' },
  })
  await faults('DELETE')
  expect(await faults('GET')).toEqual({ result: [] })
})

test('a restored snapshot meets new function processes', async () => {
  const keep = `globalThis.kept ??= event; return globalThis.kept`
  await fixture.cloud.snapshot('before')
  expect(await fixture.run(keep, 'old world')).toBe('old world')
  await fixture.cloud.restore('before', { keepProcesses: true })
  expect(await fixture.run(keep, 'new world')).toBe('old world')
  await fixture.cloud.restore('before')
  expect(await fixture.run(keep, 'new world')).toBe('new world')
})
