import type { OutputOf } from '../../../cloudfunctions/contracts/action'
import type { reserve } from '../../../cloudfunctions/contracts/mall/reservation'
import { generateMerchant, type CloudOptions } from '../../../localcloud/cloud'
import { openBrandCloud, requestId, type Asker, type BrandCloud } from '../../brand-cloud'
import { FUNCTION_ENV } from '../../function-env'

const merchant = generateMerchant()

export type Way = 'cloud' | 'v3'

/** `JUSHA_PAY` of each way; `{{cloud}}` stands for the address of the embedded cloud. */
function settingOf(way: Way): object {
  const { appId, mchId, serial, privateKey, apiV3Key, platform } = merchant
  if (way === 'cloud') return { driver: 'cloud', appId, mchId, envId: 'local' }
  return {
    driver: 'v3',
    appId,
    mchId,
    serial,
    privateKey,
    apiV3Key,
    platformKeys: { [platform.id]: platform.publicKey },
    notifyUrl: 'https://shanyu.example/pay',
    host: '{{cloud}}',
  }
}

/** 300 points and ¥9.90 for a box, ¥6 alone for a coupon. */
export const PRICE = { points: 300, fen: 990 }

/** A brand that takes money, with goods and a coupon that cost some. */
export async function openPayingBrand(
  way: Way,
  options: Partial<CloudOptions> = {},
): Promise<BrandCloud> {
  const functionEnv = { ...FUNCTION_ENV, JUSHA_PAY: JSON.stringify(settingOf(way)) }
  const brand = await openBrandCloud({ merchant, functionEnv, ...options })
  await brand.edit('catalog', 'shanyu:gift-box', {
    name: '凤梨酥礼盒',
    picture: 'mug',
    kind: 'goods',
    stock: 100,
    shops: ['hubin'],
    onSale: true,
    offers: [{ id: 'cash', price: PRICE }],
  })
  await brand.edit('catalog', 'shanyu:paid-coffee', {
    name: '现金咖啡券',
    picture: 'coffee',
    kind: 'coupon',
    couponTemplate: 'coffee',
    stock: 100,
    onSale: true,
    offers: [{ id: 'cash', price: { points: 0, fen: 600 } }],
  })
  return brand
}

export const box = (more: object = {}) => ({
  requestId: requestId(),
  rewardId: 'gift-box',
  offerId: 'cash',
  ...PRICE,
  shopId: 'hubin',
  ...more,
})

export const paidCoffee = (more: object = {}) => ({
  requestId: requestId(),
  rewardId: 'paid-coffee',
  offerId: 'cash',
  points: 0,
  fen: 600,
  ...more,
})

type Reserved = OutputOf<typeof reserve>

/** What `wx.requestPayment` does on this person's phone. */
export function pay(brand: BrandCloud, who: Asker, { payment }: Pick<Reserved, 'payment'>) {
  return brand.cloud.pay.requestPayment(payment, who.openid ?? '')
}

/** One stored reservation. */
export async function stored(brand: BrandCloud, { reservation }: Pick<Reserved, 'reservation'>) {
  return brand.cloud.database.get('reservations', reservation.reservationId)
}
