import { checkIn, makeUp, openCheckIn } from '../../contracts/check-in/check-in'
import { openWallet } from '../../contracts/coupon/coupon'
import { openHome } from '../../contracts/member/home'
import { openStatement } from '../../contracts/ledger/statement'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'

const PLAIN = { cycleDays: 3, rewards: [5, 5, 10] }
const GIFTS = {
  ...PLAIN,
  milestones: [
    { day: 2, points: 20, growth: 8 },
    { day: 3, coupon: 'coffee' },
  ],
  monthly: [{ days: 4, growth: 5, coupon: 'toast' }],
  makeUp: { cost: 1, perMonth: 3, withinDays: 7 },
}

let brand: BrandCloud
beforeEach(async () => {
  brand = await openBrandCloud()
  expect(await brand.edit('programs', 'shanyu', { checkIn: GIFTS })).toMatch(/^已发布/)
  // The first of a month, so that its monthly steps begin.
  brand.cloud.clock.set(Date.UTC(2026, 11, 1, 2))
})
afterEach(() => brand.close())

async function visit(who: Asker) {
  const answer = await who.get(checkIn, { requestId: requestId() })
  brand.cloud.clock.advance(DAY_MS)
  return answer
}

test('C2: a milestone brings its points, growth and coupon with the reward of its day', async () => {
  const lin = await brand.member('lin')
  const { strip } = await lin.get(openCheckIn, {})
  expect(strip.days.map(({ points, gift }) => [points, gift])).toEqual([
    [5, null],
    [25, { growth: 8, couponTitle: null }],
    [10, { growth: 0, couponTitle: '手冲咖啡 1 杯' }],
  ])
  expect(await visit(lin)).toMatchObject({ earned: 5, growthEarned: 0, coupons: [] })
  expect(await visit(lin)).toMatchObject({ earned: 25, growthEarned: 8, coupons: [] })
  const third = await visit(lin)
  expect(third).toMatchObject({ earned: 10, coupons: [{ title: '手冲咖啡 1 杯' }] })
  const { coupons } = await lin.get(openWallet, { tab: 'usable' })
  expect(coupons.map(({ couponId }) => couponId)).toEqual([third.coupons[0]?.couponId])
  expect((await lin.get(openHome, {})).card).toMatchObject({ balance: 40, tier: { growth: 8 } })
  const { lines } = await lin.get(openStatement, { filter: 'all' })
  expect(lines[0]?.note).toBe('连签第 3 天 · 送「手冲咖啡 1 杯」')
  // The first milestone is two days of the next cycle away, and the fourth day fills the month.
  expect(await visit(lin)).toMatchObject({ growthEarned: 5, coupons: [{ title: '全麦吐司 1 条' }] })
})

test('C2: a cycle of any length pays its own days, and a wrong ladder is refused with a sentence', async () => {
  const lin = await brand.member('lengths')
  const lengths = [3, 7, 10, 15]
  for (const cycleDays of lengths) {
    const rewards = Array.from({ length: cycleDays }, (_, i) => i + 1)
    await brand.edit('programs', 'shanyu', { checkIn: { cycleDays, rewards } })
    // A day without a check-in, so that the new ladder begins.
    brand.cloud.clock.advance(2 * DAY_MS)
    const earned: number[] = []
    for (let day = 0; day <= cycleDays; day++) earned.push((await visit(lin)).earned)
    expect(earned).toEqual([...rewards, 1])
  }
  const edit = (change: object) =>
    brand.edit('programs', 'shanyu', { checkIn: { ...PLAIN, ...change } })
  expect(await edit({ cycleDays: 4, rewards: [1, 1, 1, 1] })).toContain('只能是 3、7、10、15')
  expect(await edit({ rewards: [1, 1] })).toContain('一天填一个')
  expect(await edit({ rewards: [10, 1, 1] })).toContain('断签重来反而更划算')
  expect(await edit({ milestones: [{ day: 4, growth: 1 }] })).toContain('不能超过签到周期')
  expect(await edit({ milestones: [{ day: 2 }] })).toContain('至少要填一样奖励')
  expect(await edit({ milestones: [{ day: 2, coupon: 'nothing' }] })).toContain(
    '签到送的券模板「nothing」还没有生效',
  )
})

test('C1: fifty parallel check-ins on a milestone day bring one coupon', async () => {
  const lin = await brand.member('fifty')
  await visit(lin)
  await visit(lin)
  const replies = await Promise.all(
    Array.from({ length: 50 }, () => lin.ask(checkIn, { requestId: requestId() })),
  )
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
  expect(replies.filter((reply) => 'refused' in reply)).toHaveLength(49)
  expect((await lin.get(openWallet, { tab: 'usable' })).coupons).toHaveLength(1)
})

test('C1: a lost reply is given again, with the coupon it brought', async () => {
  const lin = await brand.member('lost')
  await visit(lin)
  await visit(lin)
  const input = { requestId: requestId() }
  brand.cloud.faults.set([{ request: 'database.commitTransaction', fault: 'crashAfter' }])
  await expect(lin.ask(checkIn, input)).rejects.toThrow()
  const again = await lin.get(checkIn, input)
  expect(again).toMatchObject({ earned: 10, coupons: [{ title: '手冲咖啡 1 杯' }] })
  expect(await lin.get(checkIn, input)).toEqual(again)
  expect((await lin.get(openWallet, { tab: 'usable' })).coupons).toHaveLength(1)
})

test('C6: a make-up that completes a monthly step brings its coupon once, and none for a milestone it steps over', async () => {
  const lin = await brand.member('filled')
  await visit(lin)
  await visit(lin)
  // The third day, which brings the coffee, is missed.
  brand.cloud.clock.advance(DAY_MS)
  await visit(lin)
  const day = (await lin.get(openCheckIn, {})).makeUp?.days.at(-1)?.day ?? ''
  expect(day).toBe('2026-12-03')
  const inputs = Array.from({ length: 20 }, () => ({ requestId: requestId(), day }))
  const replies = await Promise.all(inputs.map((input) => lin.ask(makeUp, input)))
  const made = replies.flatMap((reply) => ('ok' in reply ? [reply.ok] : []))
  expect(made).toMatchObject([{ growthEarned: 5, coupons: [{ title: '全麦吐司 1 条' }] }])
  const titles = (await lin.get(openWallet, { tab: 'usable' })).coupons.map(
    ({ face }) => face.title,
  )
  expect(titles).toEqual(['全麦吐司 1 条'])
})

test('C7: a running cycle keeps its milestones, even if their coupon was withdrawn', async () => {
  const lin = await brand.member('kept')
  const late = await brand.member('late')
  await visit(lin)
  await visit(lin)
  const template = await brand.cloud.database.get('coupon_templates', 'shanyu:coffee')
  await brand.edit('catalog', 'shanyu:coffee', { couponTemplate: 'toast' })
  await brand.cloud.database.remove('coupon_templates', 'shanyu:coffee')
  expect(await brand.edit('programs', 'shanyu', { checkIn: PLAIN })).toMatch(/^已发布/)
  const other = await late.get(checkIn, { requestId: requestId() })
  expect(other.strip.days.map(({ gift }) => gift)).toEqual([null, null, null])
  expect(await visit(lin)).toMatchObject({ earned: 10, coupons: [{ title: template?.title }] })
  // The next cycle begins with the rules in force, and does not pay the milestone again.
  for (const earned of [5, 5, 10]) {
    expect(await visit(lin)).toMatchObject({ earned, growthEarned: 0, coupons: [] })
  }
})

test('C7: a ladder that changes in the middle of a cycle acts from the next cycle on', async () => {
  const lin = await brand.member('changed')
  await visit(lin)
  const richer = { ...PLAIN, rewards: [100, 100, 100], milestones: [{ day: 1, coupon: 'toast' }] }
  await brand.edit('programs', 'shanyu', { checkIn: richer })
  expect(await visit(lin)).toMatchObject({ earned: 25, growthEarned: 8 })
  expect(await visit(lin)).toMatchObject({ earned: 10, coupons: [{ title: '手冲咖啡 1 杯' }] })
  expect(await visit(lin)).toMatchObject({ earned: 100, coupons: [{ title: '全麦吐司 1 条' }] })
})

test('F1: a check-in costs five database calls, six on the day of a coupon', async () => {
  // One process, so that the measured calls find it warm.
  const one = await openBrandCloud({ poolSize: 1 })
  await one.edit('programs', 'shanyu', { checkIn: { ...GIFTS, monthly: [] } })
  const lin = await one.member('cost')
  const costs: number[] = []
  for (let day = 0; day < 3; day++) {
    await lin.get(openHome, {})
    await lin.get(checkIn, { requestId: requestId() })
    costs.push(lin.lastCalls())
    one.cloud.clock.advance(DAY_MS)
  }
  expect(costs).toEqual([5, 5, 6])
  await one.close()
})
