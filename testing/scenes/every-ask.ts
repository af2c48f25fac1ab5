import { redeem } from '../../cloudfunctions/contracts/mall/redemption'
import { codeReward } from './code-pools'
import { importFile, tmallExport } from './import-orders'
import { makeCodes } from './print-codes'
import { richLeaver } from './rich-leaver'
import { TEMPLATE } from './notices'
import { reserve } from '../../cloudfunctions/contracts/mall/reservation'
import { requestId, type Asker, type BrandCloud } from '../brand-cloud'

/** Something for cash alone. */
const PLATE = {
  name: '盘子',
  picture: 'mug',
  kind: 'goods',
  stock: 9,
  shops: ['hubin'],
  onSale: true,
  offers: [{ id: 'cash', price: { points: 0, fen: 100 } }],
}
const ONE_PLATE = {
  rewardId: 'plate',
  offerId: 'cash',
  points: 0,
  fen: 100,
  shopId: 'hubin',
}

/** A member with a valid input for every action; each would be granted before leaving. */
export async function everyAsk(brand: BrandCloud, name: string) {
  const { who, memberId, credited, awaited } = await richLeaver(brand, name)
  const account = `shanyu:${memberId}`
  const { database } = brand.cloud
  const coupon = (await database.find('coupons', { account }))[0]
  const goods = (await database.find('redemptions', { account }))[0]
  const code = await codeOf(brand, who, name)
  const other = `193067985817999${String(Date.now() % 100).padStart(2, '0')}17`
  await importFile(brand, `${name}-other.csv`, tmallExport([{ orderNo: other, paid: '90.00' }]))
  const printCode = (await makeCodes(brand)).codes[0] ?? ''
  const id = () => ({ requestId: requestId() })
  await brand.edit('catalog', 'shanyu:plate', PLATE)
  const { reservation } = await who.get(reserve, { ...id(), ...ONE_PLATE })
  const { reservationId } = reservation
  const asks: Record<string, object> = {
    'home.open': {},
    'join.open': {},
    'check-in.open': {},
    'mall.open': {},
    'task.open': {},
    'claim.recognise': { orderNo: other },
    'mall.reward': { rewardId: 'mug' },
    'check-in.checkIn': id(),
    'check-in.makeUp': { ...id(), day: '2026-11-19' },
    'claim.submit': { ...id(), orderNo: other },
    'claim.withdraw': { ...id(), channel: 'tmall', orderNo: awaited },
    'claim.list': {},
    'statement.open': { filter: 'all' },
    'notice.list': {},
    'notice.read': { ids: ['any'] },
    'notice.subscribe': { ...id(), templateIds: [TEMPLATE] },
    'redemption.redeem': { ...id(), rewardId: 'coffee', points: 120 },
    'redemption.cancel': { ...id(), redemptionId: String(goods?._id) },
    'reservation.reserve': { ...id(), ...ONE_PLATE },
    'reservation.pay': { reservationId },
    'reservation.check': { reservationId },
    'reservation.cancel': { reservationId },
    'redemption.list': {},
    'redemption.showCode': { redemptionId: code, reveal: true },
    'redemption.showPickUp': { redemptionId: String(goods?._id) },
    'coupon.wallet': { tab: 'usable' },
    'coupon.show': { couponId: String(coupon?._id) },
    'print-code.collect': { ...id(), code: printCode },
    'profile.open': {},
    'profile.setBirthday': { ...id(), birthday: '05-05' },
    'phone.change': { ...id(), phoneCode: `phone-13900009999-${requestId()}` },
    'leave.open': {},
    'tier.open': {},
    'task.collect': { ...id(), task: 'month-days', cycle: '2026-11' },
    'task.visitShop': { ...id(), code: 'HUBIN2026' },
    'task.openInvite': {},
    'review.open': {},
    'review.submit': {
      ...id(),
      channel: 'tmall',
      orderNo: credited,
      stars: 5,
      text: '杯子很好看，包装也仔细，会推荐给朋友，下次还来',
    },
  }
  return { who, memberId, awaited, asks }
}

async function codeOf(brand: BrandCloud, who: Asker, name: string): Promise<string> {
  await codeReward(brand, 'parking', { codes: [`CODE-OF-${name}`] })
  const asked = { requestId: requestId(), rewardId: 'parking', points: 60 }
  return (await who.get(redeem, asked)).redemption.redemptionId
}
