import { enrolGuide } from '../../cloudfunctions/contracts/guide/guide'
import { importAll } from '../scenes/import-orders'
import { truth } from '../scenes/orders/exports'
import type { CloudOptions } from '../../localcloud/cloud'
import { DAY_MS, openBrandCloud, TODAY, type BrandCloud } from '../brand-cloud'

/** The demo brand with the orders of nine marketplaces imported, and a guide of two shops. */
export async function openWorld(options: Partial<CloudOptions> = {}): Promise<BrandCloud> {
  const brand = await openBrandCloud({ isolation: 'process', ...options })
  // Some orders do not say when they were finished: they count from their import.
  brand.cloud.clock.set(TODAY - 8 * DAY_MS)
  await importAll(brand)
  brand.cloud.clock.set(TODAY)
  const { memberId } = await brand.member('shen')
  await brand.console.get(enrolGuide, {
    operator: '店长',
    memberId,
    name: '沈清',
    number: '0318',
    active: true,
    shops: ['hubin', 'binjiang'],
  })
  return brand
}

export interface KnownOrder {
  orderNo: string
  points: number
}

/** Completed orders of the imported files, the largest first. */
export function knownOrders(): KnownOrder[] {
  return truth()
    .filter(({ status, channel }) => status === 'completed' && channel === 'tmall')
    .map(({ orderNo, consumerPaidFen, refundedFen }) => ({
      orderNo,
      points: Math.floor((consumerPaidFen - refundedFen) / 100),
    }))
    .sort((one, other) => other.points - one.points)
}
