import { openHome } from '../../contracts/member/home'
import { openJoin } from '../../contracts/member/join'
import { openMall, openReward } from '../../contracts/mall/mall'
import { checkPublications } from '../../contracts/programme/program'
import { redeem } from '../../contracts/mall/redemption'
import { openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { saidOf } from '../../../testing/scenes/alert-words'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

type Body = Record<string, unknown>

/** Writes into what is in force, as a newer schema would find it or an edit by hand left it. */
async function damage(document: string, change: (body: Body) => Body, copies = false) {
  const ids = [document, ...(copies ? await copiesOf(document) : [])]
  const before = await Promise.all(ids.map((id) => brand.cloud.database.get('published', id)))
  for (const each of before) {
    if (!each) throw new Error(`${document} is not published`)
    const { seal, ...rest } = each
    const body = change(structuredClone(each.body) as Body)
    // What an older version of the product published has the seal of its body, or none.
    await brand.cloud.database.replace('published', String(each._id), {
      ...(copies ? rest : { ...rest, seal }),
      body,
    })
  }
  brand.cloud.clock.advance(61_000)
  return async () => {
    for (const each of before) {
      await brand.cloud.database.replace('published', String(each?._id), { ...each })
    }
    brand.cloud.clock.advance(61_000)
  }
}

async function copiesOf(document: string): Promise<string[]> {
  const all = await brand.cloud.database.find('published', {})
  return all.map(({ _id }) => String(_id)).filter((id) => id.startsWith(`${document}@`))
}

const without = (field: string) => (body: Body) => {
  const { [field]: _gone, ...rest } = body
  return rest
}

/** What everybody needs: home, the mall and joining. */
async function lookAround() {
  const visitor = brand.person('visitor')
  const home = await visitor.get(openHome, {})
  const mall = await visitor.get(openMall, {})
  return { home, shelf: mall.rewards.map(({ rewardId }) => rewardId) }
}

const OF_EVERY_KIND = [
  ['shops:shanyu:hubin', 'name'],
  ['coupon_templates:shanyu:coffee', 'title'],
  ['catalog:shanyu:coffee', 'points'],
  ['programs:shanyu', 'brandName'],
  ['programs:shanyu:consent', 'consent'],
] as const

test.each(OF_EVERY_KIND)(
  'A14: a field deleted by hand from %s is read from its own history',
  async (document, field) => {
    const before = await lookAround()
    const mend = await damage(document, without(field))
    expect(await lookAround()).toEqual(before)
    await mend()
  },
)

test('A14: a history that is mended is read, even if what is in force stays as it was', async () => {
  const id = 'catalog:shanyu:coffee'
  const before = await lookAround()
  const mend = await damage(id, without('points'), true)
  const damaged = await brand.cloud.database.get('published', id)
  expect((await lookAround()).shelf).not.toContain('coffee')
  await mend()
  await brand.cloud.database.replace('published', id, { ...damaged })
  brand.cloud.clock.advance(61_000)
  expect(await lookAround()).toEqual(before)
  await mend()
})

test.each(OF_EVERY_KIND.slice(0, 3))(
  'A14: %s of an unreadable shape is left out, and the rest works',
  async (document, field) => {
    const mend = await damage(document, without(field), true)
    const { shelf } = await lookAround()
    expect(shelf).toContain('mug')
    await mend()
  },
)

test('A14: a programme with one unreadable part stops that part and not the brand', async () => {
  const mend = await damage('programs:shanyu:consent', without('consent'), true)
  const { home, shelf } = await lookAround()
  expect(home.brandName).toBe('山屿烘焙')
  expect(shelf).toContain('coffee')
  expect(await brand.person('visitor').ask(openJoin, {})).toMatchObject({ unavailable: true })
  await mend()
  expect((await brand.person('visitor').get(openJoin, {})).consent.title).toBe('会员须知')
})

test.each([
  ['a bound that is tighter now', { points: 20_000_000 }],
  ['a text that is too long now', { subtitle: '长'.repeat(41) }],
  ['a field that is unknown now', { pickUp: { days: 30 } }],
  ['more lines than now', { terms: Array.from({ length: 11 }, () => '须知') }],
])('A14: a reward with %s stays in force in its old form', async (_what, change) => {
  const document = 'catalog:shanyu:coffee'
  const mend = await damage(document, (body) => ({ ...body, ...change }), true)
  const { reward } = await brand.person('visitor').get(openReward, { rewardId: 'coffee' })
  expect(reward.name).toBe('手冲咖啡')
  await mend()
})
test('A14: a document that cannot be read raises an alert and is repaired from the draft', async () => {
  const lin = await brand.member('lin')
  const [first, second] = ['catalog:shanyu:coffee', 'programs:shanyu:expiry']
  await damage(first, without('points'), true)
  await damage(second, without('expiry'), true)
  const request = { requestId: requestId(), rewardId: 'coffee', points: 120 }
  expect(await lin.ask(redeem, request)).toMatchObject({ refused: 'REWARD_NOT_FOUND' })
  await brand.console.get(checkPublications, { operator: '店长' })
  brand.cloud.clock.advance(61_000)
  const alerts = await brand.cloud.database.find('alerts', { topic: 'publication' })
  expect(alerts.map(({ kind }) => kind)).toEqual(['unreadable', 'unreadable'])
  expect(saidOf(alerts[0])).toMatch(/兑换品「手冲咖啡」.*读不出来/)
  expect(await lin.ask(redeem, request)).toMatchObject({ refused: 'POINTS_SHORT' })
})

test('A14: a version that lost its number is reported like any other that cannot be read', async () => {
  const id = 'catalog:shanyu:coffee'
  await damage(id, without('points'), true)
  const { version: _gone, ...rest } = { ...(await brand.cloud.database.get('published', id)) }
  await brand.cloud.database.replace('published', id, rest)
  await brand.console.get(checkPublications, { operator: '店长' })
  const where = { topic: 'publication', kind: 'unreadable', state: 'open' }
  const alerts = await brand.cloud.database.find('alerts', where)
  expect(alerts.map(saidOf)).toEqual([
    expect.stringMatching(/^兑换品「手冲咖啡」已发布的一个版本在数据库里被改动或读不出来/),
  ])
})
