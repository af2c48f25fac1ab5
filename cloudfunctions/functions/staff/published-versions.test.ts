import { openWallet } from '../../contracts/coupon/coupon'
import { openMall } from '../../contracts/mall/mall'
import { redeem } from '../../contracts/mall/redemption'
import { openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { richMember } from '../../../testing/scenes/rich-members'

let brand: BrandCloud
let lin: Awaited<ReturnType<typeof richMember>>
beforeEach(async () => {
  brand = await openBrandCloud()
  lin = await richMember(brand, 'lin', 2000)
})
// Closes without the auditor, who would find what is planted here.
afterEach(() => brand.discard())

const READ_AGAIN_MS = 61_000

/** Two further versions beside the demo brand's, each with a name of its own. */
async function threeVersions(collection: string, id: string, field: string): Promise<void> {
  for (const name of ['第二版', '第三版']) {
    expect(await brand.edit(collection, id, { [field]: name })).toMatch(/^已发布/)
  }
}

async function damage(id: string, change: object): Promise<void> {
  const stored = await brand.cloud.database.get('published', id)
  if (!stored) throw new Error(`${id} is not published`)
  await brand.cloud.database.replace('published', id, { ...stored, ...change })
  brand.cloud.clock.advance(READ_AGAIN_MS)
}

/** The title of the coupon that a member gets now; null where there is none to get. */
async function couponNow(): Promise<string | null> {
  const before = await couponIds()
  const request = { requestId: requestId(), rewardId: 'coffee', points: 120 }
  const reply = await lin.ask(redeem, request)
  if (!('ok' in reply)) return null
  const { coupons } = await lin.get(openWallet, { tab: 'usable' })
  return coupons.find(({ couponId }) => !before.has(couponId))?.face.title ?? null
}

async function couponIds(): Promise<Set<string>> {
  const { coupons } = await lin.get(openWallet, { tab: 'usable' })
  return new Set(coupons.map(({ couponId }) => couponId))
}

const TEMPLATE = 'coupon_templates:shanyu:coffee'
const REWARD = 'catalog:shanyu:coffee'
const nameOnShelf = async () =>
  (await lin.get(openMall, {})).rewards.find(({ rewardId }) => rewardId === 'coffee')?.name

test.each<[string, object]>([
  ['whose body was edited by hand', { body: { title: '手改的' } }],
  ['whose version number is gone', { version: null }],
  ['with another number of its version', { version: 1.5 }],
])('A14: a coupon template %s is read from its own last version', async (_what, change) => {
  await threeVersions('coupon_templates', 'shanyu:coffee', 'title')
  expect(await couponNow()).toBe('第三版')
  await damage(TEMPLATE, change)
  expect(await couponNow()).toBe('第三版')
})

test('A14: without its number and its last copy it is read from the last sound copy', async () => {
  await threeVersions('coupon_templates', 'shanyu:coffee', 'title')
  await damage(`${TEMPLATE}@3`, { body: { title: '手改的' } })
  await damage(TEMPLATE, { version: null })
  expect(await couponNow()).toBe('第二版')
})

test('A14: if a version and its copy are both damaged, no older version takes its place', async () => {
  await threeVersions('coupon_templates', 'shanyu:coffee', 'title')
  await damage(`${TEMPLATE}@3`, { body: { title: '手改的' } })
  await damage(TEMPLATE, { body: { title: '手改的' } })
  expect(await couponNow()).toBeNull()
})

test('A14: a reward whose version number is gone is read from its last version', async () => {
  await threeVersions('catalog', 'shanyu:coffee', 'name')
  await damage(REWARD, { version: null })
  expect(await nameOnShelf()).toBe('第三版')
})
