import { request } from 'node:http'
import { startFixture, type Fixture } from '../fixtures/fixture-cloud'

jest.setTimeout(30_000)

let fixture: Fixture

beforeAll(async () => {
  fixture = await startFixture({ notes: { indexes: [] } })
})
afterAll(() => fixture.close())

async function get(path: string): Promise<unknown> {
  return (await fetch(`${fixture.cloud.url}/_cloud/${path}`)).json()
}

async function post(path: string, body: object = {}): Promise<unknown> {
  const response = await fetch(`${fixture.cloud.url}/_cloud/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  })
  return response.json()
}

/** The status of a request with headers that fetch does not let a caller set. */
function statusWith(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve) => {
    const url = `${fixture.cloud.url}/_cloud/collections`
    request(url, { headers }, (response) => resolve(response.resume().statusCode)).end()
  })
}

describe('the control API', () => {
  it('writes, finds and removes documents, dates included', async () => {
    const document = { _id: 'n', at: { $date: '2026-11-22T00:00:00.000Z' }, n: 1 }
    expect(await post('put/notes', { document })).toEqual({ result: 'n' })
    expect((await fixture.cloud.database.get('notes', 'n'))?.at).toEqual(new Date('2026-11-22'))
    expect(await get('collections')).toEqual({ result: [{ name: 'notes', count: 1 }] })
    expect(await post('find/notes', { query: { n: 1 } })).toEqual({
      result: [{ _id: 'n', at: { $date: { $numberLong: '1795305600000' } }, n: 1 }],
    })
    expect(await post('patch/notes', { id: 'n', change: { $inc: { n: 1 } } })).toEqual({
      result: true,
    })
    expect(await post('remove/notes', { id: 'n' })).toEqual({ result: true })
    expect(await post('get/notes', { id: 'n' })).toEqual({ result: null })
  })

  it('calls a function as a user of the phone', async () => {
    const data = { script: 'return [cloud.getWXContext().OPENID, event]', input: 7 }
    expect(await post('call/script', { data, openid: 'o1' })).toMatchObject({ result: ['o1', 7] })
    const bad = { script: `throw new Error('no luck')` }
    expect(await post('call/script', { data: bad })).toMatchObject({
      error: { code: 'FUNCTIONS_EXECUTE_FAIL', message: 'no luck' },
    })
    expect(await post('call/nobody', {})).toMatchObject({ error: { code: 'FUNCTION_NOT_FOUND' } })
  })

  it('moves the clock', async () => {
    expect(await post('clock', { advance: 60_000 })).toMatchObject({ result: { offset: 60_000 } })
    expect(await post('clock', { advance: -60_000 })).toMatchObject({ result: { offset: 0 } })
  })

  it('keeps files', async () => {
    const base64 = Buffer.from('hi').toString('base64')
    const { result } = (await post('upload', { path: 'a.txt', base64 })) as { result: string }
    expect(await post('file', { fileID: result })).toEqual({ result: { base64 } })
    expect(await get('files')).toEqual({ result: [{ fileID: result, path: 'a.txt', size: 2 }] })
  })

  it('takes and restores snapshots', async () => {
    await post('put/notes', { document: { _id: 'kept' } })
    await post('snapshot/one')
    await post('remove/notes', { id: 'kept' })
    await post('restore/one')
    expect(await post('get/notes', { id: 'kept' })).toEqual({ result: { _id: 'kept' } })
  })

  it('refuses other hosts and pages of other sites', async () => {
    expect(await statusWith({})).toBe(200)
    expect(await statusWith({ host: 'evil.example:80' })).toBe(403)
    expect(await statusWith({ origin: 'https://evil.example' })).toBe(403)
    expect(await statusWith({ origin: fixture.cloud.url })).toBe(200)
  })
})
