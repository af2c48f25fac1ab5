import { openBrandCloud, type BrandCloud } from '../../../testing/brand-cloud'
import { FUNCTION_ENV } from '../../../testing/function-env'
import { checkPublications } from '../../contracts/programme/program'

const CHECK = { action: checkPublications.name, input: { operator: '店长' } }
const DUE = { action: 'job.runDue', input: {} }
const HOME = { action: 'home.open', input: {} }

/** Entrances that once got full rights because nobody had forbidden them. */
const UNNAMED = [
  ...['wx_unknown', '', 'tcb_web', 'web', 'anonymous', 'scf', 'wx_localdebug', 'open_api'],
  ...['WX_DEVTOOLS', 'Wx_Devtools', ' wx_devtools', 'wx_devtools ', 'wx_devtools,', ',wx_devtools'],
  ...[
    'wx_devtools,scf',
    'scf,wx_devtools',
    'wx_devtools,wx_http',
    'wx_devtools;wx_http',
    'wx_devtoolsx',
  ],
  ...['wx_http', 'WX_HTTP', 'wx_client', 'wx_paycallback', 'wx_crawler', 'wx_trigger,wx_http', '*'],
]

async function withSetting(setting: Record<string, string>, body: (brand: BrandCloud) => unknown) {
  const brand = await openBrandCloud({ functionEnv: { ...FUNCTION_ENV, ...setting } })
  try {
    await body(brand)
  } finally {
    await brand.discard()
  }
}

test('A13: a call without a WeChat user is never staff or a job through an entrance that is not named', async () => {
  await withSetting({}, async ({ cloud }) => {
    const passed = []
    for (const source of UNNAMED) {
      const staff = await cloud.call('staff', CHECK, { source })
      const jobs = await cloud.call('jobs', DUE, { source })
      if ('ok' in (staff as object)) passed.push(['staff', source])
      if ('ok' in (jobs as object)) passed.push(['jobs', source])
      expect(staff).toMatchObject({ refused: 'NOT_STAFF', detail: { source } })
      expect(jobs).toMatchObject({ refused: 'CALLER_UNKNOWN', detail: { source } })
    }
    expect(passed).toEqual([])
    expect(await cloud.call('staff', CHECK, { source: 'wx_trigger' })).toMatchObject({
      refused: 'NOT_STAFF',
    })
    expect(await cloud.call('staff', CHECK, { source: 'wx_devtools' })).toHaveProperty('ok')
    expect(await cloud.call('jobs', DUE, { source: 'wx_devtools' })).toHaveProperty('ok')
    expect(await cloud.call('jobs', DUE, { source: 'wx_trigger' })).toHaveProperty('ok')
  })
})

test('A13: an operator adds the entrance of their console, and every link of a chain must be named', async () => {
  const setting = { JUSHA_CONSOLE_SOURCES: 'wx_unknown, scf' }
  await withSetting(setting, async ({ cloud }) => {
    for (const source of ['wx_unknown', 'scf', 'scf,wx_devtools', 'wx_devtools']) {
      expect(await cloud.call('staff', CHECK, { source })).toHaveProperty('ok')
      expect(await cloud.call('jobs', DUE, { source })).toHaveProperty('ok')
    }
    for (const source of ['', 'tcb_web', 'scf,wx_http', 'WX_UNKNOWN', 'scf,wx_client']) {
      expect(await cloud.call('staff', CHECK, { source })).toMatchObject({ refused: 'NOT_STAFF' })
    }
    const http = { ...CHECK, httpMethod: 'POST' }
    expect(await cloud.call('staff', http, { source: 'scf' })).toMatchObject({
      refused: 'NOT_STAFF',
    })
  })
})

test.each(['*', 'wx_http', 'scf,wx_http', 'wx_client', 'tcb_web', 'wx_*', 'anonymous', ' , '])(
  'A13: the setting %p is refused as a whole and adds nothing',
  async (JUSHA_CONSOLE_SOURCES) => {
    await withSetting({ JUSHA_CONSOLE_SOURCES }, async ({ cloud }) => {
      for (const source of ['scf', 'wx_http', 'tcb_web', '*', '', 'wx_client']) {
        const reply = await cloud.call('staff', CHECK, { source })
        const reason = expect.stringContaining('JUSHA_CONSOLE_SOURCES 里的')
        expect(reply).toMatchObject({ refused: 'NOT_STAFF', detail: { source, reason } })
      }
      expect(await cloud.call('staff', CHECK, { source: 'wx_devtools' })).toHaveProperty('ok')
    })
  },
)

test('A13: the refusal names the entrance it saw and how an operator adds it', async () => {
  await withSetting({}, async ({ cloud }) => {
    const reasonFor = async (source: string, event: object = CHECK) => {
      const reply = await cloud.call('staff', event, { source })
      return (reply as { detail: { reason: string } }).detail.reason
    }
    expect(await reasonFor('wx_unknown')).toBe(
      '这次调用的入口是「wx_unknown」，不在放行名单里。确认是自己在云控制台里点的，' +
        '就给这个云函数加环境变量 JUSHA_CONSOLE_SOURCES，值填 wx_unknown（已有的值用英文逗号接在后面）',
    )
    expect(await reasonFor('wx_http')).toContain('这个入口不能放行')
    expect(await reasonFor('')).toContain('这次调用的入口是空的')
    const http = { ...CHECK, headers: {} }
    expect(await reasonFor('wx_devtools', http)).toContain('像网页请求')
  })
})

test('A13: member, guide and hub are also closed to an entrance that nobody named', async () => {
  await withSetting({}, async (brand) => {
    const { cloud } = brand
    await brand.member('lin')
    const openid = 'wx-lin'
    const guide = { action: 'duty.open', input: {} }
    const queue = { action: 'claim.openQueue', input: { operator: '我' } }
    for (const source of ['wx_http', 'web', 'wx_crawler', 'wx_unknown', '', 'WX_CLIENT', 'scf']) {
      const who = { openid, source }
      expect(await cloud.call('member', HOME, who)).toMatchObject({ refused: 'CALLER_UNKNOWN' })
      expect(await cloud.call('guide', guide, who)).toMatchObject({ refused: 'CALLER_UNKNOWN' })
      expect(await cloud.call('staff', queue, who)).toMatchObject({ refused: 'NOT_STAFF' })
    }
    for (const source of ['wx_client', 'wx_devtools']) {
      expect(await cloud.call('member', HOME, { openid, source })).toHaveProperty('ok')
    }
    const webhook = { path: '/hub/pos-hubin', httpMethod: 'POST', headers: {}, body: '{}' }
    for (const source of ['web', '', 'wx_unknown', 'wx_devtools', 'WX_HTTP', 'wx_http,scf']) {
      expect(await cloud.call('hub', webhook, { source })).toMatchObject({ statusCode: 403 })
    }
  })
})
