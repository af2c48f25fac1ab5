import { submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import { requestId, type Asker, type BrandCloud } from '../brand-cloud'
import { importFile, tmallExport, type SmallOrder } from './import-orders'

let numbers = 0

/** A new order number in a form that only Tmall uses. */
export function newOrderNo(): string {
  numbers += 1
  return `19306798581706${String(40_000 + numbers)}`
}

/** Finished toast orders whose points post immediately, all claimed by one member. */
export async function buy(
  brand: BrandCloud,
  who: Asker,
  orders: Omit<SmallOrder, 'orderNo'>[],
): Promise<string[]> {
  const made = orders.map((order) => ({ ...order, orderNo: newOrderNo() }))
  await importFile(brand, `${requestId()}.csv`, tmallExport(made))
  for (const { orderNo } of made) await who.get(submitClaim, { requestId: requestId(), orderNo })
  return made.map(({ orderNo }) => orderNo)
}

/** Imports the order once more, refunded in full. */
export async function refundAll(brand: BrandCloud, orderNo: string, paid: string): Promise<void> {
  const file = tmallExport([{ orderNo, paid, refunded: paid }])
  await importFile(brand, `${requestId()}.csv`, file)
}
