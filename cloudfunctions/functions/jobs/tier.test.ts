import { submitClaim } from '../../contracts/claim'
import { openWallet } from '../../contracts/coupon'
import { openHome } from '../../contracts/home'
import { listNotices } from '../../contracts/notice'
import { openStatement } from '../../contracts/statement'
import { openTier, setManualTier } from '../../contracts/tier'
import { openBrandCloud, requestId, type BrandCloud } from '../../../localcloud/testing/brand-cloud'
import { importFile, tmallExport } from '../../testing/import-orders'

jest.setTimeout(180_000)

const POLICY = {
  since: '2026-11-01',
  window: { kind: 'calendarYear' },
  graceDays: 10,
  benefits: [{ tier: 'juqiu', discountPercent: 95, earlyHours: 24, words: ['新品试吃'] }],
  gifts: [
    { tier: 'shisha', points: 10 },
    { tier: 'juqiu', points: 30, coupon: 'coffee' },
  ],
}

const orderNo = (i: number) => `193067985817064${String(i).padStart(4, '0')}`
const noon = (day: string) => Date.parse(`${day}T12:00:00+08:00`)

/** The demo brand with tiers of a calendar year, and so many orders of 600 yuan. */
async function openTierCloud(orders: number): Promise<BrandCloud> {
  const brand = await openBrandCloud()
  const said = await brand.edit('programs', 'shanyu', { tierPolicy: POLICY })
  expect(said).toMatch(/^已生效/)
  const rows = Array.from({ length: orders }, (_, i) => ({ orderNo: orderNo(i), paid: '600.00' }))
  await importFile(brand, 'orders.csv', tmallExport(rows))
  return brand
}

test('T5: gifts for joining and for a tier come once, also with two timers at once', async () => {
  const brand = await openTierCloud(1)
  const lin = await brand.member('lin')
  await lin.get(submitClaim, { requestId: requestId(), orderNo: orderNo(0) })
  // The tier is there at once, in the write of the claim.
  expect((await lin.get(openHome, {})).card?.tier).toMatchObject({ name: '聚丘', growth: 600 })
  await Promise.all([1, 2].map(() => brand.job('tiers')))
  expect(await brand.job('tiers')).toMatchObject({ ok: { tiersLooked: 0 } })
  const { lines } = await lin.get(openStatement, { filter: 'all' })
  expect(lines.map(({ title, points }) => [title, points])).toEqual([
    ['升级礼', 30],
    ['入会礼', 10],
    ['认领订单', 600],
  ])
  const { coupons } = await lin.get(openWallet, { tab: 'usable' })
  expect(coupons.map(({ face }) => face.title)).toEqual(['手冲咖啡 1 杯'])
  await brand.close()
})

test('T3, T4, T9: told before the drop, one tier down after the grace, by which date is said', async () => {
  const brand = await openTierCloud(2)
  const lin = await brand.member('lin')
  await lin.get(submitClaim, { requestId: requestId(), orderNo: orderNo(0) })
  await brand.job('tiers')
  // The year in which the tier was reached keeps it.
  brand.cloud.clock.set(noon('2027-01-02'))
  await brand.job('tiers')
  expect(await lin.get(openTier, {})).toMatchObject({
    ...{ tier: { name: '聚丘' }, growth: 0, next: { name: '筑塔', missing: 1500 } },
    window: { kind: 'calendarYear', until: '2027-12-31' },
    keep: { missing: 500, by: '2027-12-31', lastDay: '2028-01-10' },
    tiers: [{}, { benefits: { discountPercent: 95, words: ['新品试吃'] } }, {}, {}],
  })
  for (const day of ['2027-12-11', '2027-12-12', '2028-01-03', '2028-01-09']) {
    brand.cloud.clock.set(noon(day))
    await Promise.all([1, 2].map(() => brand.job('tiers')))
  }
  const { notices } = await lin.get(listNotices, {})
  expect(notices.filter(({ kind }) => kind === 'tier')).toMatchObject([
    { title: '「聚丘」等级快到期了', points: 500, expiresOn: '2028-01-10' },
    { text: expect.stringContaining('再攒 500 成长值') },
    {},
  ])
  const tierOn = async (day: string) => {
    brand.cloud.clock.set(noon(day))
    await brand.job('tiers')
    return (await lin.get(openTier, {})).tier.name
  }
  expect(await tierOn('2028-01-10')).toBe('聚丘')
  expect(await tierOn('2028-01-11')).toBe('拾沙')
  await brand.close()
})

test('T8: staff give a tier until a day with a reason; looking at tiers respects it', async () => {
  const brand = await openTierCloud(0)
  const lin = await brand.member('lin')
  const wish = { operator: '店长', reason: '老客', memberId: lin.memberId, until: '2027-06-30' }
  expect(await brand.console.ask(setManualTier, { ...wish, tier: 'gold' })).toEqual({
    refused: 'TIER_NOT_FOUND',
  })
  const given = { ...wish, tier: 'zhuta' }
  expect(await brand.console.ask(setManualTier, { ...given, until: '2026-11-01' })).toEqual({
    refused: 'DAY_OVER',
  })
  await brand.console.get(setManualTier, given)
  brand.cloud.clock.set(noon('2027-06-30'))
  await brand.job('tiers')
  expect(await lin.get(openTier, {})).toMatchObject({
    ...{ tier: { name: '筑塔' }, manualUntil: '2027-06-30' },
  })
  brand.cloud.clock.set(noon('2027-07-01'))
  await brand.job('tiers')
  expect((await lin.get(openTier, {})).tier.name).toBe('拾沙')
  const audit = await brand.cloud.database.find('audit', {
    action: 'tier.setManual',
    outcome: 'ok',
  })
  expect(audit).toMatchObject([{ operator: '店长', input: { reason: '老客' } }])
  await brand.close()
})
