import { openHome } from '../../contracts/member/home'
import { openReward } from '../../contracts/mall/mall'
import { checkPublications, rollBack } from '../../contracts/programme/program'
import { openBrandCloud, type BrandCloud } from '../../../testing/brand-cloud'
import { documentsOfProgramme } from '../../../testing/programme-documents'
import { asOlderBrand } from '../../../testing/scenes/older-brand'

let brand: BrandCloud
beforeEach(async () => {
  brand = await openBrandCloud()
})
afterEach(() => brand.close())

const database = () => brand.cloud.database
const ladder = async () => {
  const { checkIn } = await brand.person('visitor').get(openHome, {})
  return checkIn.days.map(({ points }) => points)
}
const PART = { operator: '店长', collection: 'programs' as const, document: 'shanyu:check-in' }
const back = async (version: number, more: Partial<typeof PART> = {}) => {
  const answer = await brand.console.ask(rollBack, { ...PART, ...more, version })
  brand.cloud.clock.advance(61_000)
  return answer
}
async function versions() {
  const all = await database().find('published', { collection: 'programs', current: true })
  return Object.fromEntries(all.map(({ document, version }) => [String(document), Number(version)]))
}
const WEEK = [5, 5, 5, 5, 5, 10, 50]
const shorter = () =>
  brand.edit('programs', 'shanyu', { checkIn: { cycleDays: 3, rewards: [1, 2, 3] } })

test('A14: one part goes back to an earlier version, which becomes its next one, and the others do not change', async () => {
  const before = await versions()
  const check = () => brand.console.get(checkPublications, { operator: '店长' })
  const { unchanged } = await check()
  expect(unchanged).toBeGreaterThan(20)
  await shorter()
  expect(await ladder()).toEqual([1, 2, 3])
  const answer = await back(1)
  expect(answer).toEqual({ ok: { version: 3, status: expect.stringMatching(/^已发布：第 3 版/) } })
  expect(await ladder()).toEqual(WEEK)
  expect(await versions()).toEqual({ ...before, 'shanyu:check-in': 3 })
  // The document says what is in force, so the next check has nothing to do.
  expect((await brand.program()).checkIn).toMatchObject({ cycleDays: 7 })
  expect(await check()).toMatchObject({ published: 0, unchanged })
  const deeds = await database().find('audit', { action: 'publication.publish' })
  expect(deeds.map(({ _id }) => String(_id)).join()).toContain('programs:shanyu:check-in@3')
  expect(await database().find('audit', { action: 'program.rollBack' })).toHaveLength(1)
})

test('A14: repeating a roll back writes no further version', async () => {
  await shorter()
  await back(1)
  expect(await back(1)).toMatchObject({ ok: { version: 3 } })
  expect(await versions()).toMatchObject({ 'shanyu:check-in': 3 })
})

test.each([
  ['a version that never was', 7, {}, 'VERSION_NOT_FOUND', '没有第 7 版'],
  ['a document that is not there', 1, { document: 'shanyu:nothing' }, 'VERSION_NOT_FOUND', '没有'],
  ['another brand’s', 1, { document: 'linan:check-in' }, 'VERSION_NOT_FOUND', '没有第 1 版'],
  ['the version in force', 2, {}, 'ALREADY_IN_FORCE', '第 2 版就是现在生效的版本'],
] as const)('A14: a roll back to %s is refused', async (_what, version, more, refused, reason) => {
  await shorter()
  const answer = await back(version, { ...more } as Partial<typeof PART>)
  expect(answer).toEqual({ refused, detail: { reason: expect.stringContaining(reason) } })
  expect(await ladder()).toEqual([1, 2, 3])
})

test('A14: a roll back to the version in force brings back a document that was removed', async () => {
  await database().remove('programs', 'shanyu:check-in')
  expect(await back(1)).toHaveProperty('ok')
  expect((await brand.program()).checkIn).toMatchObject({ cycleDays: 7 })
  expect(await ladder()).toEqual(WEEK)
})

test('A14: a version that was changed by hand cannot be rolled back to', async () => {
  await shorter()
  const id = 'programs:shanyu:check-in@1'
  await database().patch('published', id, {
    body: { checkIn: { cycleDays: 3, rewards: [9, 9, 9] } },
  })
  expect(await back(1)).toMatchObject({ refused: 'VERSION_NOT_FOUND' })
})

test('A14: a version that today’s other parts contradict is refused with the reason, and nothing is written', async () => {
  const { earn } = await brand.program()
  const tierMultipliers = [{ tier: 'dengding', percent: 200 }]
  await brand.edit('programs', 'shanyu', { earn: { ...earn, tierMultipliers } })
  await brand.edit('programs', 'shanyu', { earn })
  await brand.edit('programs', 'shanyu', { tiers: [{ id: 'shisha', name: '拾沙', growth: 0 }] })
  const written = await database().get('programs', 'shanyu:earning')
  expect(await back(2, { document: 'shanyu:earning' })).toEqual({
    refused: 'VERSION_REFUSED',
    detail: { reason: '等级倍数里的等级「dengding」不在等级列表里' },
  })
  expect(await database().get('programs', 'shanyu:earning')).toEqual(written)
  expect(await versions()).toMatchObject({ 'shanyu:earning': 3 })
})

test('A14: a roll back leaves drafts of other documents alone, and replaces the draft of this one', async () => {
  await shorter()
  await database().patch('programs', 'shanyu', { pointUnit: '茶豆' })
  await database().patch('programs', 'shanyu:check-in', { checkIn: 'half a sentence' })
  expect(await back(1)).toMatchObject({ ok: { version: 3 } })
  expect((await brand.person('visitor').get(openHome, {})).pointUnit).toBe('积分')
  expect(await ladder()).toEqual(WEEK)
  const report = await brand.console.get(checkPublications, { operator: '店长' })
  expect(report).toMatchObject({ published: 1, rejected: [] })
})

test('A14: a roll back is checked against what is in force, not against drafts', async () => {
  const { earn, tiers } = await brand.program()
  const tierMultipliers = [{ tier: 'dengding', percent: 200 }]
  await brand.edit('programs', 'shanyu', { earn: { ...earn, tierMultipliers } })
  const fewer = [{ id: 'shisha', name: '拾沙', growth: 0 }]
  await brand.edit('programs', 'shanyu', { earn, tiers: fewer })
  await database().patch('programs', 'shanyu:tiers', { tiers })
  expect(await back(2, { document: 'shanyu:earning' })).toMatchObject({
    refused: 'VERSION_REFUSED',
  })
  expect(await versions()).toMatchObject({ 'shanyu:earning': 3, 'shanyu:tiers': 2 })
})

test('A14: a reward is rolled back with its stock, and a removed document comes back', async () => {
  await brand.edit('catalog', 'shanyu:mug', { stock: 70, points: 700 })
  const mug = { collection: 'catalog', document: 'shanyu:mug' } as unknown as Partial<typeof PART>
  expect(await back(1, mug)).toMatchObject({ ok: { version: 3 } })
  const { reward } = await brand.person('visitor').get(openReward, { rewardId: 'mug' })
  expect(reward).toMatchObject({ left: 60, points: 680 })
  await shorter()
  await database().remove('programs', 'shanyu:check-in')
  expect(await back(1)).toMatchObject({ ok: { version: 3 } })
  expect(await ladder()).toEqual(WEEK)
})

test('A14: a version of the base from before the parts cannot come back and override them', async () => {
  await asOlderBrand(brand)
  for (const each of documentsOfProgramme(await brand.program())) {
    await database().replace('programs', each._id, each)
  }
  await brand.console.get(checkPublications, { operator: '店长' })
  const answer = await back(1, { document: 'shanyu' })
  expect(answer).toMatchObject({ refused: 'VERSION_REFUSED' })
  expect(JSON.stringify(answer)).toContain('请从这份里删掉它')
  expect(await versions()).toMatchObject({ shanyu: 2, 'shanyu:check-in': 2 })
})
