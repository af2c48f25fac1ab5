import { openHome } from '../../contracts/member/home'
import { setBirthday } from '../../contracts/member/profile'
import { redeem } from '../../contracts/mall/redemption'
import { openStatement } from '../../contracts/ledger/statement'
import { openTier, setManualTier } from '../../contracts/tier/tier'
import { DAY_MS, requestId } from '../../../testing/brand-cloud'
import {
  claimOrder,
  lookOn,
  noon,
  someOrders,
  TIER_POLICY,
  withTierCloud,
} from '../../../testing/scenes/tiers'
import { entriesTitled } from '../../../testing/scenes/entry-words'

jest.setTimeout(180_000)

/** Orders of one day, claimed whenever the story wants. */
const CLAIM = { windowDays: 3650, waitDays: 15, perDay: 20, postDays: 0, proof: 'never' }

test('T1: neither redeeming nor expiry lowers growth or tier, even many at the same time', async () => {
  const policy = { window: { kind: 'none' } }
  await withTierCloud({ orders: someOrders(1), policy }, async (brand) => {
    const lin = await brand.member('lin')
    await claimOrder(lin, 0)
    await brand.job('tiers')
    const request = { rewardId: 'coffee', points: 120 }
    const asked = Array.from({ length: 30 }, () =>
      lin.ask(redeem, { requestId: requestId(), ...request }),
    )
    const redeemed = (await Promise.all(asked)).filter((reply) => 'ok' in reply)
    expect(redeemed.length).toBeGreaterThan(0)
    const tier = { name: '聚丘', growth: 600 }
    const { card } = await lin.get(openHome, {})
    expect(card).toMatchObject({ tier, balance: 640 - 120 * redeemed.length })
    brand.cloud.clock.advance(500 * DAY_MS)
    await brand.job('expiry')
    await brand.job('tiers')
    expect((await lin.get(openHome, {})).card).toMatchObject({ tier, balance: 0 })
  })
})

test('T2: the same purchases of the same member give three tiers under three windows', async () => {
  const windows = [
    { kind: 'calendarYear' },
    { kind: 'anniversary' },
    { kind: 'rolling', months: 3 },
  ] as const
  const seen: unknown[] = []
  for (const window of windows) {
    const world = { orders: ['400.00', '1050.00', '450.00'], program: { claim: CLAIM } }
    await withTierCloud({ ...world, policy: { window } }, async (brand) => {
      const lin = await brand.member('lin')
      for (const [i, day] of ['2026-12-20', '2027-02-10', '2027-11-25'].entries()) {
        await lookOn(brand, day)
        // The same order twice at the same time counts once.
        await Promise.all([claimOrder(lin, i), claimOrder(lin, i)].map((one) => one.catch(() => 0)))
      }
      await lookOn(brand, '2027-12-01')
      const { tier, growth, window: shown } = await lin.get(openTier, {})
      seen.push([tier.name, growth, 'until' in shown && shown.until])
    })
  }
  expect(seen).toEqual([
    // 1050 + 450 of the year.
    ['筑塔', 1500, '2027-12-31'],
    // 400 + 1050 kept the second tier in the first year; the second year has 450.
    ['聚丘', 450, '2028-11-19'],
    // 400 + 1050 reached it within three months, and nothing in the next three kept it.
    ['拾沙', 450, '2028-01-31'],
  ])
})

test('T6: the benefits of each tier are settings, and a wrong one is refused with a sentence', async () => {
  await withTierCloud({}, async (brand) => {
    const said = (change: object) =>
      brand.edit('programs', 'shanyu', { tierPolicy: { ...TIER_POLICY, ...change } })
    const benefit = (change: object) => said({ benefits: [{ tier: 'juqiu', ...change }] })
    expect(await benefit({ discountPercent: 100 })).toContain('兑换折扣')
    expect(await benefit({ discountPercent: 9.5 })).toContain('兑换折扣')
    expect(await benefit({ earlyHours: 1000 })).toContain('提前购小时数')
    expect(await benefit({ birthday: { points: -1 } })).toContain('等级礼积分')
    expect(await benefit({ birthday: { coupon: 'no-such' } })).toContain(
      '券模板「no-such」还没有生效',
    )
    expect(await benefit({ tier: 'gold' })).toContain('等级「gold」不在等级列表里')
    expect(await said({ window: { kind: 'rolling', months: 2 } })).toContain('滚动月数')
    expect(await said({ window: { kind: 'weekly' } })).toContain('统计周期只能填')
    const twice = { tier: 'juqiu', discountPercent: 95 }
    expect(await said({ benefits: [twice, twice] })).toContain('每个等级只能写一次')
    expect(await said({ gifts: [{ tier: 'juqiu' }] })).toContain('至少要填积分或券')
    // Members still see the last good version.
    const lin = await brand.member('lin')
    const { tiers } = await lin.get(openTier, {})
    expect(tiers.map(({ name, growth, benefits }) => [name, growth, benefits])).toEqual([
      ['拾沙', 0, { ...NONE, birthday: pack(8), gift: pack(10) }],
      [
        ...['聚丘', 500],
        {
          ...NONE,
          discountPercent: 95,
          earlyHours: 24,
          words: ['新品试吃'],
          birthday: pack(66, '手冲咖啡 1 杯'),
          gift: pack(30, '手冲咖啡 1 杯'),
        },
      ],
      ['筑塔', 1500, NONE],
      ['登顶', 5000, NONE],
    ])
  })
})

const pack = (points: number, couponTitle: string | null = null) => ({ points, couponTitle })
const NONE = {
  discountPercent: null,
  multiplierPercent: null,
  birthday: null,
  earlyHours: 0,
  words: [],
  gift: null,
}

test('T6: a tier’s multiplier acts on orders, even if staff gave the tier', async () => {
  const earn = { points: 1, perFen: 100, tierMultipliers: [{ tier: 'juqiu', percent: 150 }] }
  await withTierCloud({ orders: someOrders(3), program: { earn } }, async (brand) => {
    const [lin, gu] = [await brand.member('lin'), await brand.member('gu')]
    expect((await claimOrder(lin, 0)).claim.points).toBe(600)
    expect((await claimOrder(lin, 1)).claim.points).toBe(900)
    const given = { operator: '店长', reason: '老客', memberId: gu.memberId, tier: 'juqiu' }
    await brand.console.get(setManualTier, { ...given, until: '2026-12-31' })
    expect((await claimOrder(gu, 2)).claim.points).toBe(900)
    const { tiers } = await lin.get(openTier, {})
    expect(tiers.map(({ benefits }) => benefits.multiplierPercent)).toEqual([null, 150, null, null])
  })
})

test('T6: the tier’s birthday pack comes once a year, however often the birthday changes and the job runs', async () => {
  await withTierCloud({ orders: someOrders(1) }, async (brand) => {
    const [lin, gu] = [await brand.member('lin'), await brand.member('gu')]
    await claimOrder(lin, 0)
    await lookOn(brand, '2026-11-21')
    for (const each of [lin, gu]) {
      await each.get(setBirthday, { requestId: requestId(), birthday: '02-29' })
    }
    const packs = async (who: typeof lin) => {
      const { lines } = await who.get(openStatement, { filter: 'all' })
      const birthdays = lines.filter(({ title }) => title === '生日礼')
      return birthdays.map(({ points, note }) => [points, note])
    }
    await lookOn(brand, '2027-02-27')
    expect(await packs(lin)).toEqual([])
    // In a common year 29 February counts as the 28th.
    brand.cloud.clock.set(noon('2027-02-28'))
    await Promise.all([brand.job('tiers'), brand.job('tiers')])
    await lookOn(brand, '2027-03-01')
    expect(await packs(lin)).toEqual([[66, '聚丘 · 送「手冲咖啡 1 杯」']])
    expect(await packs(gu)).toEqual([[8, '拾沙']])
    // A change counts from the next year on: no second one in 2027, and one in 2028.
    brand.cloud.clock.set(noon('2027-11-25'))
    await gu.get(setBirthday, { requestId: requestId(), birthday: '12-01' })
    for (const day of ['2027-12-01', '2028-02-29', '2028-12-01']) await lookOn(brand, day)
    expect(await packs(gu)).toHaveLength(2)
    // Lin's tier was not kept in 2027, so the pack of 2028 is that of the first tier.
    expect(await packs(lin)).toEqual([
      [8, '拾沙'],
      [66, '聚丘 · 送「手冲咖啡 1 杯」'],
    ])
  })
})

test('T6: a pack whose day no run saw is given up to a week later, and not after that', async () => {
  await withTierCloud({}, async (brand) => {
    const [lin, gu, fang] = [
      await brand.member('lin'),
      await brand.member('gu'),
      await brand.member('fang'),
    ]
    await brand.job('tiers')
    await lin.get(setBirthday, { requestId: requestId(), birthday: '11-25' })
    await gu.get(setBirthday, { requestId: requestId(), birthday: '11-24' })
    // The birthday was given a day too late for this year.
    await fang.get(setBirthday, { requestId: requestId(), birthday: '11-19' })
    await lookOn(brand, '2026-12-02')
    const given = await entriesTitled(brand.cloud.database, '生日礼')
    expect(given.map(({ account }) => account)).toEqual([`shanyu:${lin.memberId}`])
  })
})

test('T9: a member sees what is missing for the next tier and for keeping this one, and by when', async () => {
  const rolling = { kind: 'rolling', months: 12 }
  const world = { orders: ['600.00', '300.00'], policy: { window: rolling, graceDays: 0 } }
  await withTierCloud({ ...world, program: { claim: CLAIM } }, async (brand) => {
    const lin = await brand.member('lin')
    expect(await lin.get(openTier, {})).toMatchObject({
      tier: { name: '拾沙' },
      growth: 0,
      next: { name: '聚丘', growth: 500, missing: 500 },
      keep: null,
      manual: null,
      leaving: null,
      earning: { growth: 1, perFen: 100 },
    })
    await claimOrder(lin, 0)
    brand.cloud.clock.set(noon('2027-10-05'))
    await claimOrder(lin, 1)
    const seen = await lin.get(openTier, {})
    expect(seen).toMatchObject({
      growth: 900,
      next: { name: '筑塔', missing: 600 },
      window: { kind: 'rolling', months: 12, until: '2027-10-31' },
      keep: { missing: 0, by: '2027-10-31', lastDay: '2027-10-31', isGrace: false },
      leaving: { growth: 600, after: '2027-10-31', rest: 300 },
    })
    await lookOn(brand, '2027-11-01')
    expect(await lin.get(openTier, {})).toMatchObject({
      tier: { name: '聚丘' },
      growth: 300,
      leaving: null,
      keep: { missing: 500, by: '2028-10-31' },
    })
    // Many calls at the same time get the same answer.
    const many = await Promise.all(Array.from({ length: 20 }, () => lin.get(openTier, {})))
    expect(new Set(many.map((one) => JSON.stringify(one))).size).toBe(1)
  })
})
