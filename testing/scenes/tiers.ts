import { submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import type { CloudOptions } from '../../localcloud/cloud'
import { openBrandCloud, requestId, type Asker, type BrandCloud } from '../brand-cloud'
import { importFile, tmallExport } from './import-orders'

export const TIER_POLICY = {
  since: '2026-11-01',
  window: { kind: 'calendarYear' },
  graceDays: 10,
  benefits: [
    { tier: 'shisha', birthday: { points: 8 } },
    {
      tier: 'juqiu',
      discountPercent: 95,
      earlyHours: 24,
      words: ['新品试吃'],
      birthday: { points: 66, coupon: 'coffee' },
    },
  ],
  gifts: [
    { tier: 'shisha', points: 10 },
    { tier: 'juqiu', points: 30, coupon: 'coffee' },
  ],
}

/** Twelve o'clock in Shanghai. */
export const noon = (day: string) => Date.parse(`${day}T12:00:00+08:00`)

export const orderNo = (i: number) => `193067985817064${String(i + 1).padStart(4, '0')}`

/** This many orders of 600 yuan; each one alone reaches the second tier of the demo brand. */
export const someOrders = (count: number) => Array.from({ length: count }, () => '600.00')

interface TierWorld {
  /** The fields that differ from `TIER_POLICY`. */
  policy?: object
  /** Other settings of the programme. */
  program?: Record<string, unknown>
  /** The sum that was paid for each order. */
  orders?: string[]
  cloud?: Partial<CloudOptions>
}

/**
 * The demo brand with tiers that are kept by calendar year. The cloud is closed even if the test
 * fails: an open one would keep its process running, and nobody would read the failure.
 */
export async function withTierCloud(
  { policy, program, orders = [], cloud }: TierWorld,
  work: (brand: BrandCloud) => Promise<void>,
): Promise<void> {
  const brand = await openBrandCloud(cloud)
  try {
    const tierPolicy = { ...TIER_POLICY, ...policy }
    const said = await brand.edit('programs', 'shanyu', { ...program, tierPolicy })
    if (!said.startsWith('已发布')) throw new Error(said)
    const rows = orders.map((paid, i) => ({ orderNo: orderNo(i), paid }))
    if (orders.length > 0) await importFile(brand, 'orders.csv', tmallExport(rows))
    await work(brand)
  } catch (thrown) {
    await brand.discard()
    throw thrown
  }
  await brand.close()
}

export function claimOrder(member: Asker, i: number) {
  return member.get(submitClaim, { requestId: requestId(), orderNo: orderNo(i) })
}

/** Runs the job at noon of a day. */
export async function lookOn(brand: BrandCloud, day: string): Promise<unknown> {
  brand.cloud.clock.set(noon(day))
  return brand.job('tiers')
}

/** Everything that the job may write, without the times of writing. */
export async function writtenByTiers({ cloud: { database } }: BrandCloud): Promise<string[]> {
  const accounts = await database.all('accounts')
  const entries = await database.all('ledger')
  const others = [...(await database.all('coupons')), ...(await database.all('messages'))]
  return [
    ...accounts.map((account) => JSON.stringify(account)),
    ...entries.map(({ occurredAt: _at, ...entry }) => JSON.stringify(entry)),
    ...others.map(({ _id }) => String(_id)),
  ].sort()
}
