import { submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import { requestId, type Asker, type BrandCloud } from '../brand-cloud'
import { importFile, tmallExport } from './import-orders'

let orders = 0

export interface RichMember extends Asker {
  memberId: string
  orderNo: string
}

/** Members with this many points, each from one claimed order. */
export async function richMembers(
  brand: BrandCloud,
  names: string[],
  points: number,
): Promise<RichMember[]> {
  const members = await Promise.all(names.map((name) => brand.member(name)))
  const numbers = names.map(() => `19306798581707${String(++orders).padStart(5, '0')}`)
  const paid = `${points}.00`
  const file = tmallExport(numbers.map((orderNo) => ({ orderNo, paid })))
  await importFile(brand, `rich${orders}.csv`, file)
  const rich = members.map((member, i) => ({ ...member, orderNo: numbers[i] ?? '' }))
  for (const { get, orderNo } of rich) await get(submitClaim, { requestId: requestId(), orderNo })
  return rich
}

export async function richMember(brand: BrandCloud, name: string, points: number) {
  const [member] = await richMembers(brand, [name], points)
  if (!member) throw new Error('nobody')
  return member
}
