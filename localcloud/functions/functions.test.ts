import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startFixture, type Fixture } from '../fixtures/fixture-cloud'

jest.setTimeout(30_000)

const WHO = `
  const cloud = require(${JSON.stringify(require.resolve('wx-server-sdk'))})
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
  exports.main = async (event) => {
    if (event.wait) await new Promise((resolve) => setTimeout(resolve, event.wait))
    const { OPENID, APPID, UNIONID, SOURCE, ENV } = cloud.getWXContext()
    return { OPENID, APPID, UNIONID, SOURCE, ENV, trigger: process.env.TRIGGER_SRC, event }
  }`

let fixture: Fixture

beforeAll(async () => {
  fixture = await startFixture(
    { notes: { indexes: [] } },
    {
      who: { code: WHO },
      slow: {
        code: 'exports.main = () => new Promise((resolve) => setTimeout(resolve, 5000))',
        config: { timeout: 0.3 },
      },
      crash: {
        code: `exports.main = (event) => { if (event.die) process.exit(3); return 'alive' }`,
      },
      version: { code: `exports.main = () => 'first'` },
      variables: {
        code: `exports.main = () => [process.env.BRAND, process.env.SECRET, process.env.HOME]`,
        config: { envVariables: { BRAND: 'corner-bakery' } },
      },
    },
    { functionEnv: { SECRET: 's' }, poolSize: 2 },
  )
})
afterAll(() => fixture.close())

describe('a cloud function', () => {
  it('knows who calls, and only for that call', async () => {
    const named = await fixture.cloud.call('who', {}, { openid: 'o1', unionid: 'u1' })
    expect(named).toMatchObject({ OPENID: 'o1', UNIONID: 'u1', SOURCE: 'wx_client', ENV: 'local' })
    const unnamed = await fixture.cloud.call('who', {}, { source: 'wx_http' })
    expect(unnamed).not.toHaveProperty('OPENID')
    expect(unnamed).toMatchObject({ SOURCE: 'wx_http' })
  })

  it('never mixes two callers, however many call at once', async () => {
    const callers = Array.from({ length: 12 }, (_, at) => `o-${at}`)
    const answers = await Promise.all(
      callers.map((openid) => fixture.cloud.call('who', { wait: 20 }, { openid })),
    )
    expect(answers).toEqual(callers.map((OPENID) => expect.objectContaining({ OPENID })))
  })

  it('passes its caller on to another function', async () => {
    const script = `return (await cloud.callFunction({ name: 'who', data: { a: 1 } })).result`
    expect(await fixture.cloud.call('script', { script }, { openid: 'o2' })).toMatchObject({
      OPENID: 'o2',
      SOURCE: 'scf,wx_client',
      event: { a: 1 },
    })
  })

  it('is fired by a timer without a user', async () => {
    expect(await fixture.cloud.fire('who', 'nightly')).toEqual({
      ENV: 'local',
      SOURCE: 'wx_trigger',
      trigger: 'timer',
      event: { Type: 'Timer', TriggerName: 'nightly', Time: expect.stringMatching(/Z$/) },
    })
  })

  it('is stopped at its time-out, and the next call finds a new process', async () => {
    for (const _ of [1, 2, 3]) {
      await expect(fixture.cloud.call('slow', {})).rejects.toMatchObject({
        code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
        message: expect.stringContaining('timed out after 0.3 seconds'),
      })
    }
  })

  it('may crash without harm to the next call', async () => {
    await expect(fixture.cloud.call('crash', { die: true })).rejects.toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
    })
    expect(await fixture.cloud.call('crash', {})).toBe('alive')
  })

  it('tells its caller what it threw', async () => {
    const outcome = await fixture.cloud.invoke('script', { script: `throw new Error('no luck')` })
    expect(outcome.error).toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL', message: 'no luck' })
    expect(outcome.error?.stack).toContain('no luck')
  })

  it('is metered: every database request counts', async () => {
    const outcome = await fixture.cloud.invoke('script', {
      script: `
        await db.runTransaction(async (tx) => {
          await tx.collection('notes').doc('n').set({ data: { a: 1 } })
        })
        await db.collection('notes').doc('n').get()
        console.log('done', { a: 1 })`,
    })
    expect(outcome.requests.map(({ action }) => action)).toEqual([
      'database.startTransaction',
      'database.modifyDocument',
      'database.commitTransaction',
      'database.getDocument',
    ])
    expect(outcome.databaseCalls).toBe(4)
    expect(fixture.cloud.logs.list(1)).toEqual([
      expect.objectContaining({
        function: 'script',
        requestId: outcome.requestId,
        databaseCalls: 4,
        ok: true,
        lines: [{ level: 'log', text: 'done { a: 1 }' }],
      }),
    ])
  })

  it('obeys the clock of the cloud', async () => {
    fixture.cloud.clock.set(Date.UTC(2031, 4, 6))
    const script = `
      return [Date.now(), new Date().getTime(), Date(), new Date(0).toISOString(),
        new Date() instanceof Date, new Date(2020, 1, 3).getMonth()]`
    const answer = await fixture.run(script)
    fixture.cloud.clock.advance(-fixture.cloud.clock.offset())
    const [now, fresh, text, epoch, isDate, month] = Array.isArray(answer) ? answer : []
    expect(new Date(now).toISOString()).toMatch(/^2031-05-06T00:00/)
    expect(fresh - now).toBeLessThan(1000)
    expect(text).toContain('May 06 2031')
    expect([epoch, isDate, month]).toEqual(['1970-01-01T00:00:00.000Z', true, 1])
  })

  it('is picked up again when it was rebuilt', async () => {
    expect(await fixture.cloud.call('version', {})).toBe('first')
    const file = join(fixture.folder, 'functions', 'version', 'index.js')
    const first = readFileSync(file, 'utf8')
    await new Promise((resolve) => setTimeout(resolve, 20))
    writeFileSync(file, first.replace('first', 'second'))
    expect(await fixture.cloud.call('version', {})).toBe('second')
  })

  it('has its own variables and none of the developer', async () => {
    expect(await fixture.cloud.call('variables', {})).toEqual(['corner-bakery', 's', null])
  })

  it('must exist', async () => {
    await expect(fixture.cloud.call('nobody', {})).rejects.toMatchObject({
      code: 'FUNCTION_NOT_FOUND',
    })
  })
})
