import { checkIn } from '../../contracts/check-in/check-in'
import { openHome } from '../../contracts/member/home'
import { openJoin } from '../../contracts/member/join'
import { checkPublications } from '../../contracts/programme/program'
import { DAY_MS, openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { documentsOfProgramme } from '../../../testing/programme-documents'
import { publishedAnew } from '../../../testing/scenes/older-brand'
import { saidOf } from '../../../testing/scenes/alert-words'

let brand: BrandCloud
beforeEach(async () => {
  brand = await openBrandCloud()
})
afterEach(() => brand.close())

const database = () => brand.cloud.database
const check = () => brand.console.get(checkPublications, { operator: '店长' })
const home = () => brand.person('visitor').get(openHome, {})
const statusOf = async (id: string) => String((await database().get('programs', id))?.status)
async function versions() {
  const all = await database().find('published', { collection: 'programs', current: true })
  return Object.fromEntries(all.map(({ document, version }) => [String(document), Number(version)]))
}
const alerts = async () => {
  const open = await database().find('alerts', { topic: 'publication', state: 'open' })
  return open.map((each) => [String(each.kind), saidOf(each)] as const)
}
const LADDER = { checkIn: { cycleDays: 3, rewards: [1, 2, 3] } }

test('A3: editing one part publishes that part alone', async () => {
  const before = await versions()
  expect(Object.values(before)).toEqual(Array(9).fill(1))
  expect(await brand.edit('programs', 'shanyu', LADDER)).toMatch(/^已发布：第 2 版/)
  expect(await versions()).toEqual({ ...before, 'shanyu:check-in': 2 })
  expect((await home()).checkIn.days.map(({ points }) => points)).toEqual([1, 2, 3])
})

test('A3: a part that is wrong is refused alone, and the good ones are published', async () => {
  const patch = (id: string, change: object) => database().patch('programs', id, { ...change })
  await patch('shanyu:check-in', { checkIn: { cycleDays: 3, rewards: [1] } })
  await patch('shanyu', { pointUnit: '茶豆' })
  await patch('shanyu:expiry', { claim: { windowDays: 1 } })
  const { published, rejected } = await check()
  expect(published).toBe(1)
  expect(rejected.map(({ document }) => document)).toEqual([
    'programs/shanyu:check-in',
    'programs/shanyu:expiry',
  ])
  expect(await statusOf('shanyu:check-in')).toContain('一天填一个')
  expect(await statusOf('shanyu:expiry')).toContain('不认识的字段「claim」')
  expect(await statusOf('shanyu')).toMatch(/^已发布：第 2 版/)
})

test('A14: if two parts contradict each other, the one that was changed is refused', async () => {
  const { earn } = await brand.program()
  const twice = { ...earn, tierMultipliers: [{ tier: 'dengding', percent: 200 }] }
  expect(await brand.edit('programs', 'shanyu', { earn: twice })).toMatch(/^已发布：第 2 版/)
  const tiers = [{ id: 'shisha', name: '拾沙', growth: 0 }]
  const status = await brand.edit('programs', 'shanyu', { tiers })
  expect(status).toContain('未生效：等级倍数里的等级「dengding」不在等级列表里')
  expect(await statusOf('shanyu:earning')).toMatch(/^已发布：第 2 版/)
  // Changed together they agree.
  expect(await brand.edit('programs', 'shanyu', { earn, tiers })).toMatch(/^已发布/)
  expect((await home()).tiers.map(({ id }) => id)).toEqual(['shisha'])
})

test('A14: an untouched part shows the contradiction and stays in force', async () => {
  await database().remove('coupon_templates', 'shanyu:coffee')
  await check()
  expect(await statusOf('shanyu:check-in')).toMatch(/^已发布：第 1 版.*券模板「coffee」还没有生效/)
  expect(await alerts()).toContainEqual([
    'contradiction',
    expect.stringContaining('会员规则「签到」：签到送的券模板「coffee」还没有生效'),
  ])
  expect(await versions()).toMatchObject({ 'shanyu:check-in': 1 })
  // Another part is edited meanwhile.
  expect(await brand.edit('programs', 'shanyu', { expiry: { months: 6 } })).toMatch(/^已发布/)
})

test('A14: a part that staff removed stays in force and raises an alert', async () => {
  await database().remove('programs', 'shanyu:check-in')
  await check()
  brand.cloud.clock.advance(DAY_MS)
  expect(await alerts()).toEqual([
    ['removed', expect.stringContaining('会员规则「签到」的文档被删掉了，仍照第 1 版执行')],
  ])
  expect((await home()).checkIn.days).toHaveLength(7)
  expect(await brand.edit('programs', 'shanyu', { expiry: { months: 6 } })).toMatch(/^已发布/)
})

test('A14: an id that is not a part is refused with the ids that are', async () => {
  for (const id of ['shanyu:checkin', 'shanyu:claim:2', 'shanyu:']) {
    await database().put('programs', { _id: id, ...LADDER })
  }
  await check()
  for (const id of ['shanyu:checkin', 'shanyu:claim:2', 'shanyu:']) {
    expect(await statusOf(id)).toContain('shanyu:check-in（签到）')
  }
})

test('A14: a damaged part goes back to its own last version, and the others do not change', async () => {
  await brand.edit('programs', 'shanyu', { ...LADDER, pointUnit: '茶豆' })
  const published = await database().get('published', 'programs:shanyu:check-in')
  await database().replace('published', 'programs:shanyu:check-in', { ...published, body: {} })
  await database().remove('published', 'programs:shanyu:check-in@2')
  brand.cloud.clock.advance(61_000)
  const shown = await home()
  expect(shown.pointUnit).toBe('茶豆')
  expect(shown.checkIn.days.map(({ points }) => points)).toEqual([5, 5, 5, 5, 5, 10, 50])
  // The check publishes what staff wrote under the next number.
  await check()
  expect((await alerts()).map(([kind]) => kind)).toEqual(['unreadable'])
  expect(await versions()).toMatchObject({ 'shanyu:check-in': 2, shanyu: 2, 'shanyu:claim': 1 })
})

test('A14: a part that cannot be read stops the actions it rules', async () => {
  for (const { _id } of await database().find('published', { document: 'shanyu:consent' })) {
    await database().patch('published', String(_id), { body: { consent: 5 } })
  }
  brand.cloud.clock.advance(61_000)
  expect((await home()).checkIn.days).toHaveLength(7)
  expect(await brand.person('visitor').ask(openJoin, {})).toMatchObject({ unavailable: true })
})

test('A14: a part whose stored content is not a document stops nothing else, and is repaired', async () => {
  for (const { _id } of await database().find('published', { document: 'shanyu:consent' })) {
    await database().patch('published', String(_id), { body: 'half a sentence' })
  }
  brand.cloud.clock.advance(61_000)
  expect((await home()).checkIn.days).toHaveLength(7)
  expect(await check()).toMatchObject({ published: 1, rejected: [] })
})

test('A14: a rule of an unreadable part is not replaced by its default', async () => {
  const member = await brand.member('lin')
  const [input, later] = [{ requestId: requestId() }, { requestId: requestId() }]
  for (const { _id } of await database().find('published', { document: 'shanyu:earning' })) {
    await database().patch('published', String(_id), { body: {} })
  }
  brand.cloud.clock.advance(61_000)
  // Without the caps nobody knows how much a check-in may bring.
  expect(await member.ask(checkIn, input)).toMatchObject({ unavailable: true })
  await check()
  brand.cloud.clock.advance(61_000)
  expect(await member.ask(checkIn, later)).toHaveProperty('ok')
})

test('A14: while one part is unreadable, the others are still checked against what they name', async () => {
  for (const { _id } of await database().find('published', { document: 'shanyu:consent' })) {
    await database().patch('published', String(_id), { body: { consent: 5 } })
  }
  await database().remove('programs', 'shanyu:consent')
  const milestones = [{ day: 3, coupon: 'absent' }]
  const checkIn = { ...LADDER.checkIn, milestones }
  expect(await brand.edit('programs', 'shanyu', { checkIn })).toContain(
    '券模板「absent」还没有生效',
  )
})

test.each([
  ['is not there', (id: string) => database().remove('programs', id), '缺少「积分有效期」'],
  [
    'is wrong',
    (id: string) => database().patch('programs', id, { expiry: { months: 0 } }),
    '会员规则「积分有效期」（编号 shanyu:expiry）还没有改好',
  ],
])('A14: nothing of a new brand is published while a part %s', async (_what, spoil, reason) => {
  const documents = documentsOfProgramme(await brand.program())
  await publishedAnew(brand, [])
  for (const document of documents) await database().put('programs', document)
  await spoil('shanyu:expiry')
  const { published, rejected } = await check()
  expect(published).toBe(0)
  expect(rejected.length).toBeGreaterThanOrEqual(8)
  expect(await versions()).toEqual({})
  expect(await statusOf('shanyu:claim')).toContain(`未生效：${reason}`)
  expect(await statusOf('shanyu')).toContain('shanyu:expiry')
  expect(await brand.person('visitor').ask(openHome, {})).toMatchObject({ unavailable: true })
  await database().put('programs', { _id: 'shanyu:expiry', expiry: { months: 12 } })
  expect(await check()).toMatchObject({ published: 9, rejected: [] })
  expect((await home()).brandName).toBe('山屿烘焙')
})

test('A14: parts without a base are refused, with the id of the base to create', async () => {
  const parts = documentsOfProgramme(await brand.program()).filter(({ _id }) => _id !== 'shanyu')
  const { rejected } = await publishedAnew(brand, parts)
  expect(rejected).toHaveLength(8)
  expect(rejected[0]?.reason).toContain('缺少「品牌名称」')
  expect(rejected[0]?.reason).toContain('会员规则的主文档（编号 shanyu）')
})

test('A3: a first publication that was cut off half-way still acts immediately when it is finished', async () => {
  const documents = documentsOfProgramme(await brand.program())
  await publishedAnew(brand, [])
  for (const document of documents) await database().put('programs', document)
  for (let request = 20; (await versions())['shanyu:claim'] === undefined; request += 10) {
    brand.cloud.faults.set([{ action: 'program.check', request, fault: 'crashAfter' }])
    await brand.console.ask(checkPublications, { operator: '店长' }).catch(() => null)
    brand.cloud.faults.clear()
  }
  expect(await versions()).not.toHaveProperty('shanyu')
  await check()
  expect(Object.keys(await versions())).toHaveLength(9)
  expect((await home()).brandName).toBe('山屿烘焙')
  const published = await database().find('published', { collection: 'programs', current: true })
  expect(published.filter(({ from }) => from !== undefined)).toEqual([])
})

test('A14: a new tier comes into force before the rates that name it, even if the run is cut off', async () => {
  const { earn, tiers } = await brand.program()
  const more = [...(tiers as object[]), { id: 'gufeng', name: '孤峰', growth: 9_000_000 }]
  const rates = { ...earn, tierMultipliers: [{ tier: 'gufeng', percent: 200 }] }
  await database().patch('programs', 'shanyu:tiers', { tiers: more })
  await database().patch('programs', 'shanyu:earning', { earn: rates })
  const both = async () => [
    (await versions())['shanyu:tiers'],
    (await versions())['shanyu:earning'],
  ]
  for (let request = 20; String(await both()) === '1,1'; request += 4) {
    brand.cloud.faults.set([{ action: 'program.check', request, fault: 'crashAfter' }])
    await brand.console.ask(checkPublications, { operator: '店长' }).catch(() => null)
    brand.cloud.faults.clear()
  }
  expect(await both()).toEqual([2, 1])
})
