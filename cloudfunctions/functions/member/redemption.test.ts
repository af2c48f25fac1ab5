import { checkIn } from '../../contracts/check-in/check-in'
import { openWallet } from '../../contracts/coupon/coupon'
import { openHome } from '../../contracts/member/home'
import { openMall, openReward } from '../../contracts/mall/mall'
import { listRedemptions, redeem } from '../../contracts/mall/redemption'
import { openStatement } from '../../contracts/ledger/statement'
import { openBrandCloud, requestId, TODAY, type BrandCloud } from '../../../testing/brand-cloud'
import { insist } from '../../../testing/scenes/insist'
import { richMember, richMembers } from '../../../testing/scenes/rich-members'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

const rich = (names: string[], points: number) => richMembers(brand, names, points)
const one = (name: string, points: number) => richMember(brand, name, points)

const request = (rewardId: string, points: number, shopId?: string) => ({
  requestId: requestId(),
  rewardId,
  points,
  ...(shopId ? { shopId } : {}),
})

test('redeeming a coupon burns its points and puts it in the wallet', async () => {
  const lin = await one('lin', 300)
  const { redemption, balance } = await lin.get(redeem, request('coffee', 120))
  expect(balance).toBe(180)
  expect(redemption).toMatchObject({ kind: 'coupon', state: 'fulfilled', name: '手冲咖啡' })
  const { coupons } = await lin.get(openWallet, { tab: 'usable' })
  expect(coupons.map((coupon) => coupon.couponId)).toEqual([redemption.couponId])
  expect(coupons[0]?.face.title).toBe('手冲咖啡 1 杯')
  const { lines } = await lin.get(openStatement, { filter: 'burn' })
  expect(lines).toMatchObject([{ title: '兑换手冲咖啡', points: -120 }])
})

test('goods need a shop that has them, and appear in the list of redemptions', async () => {
  const lin = await one('goods', 1400)
  expect(await lin.ask(redeem, request('mug', 680))).toEqual({ refused: 'SHOP_NEEDED' })
  expect(await lin.ask(redeem, request('mug', 680, 'nowhere'))).toEqual({
    refused: 'SHOP_NOT_FOUND',
  })
  const { redemption } = await lin.get(redeem, request('mug', 680, 'hubin'))
  expect(redemption).toMatchObject({ kind: 'goods', state: 'placed', shopName: '湖滨店' })
  const { redemptions } = await lin.get(listRedemptions, {})
  expect(redemptions).toEqual([redemption])
})

test('a reward that is off the shelf, or at no open shop that has it, cannot be redeemed', async () => {
  const lin = await one('shelf', 300)
  const thing = { picture: 'mug', kind: 'goods', points: 100, stock: 9, perMember: 5, onSale: true }
  await brand.edit('catalog', 'shanyu:plate', { ...thing, name: '盘子', shops: ['wulin'] })
  const wrongShop = request('plate', 100, 'hubin')
  expect(await lin.ask(redeem, wrongShop)).toEqual({ refused: 'SHOP_NOT_FOUND' })
  await lin.get(redeem, request('plate', 100, 'wulin'))
  await brand.edit('shops', 'shanyu:wulin', { open: false })
  const closed = request('plate', 100, 'wulin')
  expect(await lin.ask(redeem, closed)).toEqual({ refused: 'SHOP_NOT_FOUND' })
  await brand.edit('shops', 'shanyu:wulin', { open: true })
  await brand.edit('catalog', 'shanyu:plate', { onSale: false })
  const gone = request('plate', 100, 'wulin')
  expect(await lin.ask(redeem, gone)).toEqual({ refused: 'REWARD_NOT_FOUND' })
  expect((await lin.get(openHome, {})).card?.balance).toBe(200)
})

test('too few points, a sold-out reward, a higher price and a reached limit are refused with their facts', async () => {
  const lin = await one('refusals', 1700)
  expect(await lin.ask(redeem, request('cheesecake', 1680, 'hubin'))).toEqual({
    refused: 'SOLD_OUT',
  })
  expect(await lin.ask(redeem, request('coffee', 100))).toEqual({
    refused: 'PRICE_CHANGED',
    detail: { points: 120 },
  })
  expect(await lin.ask(redeem, request('nothing', 1))).toEqual({ refused: 'REWARD_NOT_FOUND' })
  for (let i = 0; i < 10; i++) await lin.get(redeem, request('coffee', 120))
  expect(await lin.ask(redeem, request('coffee', 120))).toEqual({
    refused: 'MEMBER_LIMIT_REACHED',
    detail: { limit: 10, period: 'ever' },
  })
  expect(await lin.ask(redeem, request('mug', 680, 'hubin'))).toEqual({
    refused: 'POINTS_SHORT',
    detail: { short: 180 },
  })
})

test('L3: the same request gets its first answer, even after the points are gone', async () => {
  const lin = await one('repeat', 120)
  const input = request('coffee', 120)
  const first = await lin.get(redeem, input)
  expect(await lin.get(redeem, input)).toEqual(first)
  expect(await lin.ask(redeem, { ...input, rewardId: 'toast', points: 150 })).toEqual({
    refused: 'REQUEST_ID_REUSED',
  })
  const at = await one('repeat-goods', 680)
  const goods = request('mug', 680, 'wulin')
  const [a, b] = await Promise.all([at.get(redeem, goods), at.get(redeem, goods)])
  expect(a).toEqual(b)
  expect((await at.get(openHome, {})).card?.balance).toBe(0)
})

test('L3: the same request redeems once, also while there are points for more', async () => {
  const lin = await one('repeat-rich', 300)
  const input = request('coffee', 120)
  const first = await lin.get(redeem, input)
  expect(await lin.ask(redeem, input)).toEqual({ ok: first })
  expect((await lin.get(openHome, {})).card?.balance).toBe(180)
})

test('L4: a balance of 100 and fifty parallel redemptions of 100: one succeeds', async () => {
  const status = await brand.edit('catalog', 'shanyu:hundred', {
    name: '一百分好礼',
    picture: 'mug',
    kind: 'goods',
    points: 100,
    stock: 1000,
    shops: ['hubin'],
    onSale: true,
  })
  expect(status).toMatch(/^已发布/)
  const lin = await one('hundred', 100)
  const replies = await Promise.all(
    Array.from({ length: 50 }, () => lin.ask(redeem, request('hundred', 100, 'hubin'))),
  )
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
  for (const reply of replies.filter((each) => !('ok' in each))) {
    expect(reply).toEqual({ refused: 'POINTS_SHORT', detail: { short: 100 } })
  }
})

test('M3: a stock of 1 and fifty members at the same time: one redemption, 49 clear refusals', async () => {
  await brand.edit('catalog', 'shanyu:last-one', {
    name: '最后一件',
    picture: 'apron',
    kind: 'goods',
    points: 10,
    stock: 1,
    shops: ['hubin'],
    onSale: true,
  })
  const members = await rich(
    Array.from({ length: 50 }, (_, i) => `stock${i}`),
    10,
  )
  const replies = await Promise.all(
    members.map((each) => each.ask(redeem, request('last-one', 10, 'hubin'))),
  )
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
  expect(
    replies.filter((reply) => 'refused' in reply && reply.refused === 'SOLD_OUT'),
  ).toHaveLength(49)
  const balances = await Promise.all(members.map((each) => each.get(openHome, {})))
  expect(balances.filter(({ card }) => card?.balance === 10)).toHaveLength(49)
})

test('a split stock can be redeemed to the last piece', async () => {
  await brand.edit('catalog', 'shanyu:split', {
    name: '分片库存',
    picture: 'toast',
    kind: 'goods',
    points: 1,
    stock: 64,
    shops: ['hubin'],
    onSale: true,
  })
  const members = await rich(
    Array.from({ length: 8 }, (_, i) => `split${i}`),
    9,
  )
  const replies = await Promise.all(
    members.flatMap((each) =>
      Array.from({ length: 9 }, () => insist(each, redeem, request('split', 1, 'hubin'))),
    ),
  )
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(64)
  expect(
    replies.filter((reply) => 'refused' in reply && reply.refused === 'SOLD_OUT'),
  ).toHaveLength(8)
})

test('the mall shows all rewards to somebody who has not joined, and to a member the balance too', async () => {
  const visitor = await brand.person('visitor').get(openMall, {})
  expect(visitor.balance).toBeNull()
  expect(visitor.rewards.map((each) => each.rewardId).slice(0, 2)).toEqual([
    'off-20',
    'discount-80',
  ])
  expect(visitor.rewards.find((each) => each.rewardId === 'cheesecake')?.left).toBe(0)
  const lin = await one('mall', 200)
  const page = await lin.get(openReward, { rewardId: 'off-20' })
  expect(page.balance).toBe(200)
  expect(page.offers[0]?.burnsFirst).toEqual({ points: 200, on: '2027-11-30' })
})

test('L6: what has ended is not spent, also before the timer has removed it', async () => {
  const thing = { name: '贴纸', picture: 'mug', kind: 'goods', shops: ['hubin'], onSale: true }
  await brand.edit('catalog', 'shanyu:sticker', { ...thing, points: 5, stock: 9 })
  const lin = await one('ended', 100)
  brand.cloud.clock.set(Date.UTC(2027, 10, 30, 2))
  await lin.get(checkIn, { requestId: requestId() })
  brand.cloud.clock.set(Date.UTC(2027, 11, 1, 2))
  expect((await lin.get(openHome, {})).card?.balance).toBe(5)
  expect(await lin.get(redeem, request('sticker', 5, 'hubin'))).toMatchObject({ balance: 0 })
  expect((await lin.get(openHome, {})).card?.balance).toBe(0)
  const { lines } = await lin.get(openStatement, { filter: 'all' })
  expect(lines.map(({ points }) => points)).toEqual([-5, -100, 5, 100])
  brand.cloud.clock.set(TODAY)
})
