import { submitClaim } from '../../cloudfunctions/contracts/claim'
import { showCoupon } from '../../cloudfunctions/contracts/coupon'
import { startDuty } from '../../cloudfunctions/contracts/duty'
import { enrolGuide } from '../../cloudfunctions/contracts/guide'
import { runDue } from '../../cloudfunctions/contracts/job'
import { redeem } from '../../cloudfunctions/contracts/redemption'
import { importFile, tmallExport } from '../../cloudfunctions/testing/import-orders'
import { makeCodes } from '../../cloudfunctions/testing/print-codes'
import { DAY_MS, requestId, type BrandCloud } from './brand-cloud'

/** A brand on the day of the matrix, with everything at hand that the actions need. */
export interface World {
  brand: BrandCloud
  couponCode: string
  memberId: string
  /** Goods that were not picked up, and the number of an entry made by staff. */
  redemptionId: string
  entry: number
  importId: string
  printedCode: string
  fang: string
  notices: string[]
}

export const ORDERS = {
  big: '1930679858170640101',
  open: '1930679858170640102',
  refunded: '1930679858170640103',
  awaited: '1930679858170640104',
  fresh: '1930679858170640105',
  late: ['1930679858170640106', '1930679858170640107'],
}
/** Waiting claims of the first day are over by then. */
export const DAYS = 16
export async function makeWorld(brand: BrandCloud): Promise<World> {
  const lin = await brand.member('lin')
  const fang = await brand.member('fang')
  for (const orderNo of ORDERS.late) {
    await fang.get(submitClaim, { requestId: requestId(), orderNo })
  }
  for (const name of ['shen', 'gu']) {
    const { memberId } = await brand.member(name)
    const entry = { memberId, name, number: '0318', shops: ['hubin'], active: true }
    await brand.console.get(enrolGuide, { operator: '店长', ...entry })
  }
  brand.cloud.clock.advance(DAYS * DAY_MS)
  const file = tmallExport([
    { orderNo: ORDERS.big, paid: '2000.00' },
    { orderNo: ORDERS.open, paid: '88.00' },
    { orderNo: ORDERS.refunded, paid: '300.00' },
  ])
  await importFile(brand, 'first.csv', file)
  await lin.get(submitClaim, { requestId: requestId(), orderNo: ORDERS.big })
  await lin.get(submitClaim, { requestId: requestId(), orderNo: ORDERS.awaited })
  await fang.get(submitClaim, { requestId: requestId(), orderNo: ORDERS.refunded })
  const coffee = { rewardId: 'coffee', points: 120 }
  // Fang has spent what the refund will take back.
  for (const _ of [1, 2]) await fang.get(redeem, { requestId: requestId(), ...coffee })
  const { redemption } = await lin.get(redeem, { requestId: requestId(), ...coffee })
  const { code } = await lin.get(showCoupon, { couponId: redemption.couponId ?? '' })
  const duty = { requestId: requestId(), shopCode: 'HB2026QD01' }
  await brand.guide('shen').get(startDuty, duty)
  // A world that was checked last night: a run meets what is new, not everything at once.
  for (const only of ['statistics', 'reconciliation']) {
    const event = { action: runDue.name, input: { only } }
    await brand.cloud.call('jobs', event, { source: 'wx_trigger' })
  }
  const { codes } = await makeCodes(brand, { count: 1 })
  const [printedCode = ''] = codes
  const made = { couponCode: code, printedCode, memberId: lin.memberId, fang: fang.memberId }
  return { brand, ...made, redemptionId: '', entry: 0, importId: '', notices: [] }
}
