import { checkIn } from '../../cloudfunctions/contracts/check-in/check-in'
import { submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import { join } from '../../cloudfunctions/contracts/member/join'
import { subscribe } from '../../cloudfunctions/contracts/message/notice'
import { setBirthday } from '../../cloudfunctions/contracts/member/profile'
import { redeem } from '../../cloudfunctions/contracts/mall/redemption'
import { consentVersion, requestId, type Asker, type BrandCloud } from '../brand-cloud'
import { importFile, tmallExport } from './import-orders'
import { TEMPLATE } from './notices'

let orders = 0
const newOrderNo = () => `19306798581706${String(++orders).padStart(5, '0')}`

export interface Leaver {
  who: Asker
  memberId: string
  phone: string
  /** Three orders: credited, waiting for the shop's data, and pending. */
  credited: string
  awaited: string
  pending: string
}

/** A member who has one of everything that leaving must end. */
export async function richLeaver(brand: BrandCloud, name: string): Promise<Leaver> {
  const who = brand.person(name, `union-${name}`)
  const phone = `139${String(Date.now() % 1000).padStart(3, '0')}${String(++orders).padStart(5, '0')}`
  const joining = { requestId: requestId(), consentVersion: consentVersion(), nickname: name }
  const { memberId } = await who.get(join, { ...joining, phoneCode: `phone-${phone}` })
  const [credited, awaited, pending] = [newOrderNo(), newOrderNo(), newOrderNo()]
  await importFile(brand, `${name}.csv`, tmallExport([{ orderNo: credited, paid: '2000.00' }]))
  await who.get(submitClaim, { requestId: requestId(), orderNo: credited })
  await who.get(submitClaim, { requestId: requestId(), orderNo: awaited })
  await who.get(redeem, { requestId: requestId(), rewardId: 'coffee', points: 120 })
  const mug = { rewardId: 'mug', points: 680, shopId: 'hubin' }
  await who.get(redeem, { requestId: requestId(), ...mug })
  await who.get(checkIn, { requestId: requestId() })
  await who.get(setBirthday, { requestId: requestId(), birthday: '05-04' })
  await who.get(subscribe, { requestId: requestId(), templateIds: [TEMPLATE] })
  await holdBack(brand, async () => {
    await importFile(brand, `${name}-2.csv`, tmallExport([{ orderNo: pending, paid: '300.00' }]))
    await who.get(submitClaim, { requestId: requestId(), orderNo: pending })
  })
  return { who, memberId, phone, credited, awaited, pending }
}

/** Does the work while points of finished orders stay pending for two months. */
async function holdBack(brand: BrandCloud, work: () => Promise<void>): Promise<void> {
  const program = await brand.program()
  const claim = program?.claim as object
  await brand.edit('programs', 'shanyu', { claim: { ...claim, postDays: 60 } })
  await work()
  await brand.edit('programs', 'shanyu', { claim })
}
