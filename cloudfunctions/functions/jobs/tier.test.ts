import { checkIn } from '../../contracts/check-in/check-in'
import { requestId } from '../../../testing/brand-cloud'
import { openWallet } from '../../contracts/coupon/coupon'
import { openHome } from '../../contracts/member/home'
import { listNotices } from '../../contracts/message/notice'
import { openStatement } from '../../contracts/ledger/statement'
import { openTier, setManualTier } from '../../contracts/tier/tier'
import {
  claimOrder,
  lookOn,
  noon,
  orderNo,
  someOrders,
  withTierCloud,
} from '../../../testing/scenes/tiers'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'
import { entriesTitled } from '../../../testing/scenes/entry-words'

jest.setTimeout(180_000)

test('T5: gifts for joining and for a tier come once, even with two timers at the same time', async () => {
  await withTierCloud({ orders: someOrders(1) }, async (brand) => {
    const lin = await brand.member('lin')
    await claimOrder(lin, 0)
    // The tier is there immediately, in the same write as the claim.
    expect((await lin.get(openHome, {})).card?.tier).toMatchObject({ name: '聚丘', growth: 600 })
    await Promise.all([1, 2].map(() => brand.job('tiers')))
    expect(await brand.job('tiers')).toMatchObject({ ok: { tiersAssessed: 0 } })
    const { lines } = await lin.get(openStatement, { filter: 'all' })
    expect(lines.map(({ title, points }) => [title, points])).toEqual([
      ['升级礼', 30],
      ['入会礼', 10],
      ['认领订单', 600],
    ])
    const { coupons } = await lin.get(openWallet, { tab: 'usable' })
    expect(coupons.map(({ face }) => face.title)).toEqual(['手冲咖啡 1 杯'])
  })
})

test('T5: a member who moves back and forth between two tiers within a cycle gets each gift once', async () => {
  // Growth of all time: a refund takes the tier away immediately, and the next order gives it back.
  await withTierCloud(
    { orders: someOrders(6), policy: { window: { kind: 'none' } } },
    async (brand) => {
      const lin = await brand.member('lin')
      for (let i = 0; i < 6; i++) {
        await claimOrder(lin, i)
        await Promise.all([brand.job('tiers'), brand.job('tiers')])
        expect((await lin.get(openTier, {})).tier.name).toBe('聚丘')
        const back = { orderNo: orderNo(i), paid: '600.00', refunded: '600.00' }
        await importFile(brand, `refund-${i}.csv`, tmallExport([back]))
        await Promise.all([brand.job('tiers'), brand.job('tiers')])
        expect((await lin.get(openTier, {})).tier.name).toBe('拾沙')
      }
      expect(await brand.cloud.database.count('ledger', { source: 'tier' })).toBe(2)
      expect(await brand.cloud.database.count('coupons')).toBe(1)
      // Nothing is still owed that could never be given.
      const account = await brand.cloud.database.get('accounts', `shanyu:${lin.memberId}`)
      expect(account?.tier).toMatchObject({ gifts: [] })
    },
  )
})

test('T3, T4: a member is told before the drop what is missing, and falls by one tier after the grace', async () => {
  await withTierCloud({ orders: ['1600.00'] }, async (brand) => {
    const lin = await brand.member('lin')
    await claimOrder(lin, 0)
    await brand.job('tiers')
    // The year in which the tier was reached keeps it.
    await lookOn(brand, '2027-01-02')
    expect(await lin.get(openTier, {})).toMatchObject({
      tier: { name: '筑塔' },
      growth: 0,
      next: { name: '登顶' },
      keep: { missing: 1500, by: '2027-12-31', lastDay: '2028-01-10', isGrace: false },
    })
    const told = async () => {
      const { notices } = await lin.get(listNotices, {})
      return notices.filter(({ kind }) => kind === 'tier').length
    }
    const counts: [string, number][] = []
    for (const day of ['2027-12-10', '2027-12-11', '2027-12-12', '2028-01-02', '2028-01-03']) {
      brand.cloud.clock.set(noon(day))
      await Promise.all([1, 2].map(() => brand.job('tiers')))
      counts.push([day, await told()])
    }
    await lookOn(brand, '2028-01-09')
    expect([...counts, ['2028-01-09', await told()]]).toEqual([
      ['2027-12-10', 0],
      ['2027-12-11', 1],
      ['2027-12-12', 1],
      ['2028-01-02', 1],
      ['2028-01-03', 2],
      ['2028-01-09', 3],
    ])
    const { notices } = await lin.get(listNotices, {})
    expect(notices.filter(({ kind }) => kind === 'tier')[0]).toMatchObject({
      title: '「筑塔」等级快到期了',
      points: 1500,
      expiresOn: '2028-01-10',
      text: expect.stringContaining('再攒 1500 成长值'),
    })
    const tierOn = async (day: string) => {
      await lookOn(brand, day)
      return (await lin.get(openTier, {})).tier.name
    }
    expect((await lin.get(openTier, {})).keep).toMatchObject({ missing: 1500, isGrace: true })
    expect(await tierOn('2028-01-10')).toBe('筑塔')
    expect(await tierOn('2028-01-11')).toBe('聚丘')
    // One step per cycle, whether the job runs every day or not at all for a year.
    expect(await tierOn('2028-12-31')).toBe('聚丘')
    expect(await tierOn('2029-02-01')).toBe('拾沙')
  })
})

test('T3, T5: an order within the grace keeps the tier; each year kept brings its gift once', async () => {
  await withTierCloud({ orders: someOrders(2) }, async (brand) => {
    const lin = await brand.member('lin')
    await claimOrder(lin, 0)
    await brand.job('tiers')
    await lookOn(brand, '2028-01-02')
    expect((await lin.get(openTier, {})).keep).toMatchObject({ missing: 500, isGrace: true })
    const program = await brand.program()
    const claim = { ...(program?.claim as object), windowDays: 3650 }
    expect(await brand.edit('programs', 'shanyu', { claim })).toMatch(/^已发布/)
    await claimOrder(lin, 1)
    for (const day of ['2028-01-03', '2028-01-11', '2028-12-31']) await lookOn(brand, day)
    expect((await lin.get(openTier, {})).tier.name).toBe('聚丘')
    const kept = await entriesTitled(brand.cloud.database, '保级礼')
    const years = kept.map(({ _id }) => String(_id).split(':').at(-1))
    expect(years.sort()).toEqual(['2027-01-01', '2028-01-01'])
  })
})

test('T8: staff give a tier until a day, with a reason, and the assessment respects it', async () => {
  await withTierCloud({}, async (brand) => {
    const lin = await brand.member('lin')
    const request = {
      operator: '店长',
      reason: '老客',
      memberId: lin.memberId,
      until: '2027-06-30',
    }
    const given = { ...request, tier: 'zhuta' }
    const refused = async (input: typeof given) => brand.console.ask(setManualTier, input)
    expect(await refused({ ...given, tier: 'gold' })).toEqual({ refused: 'TIER_NOT_FOUND' })
    expect(await refused({ ...given, until: '2026-11-01' })).toEqual({ refused: 'DAY_OVER' })
    expect(await refused({ ...given, memberId: 'nobody' })).toEqual({
      refused: 'MEMBER_NOT_FOUND',
    })
    // Given twice at the same time, while the job is running.
    await Promise.all([
      ...[1, 2].map(() => brand.console.get(setManualTier, given)),
      brand.job('tiers'),
    ])
    await lookOn(brand, '2027-06-30')
    expect(await lin.get(openTier, {})).toMatchObject({
      tier: { name: '筑塔' },
      manual: { until: '2027-06-30', reason: '老客' },
      keep: null,
    })
    await lookOn(brand, '2027-07-01')
    expect(await lin.get(openTier, {})).toMatchObject({ tier: { name: '拾沙' }, manual: null })
    // Reaching the tier by growth is something else: given tiers bring no gifts.
    expect(await brand.cloud.database.count('ledger', { source: 'tier' })).toBe(1)
    const audit = await brand.cloud.database.find('audit', {
      action: 'tier.setManual',
      outcome: 'ok',
    })
    expect(audit).toHaveLength(2)
    expect(audit[0]).toMatchObject({ operator: '店长', input: { reason: '老客' } })
  })
})

test('T8: giving a manual tier again until today ends it tonight', async () => {
  await withTierCloud({}, async (brand) => {
    const lin = await brand.member('lin')
    const request = { operator: '店长', reason: '给错人了', memberId: lin.memberId, tier: 'zhuta' }
    await brand.console.get(setManualTier, { ...request, until: '2027-06-30' })
    await brand.console.get(setManualTier, { ...request, until: '2026-11-20' })
    expect((await lin.get(openTier, {})).tier.name).toBe('筑塔')
    await lookOn(brand, '2026-11-21')
    expect((await lin.get(openTier, {})).tier.name).toBe('拾沙')
  })
})

test('members from before tiers had to be kept keep their tier, and are assessed in the next run', async () => {
  await withTierCloud({ orders: someOrders(3) }, async (brand) => {
    const { database } = brand.cloud
    const members = await Promise.all(['a', 'b', 'c'].map((name) => brand.member(name)))
    for (const [i, each] of members.entries()) await claimOrder(each, i)
    for (const {
      growthBuckets: _g,
      nextTier: _n,
      tier: _t,
      shape: _s,
      ...old
    } of await database.all('accounts')) {
      await database.replace('accounts', String(old._id), { ...old, joinedAt: noon('2020-03-03') })
    }
    const [lin] = members
    const before = await lin?.get(openTier, {})
    expect(before).toMatchObject({ tier: { name: '聚丘' }, growth: 600, keep: { missing: 0 } })
    const runs = (await Promise.all([1, 2].map(() => brand.job('tiers')))) as {
      ok: { tiersAssessed: number }
    }[]
    expect(runs.reduce((sum, { ok }) => sum + ok.tiersAssessed, 0)).toBe(3)
    expect(await lin?.get(openTier, {})).toEqual(before)
    expect(await brand.job('tiers')).toMatchObject({ ok: { tiersAssessed: 0 } })
    // No gift for joining six years ago; the first cycle is kept by the growth they had.
    expect(await database.count('ledger', { source: 'tier' })).toBe(0)
    await lookOn(brand, '2027-01-15')
    expect((await lin?.get(openTier, {}))?.tier.name).toBe('聚丘')
    await lookOn(brand, '2028-01-15')
    expect((await lin?.get(openTier, {}))?.tier.name).toBe('拾沙')
  })
})

test('older members are assessed in the next run: a whole crowd of them, and those who come before the job', async () => {
  await withTierCloud({}, async (brand) => {
    const { database } = brand.cloud
    const older = (account: Record<string, unknown>): Record<string, unknown> => {
      const { growthBuckets: _g, nextTier: _n, tier: _t, shape: _s, ...old } = account
      return old
    }
    const lin = await brand.member('lin')
    const [one = {}] = await database.all('accounts')
    await database.replace('accounts', String(one._id), older(one))
    const names = Array.from({ length: 150 }, (_, i) => `copy${String(i).padStart(3, '0')}`)
    const copies = names.map((memberId) => ({ ...older(one), _id: `shanyu:${memberId}`, memberId }))
    await database.insert('accounts', copies)
    await lin.get(checkIn, { requestId: requestId() })
    expect(await brand.job('tiers')).toMatchObject({ ok: { tiersAssessed: 151 } })
  })
})

test('an account that only newer code can read is reported and holds up no other', async () => {
  await withTierCloud({}, async (brand) => {
    const { database } = brand.cloud
    const { memberId } = await brand.member('newer')
    await brand.member('lin')
    await database.patch('accounts', `shanyu:${memberId}`, { shape: 99 })
    await brand.job('tiers')
    const states = await database.all('accounts')
    expect(states.filter(({ tier }) => tier === undefined).map(({ _id }) => _id)).toEqual([
      `shanyu:${memberId}`,
    ])
    expect(await database.get('alerts', `accounts/shanyu:${memberId}:damaged`)).toBeDefined()
  })
})
