import { submitClaim } from '../../contracts/claim/claim'
import { join } from '../../contracts/member/join'
import { openHome } from '../../contracts/member/home'
import { checkPublications } from '../../contracts/programme/program'
import { PARTS } from '../../contracts/programme/parts'
import { rulesOf, type ProgramBodies } from '../../domain/programme/parts'
import { openBrandCloud, requestId, TODAY, type BrandCloud } from '../../../testing/brand-cloud'
import { FUNCTION_ENV } from '../../../testing/function-env'
import { documentsOfProgramme } from '../../../testing/programme-documents'
import { asOlderBrand, publishedAnew } from '../../../testing/scenes/older-brand'
import { HUB_ENV, SENDERS } from '../../../testing/scenes/webhooks/senders'

let brand: BrandCloud
beforeEach(async () => {
  brand = await openBrandCloud({ functionEnv: { ...FUNCTION_ENV, ...HUB_ENV } })
  await asOlderBrand(brand)
})
afterEach(() => brand.close())

const database = () => brand.cloud.database
const home = () => brand.person('visitor').get(openHome, {})
const statusOf = async (id: string) => String((await database().get('programs', id))?.status)
async function check() {
  const report = await brand.console.get(checkPublications, { operator: '店长' })
  brand.cloud.clock.advance(61_000)
  return report
}

/** Staff move some parts into documents of their own. */
async function splitOut(...parts: string[]) {
  for (const each of documentsOfProgramme(await brand.program())) {
    const [, part = ''] = each._id.split(':')
    if (!parts.includes(part)) continue
    await database().put('programs', each)
    const { _id, ...moved } = each
    const base = { ...(await database().get('programs', 'shanyu')) }
    for (const field of Object.keys(moved)) Reflect.deleteProperty(base, field)
    await database().replace('programs', 'shanyu', base)
  }
}

let nonces = 0
async function push(orderNo: string, more: object) {
  const nonce = `split-${String((nonces += 1)).padStart(16, '0')}`
  const body = JSON.stringify({ orders: [{ channel: 'tmall', orderNo, paidFen: 0, ...more }] })
  const event = SENDERS['pos-hubin'](body, { now: brand.cloud.clock.now(), nonce })
  const answer = await brand.cloud.call('hub', event, { source: 'wx_http' })
  expect(answer).toMatchObject({ statusCode: 200 })
}
const PAID = { status: 'paid', paidAt: TODAY, paidFen: 10_000 }
const ITEMS = { items: [{ title: '吐司', quantity: 1, paidFen: 10_000 }] }
const DONE = { status: 'completed', completedAt: TODAY - 30 * 24 * 3_600_000 }

async function rate(points: number) {
  const { giveBack } = await brand.program()
  // Points are worth little, so that every rate stays below the brand's limit.
  const cheap = { ...(giveBack as object), worthPoints: 1000 }
  const change = { earn: { points, perFen: 100 }, giveBack: cheap }
  expect(await brand.edit('programs', 'shanyu', change)).toMatch(/^已发布/)
}
async function claimedBy(name: string, orderNo: string) {
  const member = await brand.member(name)
  await push(orderNo, { status: 'paid', paidAt: TODAY })
  await member.get(submitClaim, { requestId: requestId(), orderNo })
  return async () => (await member.get(openHome, {})).card?.balance
}
const versionOf = async (orderNo: string) => {
  const [order] = await database().find('orders', { orderNo })
  return (order?.claim as { ruleVersion: number }).ruleVersion
}

test('A14: a brand from before parts existed works as it is, and moves part by part', async () => {
  expect(await brand.edit('programs', 'shanyu', { pointUnit: '茶豆' })).toMatch(/第 2 版/)
  await splitOut('check-in')
  expect(await check()).toMatchObject({ published: 2, rejected: [] })
  expect(await statusOf('shanyu:check-in')).toMatch(/^已发布：第 3 版/)
  expect(await statusOf('shanyu')).toMatch(/^已发布：第 3 版/)
  expect((await home()).checkIn.days).toHaveLength(7)
  await splitOut(...PARTS.filter((part) => part !== 'check-in'))
  expect(await check()).toMatchObject({ published: 8, rejected: [] })
  expect(await statusOf('shanyu:claim')).toMatch(/^已发布：第 4 版/)
  expect(await database().get('programs', 'shanyu')).not.toHaveProperty('claim')
  expect((await home()).pointUnit).toBe('茶豆')
})

test('A14: a part wins over a base that still holds its rules, and a new base that holds them is refused', async () => {
  await database().put('programs', {
    _id: 'shanyu:check-in',
    checkIn: { cycleDays: 3, rewards: [1, 2, 3] },
  })
  expect(await check()).toMatchObject({ published: 1, rejected: [] })
  expect((await home()).checkIn.days.map(({ points }) => points)).toEqual([1, 2, 3])
  expect(await statusOf('shanyu')).toMatch(/^已发布：第 1 版/)
  await database().patch('programs', 'shanyu', { pointUnit: '茶豆' })
  expect((await check()).rejected).toEqual([
    {
      document: 'programs/shanyu',
      reason:
        '「签到」（字段 checkIn）已经写在会员规则「签到」（编号 shanyu:check-in）里，这份里的不起作用。请从这份里删掉它，要改就改那一份',
    },
  ])
  expect((await home()).pointUnit).toBe('积分')
  const { checkIn: _moved, ...base } = { ...(await database().get('programs', 'shanyu')) }
  await database().replace('programs', 'shanyu', base)
  expect(await check()).toMatchObject({ published: 1, rejected: [] })
  expect((await home()).pointUnit).toBe('茶豆')
})

test('A14: a base keeps a field while the part that takes it is wrong', async () => {
  await splitOut('tasks')
  await database().patch('programs', 'shanyu:tasks', { profile: { points: -1 } })
  expect(await check()).toMatchObject({ published: 0 })
  expect(await statusOf('shanyu')).toContain(
    '会员规则「任务」（编号 shanyu:tasks）还没有改好，「完善资料」（字段 profile）先不能从这份里删掉',
  )
  await database().patch('programs', 'shanyu:tasks', { profile: { points: 30 } })
  expect(await check()).toMatchObject({ published: 2, rejected: [] })
})

test('A14: a base keeps its rates if the part that takes them cannot be published', async () => {
  const { earn } = await brand.program()
  const dates = { from: '2026-11-01', to: '2026-11-30' }
  const campaign = { id: 'eleven', name: '双 11', ...dates, percent: 200, budget: 100 }
  await brand.edit('programs', 'shanyu', { earn: { ...earn, campaigns: [campaign] } })
  const [shard] = await database().find('budgets', { campaign: 'eleven' })
  const left = Number(shard?.left)
  await database().patch('budgets', String(shard?._id), { left: 0, given: left })
  await splitOut('earning')
  const poor = { ...earn, campaigns: [{ ...campaign, budget: left - 1 }] }
  await database().patch('programs', 'shanyu:earning', { earn: poor })
  expect(await check()).toMatchObject({ published: 0 })
  expect(await statusOf('shanyu:earning')).toContain('的预算不能改成')
  expect(await statusOf('shanyu')).toContain(
    '未生效：会员规则「积分发放」（编号 shanyu:earning）还没有生效',
  )
  expect((await home()).earnRate).toEqual({ points: 1, perFen: 100 })
  await database().patch('budgets', String(shard?._id), { left, given: 0 })
})

test('A14: a new part that leaves out a rule the base still holds is refused', async () => {
  await brand.edit('programs', 'shanyu', { caps: { checkInPerDay: 9 } })
  const { earn, giveBack } = await brand.program()
  await database().put('programs', { _id: 'shanyu:earning', earn, giveBack })
  expect(await check()).toMatchObject({ published: 0 })
  expect(await statusOf('shanyu:earning')).toContain(
    '会员规则的主文档（编号 shanyu）里还写着「每人每天上限」（字段 caps），这份里没有',
  )
  // Whoever wants no cap any longer says so.
  await database().patch('programs', 'shanyu:earning', { caps: {} })
  expect(await check()).toMatchObject({ published: 1, rejected: [] })
})

test('A14: a base without a rule does not act before the part that takes it', async () => {
  const { checkIn } = await brand.program()
  await database().put('programs', { _id: 'shanyu:check-in', checkIn })
  await brand.console.get(checkPublications, { operator: '店长' })
  await splitOut('check-in')
  // A run that began earlier and is still under way.
  brand.cloud.clock.advance(-30_000)
  expect(await check()).toMatchObject({ published: 0, rejected: [] })
  expect((await home()).checkIn.days).toHaveLength(7)
  expect(await check()).toMatchObject({ published: 1, rejected: [] })
  expect((await home()).checkIn.days).toHaveLength(7)
})

test('A14: a base that loses a rule without a part for it is refused', async () => {
  const {
    expiry: _gone,
    notices: _moved,
    ...base
  } = {
    ...(await database().get('programs', 'shanyu')),
  }
  await database().replace('programs', 'shanyu', base)
  await database().put('programs', { _id: 'shanyu:notices', notices: {} })
  // The good part is published all the same.
  expect(await check()).toMatchObject({ published: 1 })
  expect(await statusOf('shanyu')).toContain(
    '缺少「积分有效期」（字段 expiry）：请新建会员规则「积分有效期」（编号 shanyu:expiry），里面写 expiry',
  )
})

test('O9: an order claimed before the split counts under its version of the base', async () => {
  for (const points of [2, 3]) await rate(points)
  const balance = await claimedBy('lin', '2930679858170661235')
  expect(await versionOf('2930679858170661235')).toBe(3)
  await splitOut('earning')
  await check()
  await rate(7)
  await push('2930679858170661235', { ...PAID, ...ITEMS, ...DONE })
  expect(await balance()).toBe(300)
  await push('2930679858170661235', { ...PAID, ...DONE, refundedFen: 5_000 })
  expect(await balance()).toBe(150)
})

test('O9: an order claimed after the split counts under its version of the part', async () => {
  for (const points of [2, 3]) await rate(points)
  await splitOut('earning')
  await check()
  await rate(5)
  const balance = await claimedBy('lin', '2930679858170661236')
  expect(await versionOf('2930679858170661236')).toBe(5)
  await rate(7)
  // The base keeps its own version numbers; its fifth version holds no rate.
  for (const pointUnit of ['茶豆', '积分']) await brand.edit('programs', 'shanyu', { pointUnit })
  await push('2930679858170661236', { ...PAID, ...ITEMS, ...DONE })
  expect(await balance()).toBe(500)
  await push('2930679858170661236', { ...PAID, ...DONE, refundedFen: 5_000 })
  expect(await balance()).toBe(250)
})

test('A14: a part whose history is gone is published with a version number above the base', async () => {
  for (const points of [2, 3, 4]) await rate(points)
  await splitOut('earning')
  await check()
  expect(await statusOf('shanyu:earning')).toMatch(/^已发布：第 5 版/)
  await brand.edit('programs', 'shanyu', { pointUnit: '茶豆' })
  const published = await database().find('published', { document: 'shanyu:earning' })
  for (const { _id } of published) await database().remove('published', String(_id))
  await check()
  expect(await statusOf('shanyu:earning')).toMatch(/^已发布：第 7 版/)
  expect((await home()).earnRate).toEqual({ points: 4, perFen: 100 })
})

test('A14: an agreement after the split has a larger version number than one before it', async () => {
  const lin = await brand.member('lin')
  const programs = async () => {
    const [account] = await database().find('accounts', { nickname: 'lin' })
    return (account?.consents as { program: number }[]).map(({ program }) => program)
  }
  await brand.edit('programs', 'shanyu', { pointUnit: '茶豆' })
  const { consent } = await brand.program()
  await splitOut('consent')
  const next = { ...(consent as object), version: '2026-12-01' }
  await database().patch('programs', 'shanyu:consent', { consent: next })
  await check()
  expect((await lin.get(openHome, {})).card?.consentOutdated).toBe(true)
  const again = { requestId: requestId(), consentVersion: '2026-12-01' }
  await lin.get(join, again)
  expect(await programs()).toEqual([1, 3])
  expect((await lin.get(openHome, {})).card?.consentOutdated).toBe(false)
})

test('A14: however a brand is split, the same rules are in force', async () => {
  const whole = await brand.program()
  const inForce = async () => {
    const all = await database().find('published', { collection: 'programs', current: true })
    const bodies = all.map(({ document, body }) => [String(document).slice(7), body] as const)
    return rulesOf(new Map(bodies) as unknown as ProgramBodies)
  }
  const before = await inForce()
  expect(before).not.toBeNull()
  for (const moved of [['claim', 'tiers'], ['earning', 'tasks', 'consent'], [...PARTS]]) {
    const documents = documentsOfProgramme(whole).filter(({ _id }) => moved.includes(_id.slice(7)))
    const fields = documents.flatMap((each) => Object.keys(each)).filter((key) => key !== '_id')
    const left = Object.entries(whole).filter(([field]) => !fields.includes(field))
    const base = { ...Object.fromEntries(left), _id: 'shanyu' }
    expect(await publishedAnew(brand, [...documents, base])).toMatchObject({ rejected: [] })
    expect(await inForce()).toEqual(before)
  }
})
