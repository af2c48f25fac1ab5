import { submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import { requestId, type Asker, type BrandCloud } from '../brand-cloud'
import { importFile, tmallExport, type SmallOrder } from './import-orders'

let numbers = 0

/** A new order number of a shape that only Tmall has. */
export function newOrderNo(): string {
  numbers += 1
  return `19306798581706${String(40_000 + numbers)}`
}

/** Orders of toast that are finished and whose points post at once, claimed by one member. */
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

/** What an import says when everything that was paid came back. */
export async function refundAll(brand: BrandCloud, orderNo: string, paid: string): Promise<void> {
  const file = tmallExport([{ orderNo, paid, refunded: paid }])
  await importFile(brand, `${requestId()}.csv`, file)
}
