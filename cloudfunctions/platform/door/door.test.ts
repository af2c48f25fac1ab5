import { openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { enrolGuide } from '../../contracts/guide/guide'
import { openHome } from '../../contracts/member/home'
import { checkPublications } from '../../contracts/programme/program'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  const { memberId } = await brand.member('lin')
  const entry = { memberId, name: '林', number: '1', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...entry })
})
afterAll(() => brand.close())

const caller = (audience: string) =>
  audience === 'staff' || audience === 'jobs'
    ? { source: 'wx_devtools' as const }
    : { openid: 'wx-lin', source: 'wx_client' as const }

test.each([null, 'text', 7, [], {}, { action: 5 }, { action: { $ne: '' } }, { input: {} }])(
  'the event %j is refused by every function',
  async (event) => {
    for (const audience of ['member', 'guide', 'staff']) {
      const { result, error } = await brand.cloud.invoke(audience, event, caller(audience))
      expect(error).toBeUndefined()
      expect(result).toMatchObject({ refused: expect.any(String) })
    }
  },
)

test('no call so far has left an error in the log', () => {
  const bad = brand.cloud.logs.list().filter((line) => !line.ok || line.lines.length > 0)
  expect(bad).toEqual([])
})

test('A1: each function is closed to callers of any other kind', async () => {
  const check = { action: checkPublications.name, input: { operator: 'x' } }
  const home = { action: openHome.name, input: {} }
  const due = { action: 'job.runDue', input: {} }
  const cases: [string, unknown, object, string][] = [
    ['staff', check, { openid: 'wx-lin' }, 'NOT_STAFF'],
    ['staff', check, { source: 'wx_http' }, 'NOT_STAFF'],
    ['staff', { ...check, httpMethod: 'POST' }, { source: 'wx_devtools' }, 'NOT_STAFF'],
    ['member', home, { source: 'wx_devtools' }, 'CALLER_UNKNOWN'],
    ['guide', { action: 'duty.open', input: {} }, { openid: 'wx-nobody' }, 'NOT_A_GUIDE'],
    ['jobs', due, { openid: 'wx-lin' }, 'CALLER_UNKNOWN'],
    ['jobs', due, { source: 'wx_http' }, 'CALLER_UNKNOWN'],
    ['member', { action: 'member.nothing', input: {} }, { openid: 'wx-lin' }, 'ACTION_UNKNOWN'],
  ]
  for (const [audience, event, who, refused] of cases) {
    expect(await brand.cloud.call(audience, event, who)).toMatchObject({ refused })
  }
})

test('the identity in a payload is not believed', async () => {
  const forged = { openid: 'wx-nobody', OPENID: 'wx-lin', userInfo: { openId: 'wx-lin' } }
  const data = { action: openHome.name, input: {}, ...forged }
  const reply = await brand.cloud.call('member', data, { openid: 'wx-nobody' })
  expect(reply).toMatchObject({ ok: { card: null } })
})

test('an environment without its settings says so in the log and is retryable for the member', async () => {
  const bare = await openBare()
  const reply = await bare.call('member', { action: openHome.name, input: {} }, { openid: 'a' })
  expect(reply).toMatchObject({ unavailable: true })
  const lines = bare.logs.list().flatMap((line) => line.lines.map((each) => each.text))
  expect(lines.join()).toContain('JUSHA_BRAND')
  await bare.stop()
})

async function openBare() {
  const { startCloud } = await import('../../../localcloud/cloud')
  const { mkdtempSync } = await import('node:fs')
  const { tmpdir } = await import('node:os')
  return startCloud({
    dataDir: mkdtempSync(`${tmpdir()}/jusha-bare-`),
    functionsDir: 'dist/cloudfunctions',
    collectionsFile: 'cloudfunctions/collections.json',
    durability: 'relaxed',
  })
}

test('a request id keeps its shape', () => {
  expect(requestId()).toMatch(/^[A-Za-z0-9_-]{16,64}$/)
})
