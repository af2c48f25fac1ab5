import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Cloud } from '../../localcloud/cloud'
import { PERSONS } from '../persons'
import { startFixture, type Fixture } from '../../localcloud/fixtures/fixture-cloud'
import { createStage } from './handler'

jest.setTimeout(30_000)

/** Answers with the caller and the input; refuses or throws if asked to. */
const MEMBER = `
  exports.main = async (event) => {
    if (event.action === 'fail') throw new Error('broken')
    if (event.action === 'no') return { refused: 'NOT_JOINED' }
    const { WX_OPENID, TCB_SOURCE } = process.env
    return { ok: { openid: WX_OPENID ?? null, source: TCB_SOURCE, event } }
  }`

let fixture: Fixture
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stage-'))
  write('h5/index.html', '<!doctype html><p>phone</p>')
  write('h5/js/app.0123abcd.js', 'let phone')
  write('h5/js/icon.svg', '<svg/>')
  write('page/index.html', '<!doctype html><p>stage</p>')
  write('page/app.js', 'let stage')
  write('secret.txt', 'secret')
  write('h5/.env', 'secret')
  symlinkSync(join(folder, 'secret.txt'), join(folder, 'h5', 'link.txt'))
  const stage = createStage({
    h5Dir: join(folder, 'h5'),
    pageDir: join(folder, 'page'),
    persons: PERSONS,
    cloud: (): Cloud => fixture.cloud,
  })
  fixture = await startFixture({ notes: { indexes: [] } }, { member: { code: MEMBER } }, { stage })
})

afterAll(async () => {
  await fixture.close()
  rmSync(folder, { recursive: true, force: true })
})

function write(path: string, text: string) {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), text)
}

const get = (path: string) => fetch(fixture.cloud.url + path, { redirect: 'manual' })

const post = (path: string, body: string, contentType = 'application/json') =>
  fetch(fixture.cloud.url + path, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body,
  })

const ask = async (path: string, body: unknown): Promise<unknown> =>
  (await post(path, JSON.stringify(body))).json()

/** `fetch` cleans a path before it sends it; an attacker does not. */
function statusOf(path: string): Promise<number | undefined> {
  const { port } = fixture.cloud
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path }, (res) => {
      res.resume()
      resolve(res.statusCode)
    })
    sent.on('error', reject)
    sent.end()
  })
}

describe('the stage serves', () => {
  it('its page, which may load nothing from elsewhere', async () => {
    const page = await get('/')
    expect(await page.text()).toContain('stage')
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
    expect((await get('/app.js')).headers.get('content-type')).toContain('text/javascript')
  })

  it('the same phone to every person', async () => {
    for (const { id } of PERSONS) expect(await (await get(`/as/${id}/`)).text()).toContain('phone')
    expect((await get('/as/lin/js/icon.svg')).headers.get('content-type')).toBe('image/svg+xml')
  })

  it('a phone page that is never cached, and files named by their content that are cached forever', async () => {
    expect((await get('/as/lin/')).headers.get('cache-control')).toBe('no-store')
    const script = await get('/as/lin/js/app.0123abcd.js')
    expect(script.headers.get('cache-control')).toContain('immutable')
  })

  it('a person’s address without its final slash by redirecting', async () => {
    const answer = await get('/as/lin')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/as/lin/'])
  })

  it('a page that asks to wait while the phone is being built', async () => {
    const none = createStage({
      h5Dir: join(folder, 'absent'),
      pageDir: join(folder, 'page'),
      persons: PERSONS,
      cloud: () => fixture.cloud,
    })
    const early = await startFixture({}, {}, { stage: none })
    const answer = await fetch(`${early.cloud.url}/as/lin/`)
    await early.close()
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('马上就好')
  })

  it.each([
    '/as/nobody/',
    '/as/lin/js/absent.js',
    '/as/lin/js',
    '/as/lin/.env',
    '/as/lin/link.txt',
    '/as/lin/../../secret.txt',
    '/as/lin/..%2f..%2fsecret.txt',
    '/as/lin/%2e%2e/%2e%2e/secret.txt',
    '/as/lin/..%5c..%5csecret.txt',
    '/../secret.txt',
    '//secret.txt',
    '/as/lin/js%00/app.0123abcd.js',
  ])('nothing at %s', async (path) => {
    expect(await statusOf(path)).toBe(404)
  })
})

describe('a phone on the stage', () => {
  it('calls as the person in its path, whatever it claims itself', async () => {
    const said = { action: 'home.open', input: { a: 1 }, openid: 'demo-xu', person: 'xu' }
    expect(await ask('/as/lin/api/member', said)).toEqual({
      ok: {
        openid: 'demo-lin',
        source: 'wx_client',
        event: expect.objectContaining({ action: 'home.open', input: { a: 1 } }),
      },
    })
    expect(await ask('/as/shen/api/member', said)).toMatchObject({ ok: { openid: 'demo-shen' } })
  })

  it('gets a refusal as it is', async () => {
    expect(await ask('/as/new/api/member', { action: 'no' })).toEqual({ refused: 'NOT_JOINED' })
  })

  it('is told to try again when the function fails or is not there', async () => {
    const unavailable = { unavailable: true, reference: '' }
    expect(await ask('/as/lin/api/member', { action: 'fail' })).toEqual(unavailable)
    expect(await ask('/as/lin/api/absent', { action: 'home.open' })).toEqual(unavailable)
  })

  it.each([
    ['{"action":', 'application/json', 400, 'JSON_INVALID'],
    ['[]', 'application/json', 400, 'OBJECT_EXPECTED'],
    ['{"action":"home.open"}', 'text/plain', 415, 'JSON_EXPECTED'],
  ])('may not send %s as %s', async (body, contentType, status, code) => {
    const answer = await post('/as/lin/api/member', body, contentType)
    expect(answer.status).toBe(status)
    expect(await answer.json()).toMatchObject({ error: { code } })
  })

  it('does not call by GET', async () => {
    expect((await get('/as/lin/api/member')).status).toBe(405)
  })
})

describe('the console on the stage', () => {
  it('knows the persons', async () => {
    expect(await (await get('/stage/persons')).json()).toEqual({ result: PERSONS })
  })

  it('calls as the console without a person, or as a person', async () => {
    const asConsole = await ask('/stage/call/member', { data: { action: 'home.open' } })
    expect(asConsole).toMatchObject({
      result: { reply: { ok: { openid: null, source: 'wx_devtools' } }, databaseCalls: 0 },
    })
    const asGuide = await ask('/stage/call/member', { data: {}, person: 'gu' })
    expect(asGuide).toMatchObject({ result: { reply: { ok: { openid: 'demo-gu' } } } })
  })

  it('does not fall back to the console for a person it does not know', async () => {
    const answer = await post('/stage/call/member', '{"data":{},"person":"nobody"}')
    expect(answer.status).toBe(400)
  })

  it('sees why a call was rejected', async () => {
    const failed = await ask('/stage/call/member', { data: { action: 'fail' } })
    expect(failed).toMatchObject({
      result: { error: { message: expect.stringMatching('broken') } },
    })
    const absent = await ask('/stage/call/absent', {})
    expect(absent).toMatchObject({ error: { code: 'CALL_FAILED' } })
  })

  it('lists calls newest first, with the input and the outcome', async () => {
    await ask('/as/lin/api/member', { action: 'home.open' })
    await ask('/as/xu/api/member', { action: 'no' })
    await ask('/as/fang/api/member', { action: 'fail' })
    expect(await (await get('/stage/calls?limit=3')).json()).toMatchObject({
      result: [
        { openid: 'demo-fang', action: 'fail', outcome: 'crashed' },
        { openid: 'demo-xu', action: 'no', outcome: 'refused', refused: 'NOT_JOINED' },
        { openid: 'demo-lin', action: 'home.open', outcome: 'ok', function: 'member' },
      ],
    })
  })
})
