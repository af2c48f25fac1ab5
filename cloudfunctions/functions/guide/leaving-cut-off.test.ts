import { showCoupon } from '../../contracts/coupon/coupon'
import { validateCoupon, writeOff } from '../../contracts/coupon/write-off'
import { startDuty } from '../../contracts/guide/duty'
import { enrolGuide } from '../../contracts/guide/guide'
import { handOver } from '../../contracts/mall/hand-over'
import { redeem, showPickUp } from '../../contracts/mall/redemption'
import { leave } from '../../contracts/member/leave'
import { openBrandCloud, requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { richMember } from '../../../testing/scenes/rich-members'

/** The first step of leaving ends somewhere between these database requests. */
const [FROM, TO] = [12, 60]

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  const shelf = { picture: 'mug', points: 100, stock: 80, onSale: true }
  const goods = { ...shelf, name: '礼盒', kind: 'goods', shops: ['hubin'], pickUpDays: 3 }
  await brand.edit('catalog', 'shanyu:box', goods)
  const coupon = { ...shelf, name: '咖啡', kind: 'coupon', couponTemplate: 'coffee' }
  await brand.edit('catalog', 'shanyu:cup', coupon)
})
afterAll(() => brand.close())

async function guideOnDuty() {
  const { memberId } = await brand.member('shen')
  const entry = { memberId, name: 'shen', number: '0318', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...entry })
  const shen = brand.guide('shen')
  await shen.get(startDuty, { requestId: requestId(), shopCode: 'HB2026QD01' })
  return shen
}

async function holder(name: string) {
  const lin = await richMember(brand, name, 200)
  const buy = async (rewardId: string, shop: object) => {
    const request = { requestId: requestId(), rewardId, points: 100, ...shop }
    return (await lin.get(redeem, request)).redemption
  }
  const { redemptionId } = await buy('box', { shopId: 'hubin' })
  const { couponId = '' } = { ...(await buy('cup', {})) }
  const goods = (await lin.get(showPickUp, { redemptionId })).code ?? ''
  const { code } = await lin.get(showCoupon, { couponId: couponId ?? '' })
  return { lin, redemptionId, goods, code }
}

test('P2: if leaving was cut off at its beginning, no till gives anything for what was redeemed', async () => {
  const shen = await guideOnDuty()
  for (let request = FROM; request < TO; request++) {
    const { lin, redemptionId, goods, code } = await holder(`leaver-${request}`)
    brand.cloud.faults.set([{ action: leave.name, request, fault: 'crashAfter' }])
    const agreed = { requestId: requestId(), points: 9999, pending: 9999 }
    await lin.ask(leave, agreed).catch(() => null)
    brand.cloud.faults.clear()
    brand.cloud.expireTransactions()
    const { database } = brand.cloud
    const account = await database.get('accounts', `shanyu:${lin.memberId}`)
    const isLeft = account?.leftAt !== undefined
    if (isLeft) {
      expect(await database.get('redemptions', redemptionId)).toMatchObject({ state: 'placed' })
      expect(await database.get('coupons', `shanyu:${code}`)).toMatchObject({ state: 'issued' })
      const revoked = { refused: 'COUPON_REVOKED' }
      expect(await shen.ask(validateCoupon, { code })).toEqual(revoked)
      expect(await shen.ask(writeOff, { requestId: requestId(), code })).toEqual(revoked)
      const asked = { requestId: requestId(), code: goods }
      expect(await shen.ask(handOver, asked)).toEqual({ refused: 'PICK_UP_NOT_FOUND' })
    }
    await lin.get(leave, agreed)
    if (isLeft) return
  }
  throw new Error('leaving was never cut off after its first step')
})
