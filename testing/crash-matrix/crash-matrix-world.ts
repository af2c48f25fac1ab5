import { submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import { adjustPoints } from '../../cloudfunctions/contracts/books/correction'
import { showCoupon } from '../../cloudfunctions/contracts/coupon/coupon'
import { startDuty } from '../../cloudfunctions/contracts/guide/duty'
import { enrolGuide } from '../../cloudfunctions/contracts/guide/guide'
import {
  cancelRedemption,
  redeem,
  showPickUp,
} from '../../cloudfunctions/contracts/mall/redemption'
import { checkReservation, reserve } from '../../cloudfunctions/contracts/mall/reservation'
import { collectTask, openInvite } from '../../cloudfunctions/contracts/task/task'
import { codeReward } from '../scenes/code-pools'
import { importFile, previewFile, tmallExport } from '../scenes/import-orders'
import { TEMPLATE } from '../scenes/notices'
import { makeCodes } from '../scenes/print-codes'
import { DAY_MS, requestId, TODAY, type BrandCloud } from '../brand-cloud'

/** A brand on the day of the matrix, with everything that the actions need. */
export interface World {
  brand: BrandCloud
  couponCode: string
  memberId: string
  /** Goods that were not picked up, and the number of an entry that staff made. */
  redemptionId: string
  pickUpCode: string
  /** Something that waits for its payment. */
  reservationId: string
  entry: number
  importId: string
  /** What two members have proved, for staff to decide, and which of them has the order. */
  claimId: string
  holder: string
  printedCode: string
  inviteCode: string
  fang: string
  notices: string[]
  /** What a row of staff is about: an approval, a file or a batch. */
  subject: string
}

export const ORDERS = {
  big: '1930679858170640101',
  open: '1930679858170640102',
  refunded: '1930679858170640103',
  awaited: '1930679858170640104',
  fresh: '1930679858170640105',
  late: ['1930679858170640106', '1930679858170640107'],
}
/** By then the waiting claims of the first day have ended. */
const DAYS = 16
/** The day before the day of the matrix; nobody checked in on it. */
export const YESTERDAY = new Date(TODAY + (DAYS - 1) * DAY_MS).toISOString().slice(0, 10)

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
  // Fang has spent the points that the refund will take back.
  for (const _ of [1, 2]) await fang.get(redeem, { requestId: requestId(), ...coffee })
  const { redemption } = await lin.get(redeem, { requestId: requestId(), ...coffee })
  const { code } = await lin.get(showCoupon, { couponId: redemption.couponId ?? '' })
  const duty = { requestId: requestId(), shopCode: 'HB2026QD01' }
  await brand.guide('shen').get(startDuty, duty)
  // The books were checked last night, so a run finds only what is new.
  for (const only of ['statistics', 'reconciliation'] as const) await brand.job(only)
  const { memberId } = lin
  const { codes } = await makeCodes(brand, { count: 1 })
  const [printedCode = ''] = codes
  const inviteCode = (await lin.get(openInvite, {})).code
  const made = { couponCode: code, printedCode, inviteCode, fang: fang.memberId }
  const later = {
    redemptionId: '',
    pickUpCode: '',
    reservationId: '',
    entry: 0,
    importId: '',
    claimId: '',
    holder: '',
    notices: [],
    subject: '',
  }
  return { brand, memberId, ...made, ...later }
}

export const BY = { operator: '店长', reason: '客人没有用上' }

export async function placeGoods(world: World): Promise<void> {
  const mug = { requestId: requestId(), rewardId: 'mug', points: 680, shopId: 'hubin' }
  const { redemption } = await world.brand.person('lin').get(redeem, mug)
  const { redemptionId } = redemption
  world.redemptionId = redemptionId
  world.pickUpCode = (await world.brand.person('lin').get(showPickUp, { redemptionId })).code ?? ''
}

/** What the rows about an offer ask for. */
export const OFFERED = { rewardId: 'toast', offerId: 'month', points: 150 }

/** An offer that is counted on the account and on the stock. */
export async function putOnOffer({ brand }: World): Promise<void> {
  const limits = [
    { who: 'each', period: 'month', count: 1 },
    { who: 'all', period: 'day', count: 5 },
  ]
  const offer = { id: 'month', price: { points: 150 }, limits }
  await brand.edit('catalog', 'shanyu:toast', { points: null, offers: [offer] })
}

export async function redeemOffer(world: World): Promise<void> {
  await putOnOffer(world)
  const request = { requestId: requestId(), ...OFFERED }
  const { redemption } = await world.brand.person('lin').get(redeem, request)
  world.redemptionId = redemption.redemptionId
}

export async function takeCode(world: World): Promise<void> {
  await codeReward(world.brand, 'parking', { codes: ['A1'] })
  const parking = { requestId: requestId(), rewardId: 'parking', points: 60 }
  world.redemptionId = (
    await world.brand.person('lin').get(redeem, parking)
  ).redemption.redemptionId
}

export const RESERVED = { rewardId: 'toast', offerId: 'cash', points: 100, fen: 500 }

/** An offer for points and cash. */
export async function putOnCashOffer({ brand }: World): Promise<void> {
  const offer = { id: 'cash', price: { points: 100, fen: 500 } }
  await brand.edit('catalog', 'shanyu:toast', { points: null, offers: [offer] })
}

export async function reserveToast(world: World): Promise<void> {
  await putOnCashOffer(world)
  const request = { requestId: requestId(), ...RESERVED }
  const { reservation } = await world.brand.person('lin').get(reserve, request)
  world.reservationId = reservation.reservationId
}

/** Paid, and nobody was told of it yet. */
export async function payForToast(world: World): Promise<void> {
  const { cloud } = world.brand
  await putOnCashOffer(world)
  const lin = world.brand.person('lin')
  const made = await lin.get(reserve, { requestId: requestId(), ...RESERVED })
  world.reservationId = made.reservation.reservationId
  cloud.pay.faults.set([{ fault: 'lost' }])
  await cloud.pay.requestPayment(made.payment, 'wx-lin')
  cloud.pay.faults.clear()
}

export async function payAndCancelToast(world: World): Promise<void> {
  await payForToast(world)
  const lin = world.brand.person('lin')
  const { reservationId } = world
  const { reservation } = await lin.get(checkReservation, { reservationId })
  const redemptionId = reservation.redemptionId ?? ''
  await lin.get(cancelRedemption, { requestId: requestId(), redemptionId })
}

export async function adjustFirst(world: World): Promise<void> {
  const { brand, memberId } = world
  const asked = { ...BY, memberId, requestId: requestId(), points: 30 }
  world.entry = (await brand.console.get(adjustPoints, asked)).entry
}

/** A refund that claws back, the order of a waiting claim, and an order that nobody claimed. */
export async function previewSecondFile(world: World): Promise<void> {
  const file = tmallExport([
    { orderNo: ORDERS.refunded, paid: '300.00', refunded: '300.00' },
    { orderNo: ORDERS.awaited, paid: '66.00' },
    { orderNo: ORDERS.fresh, paid: '55.00' },
  ])
  const preview = await previewFile(world.brand, 'second.csv', file)
  if (!('ok' in preview)) throw new Error(`the file was not read: ${JSON.stringify(preview)}`)
  world.importId = preview.ok.importId
}

/** One valid change, which reaches the stock too, and one invalid change. */
export async function editDrafts({ brand }: World): Promise<void> {
  const { database } = brand.cloud
  await database.patch('catalog', 'shanyu:mug', { stock: 62 })
  await database.patch('coupon_templates', 'shanyu:toast', { validDays: 0 })
}

/** A task and the one order that completes it. */
export async function reachTask({ brand }: World): Promise<void> {
  const goal = { goal: 1, points: 60, growth: 10, window: 'once', from: '2026-01-01' }
  const task = { ...goal, id: 'first', kind: 'orders', title: '下 1 单' }
  const program = await brand.program()
  const tasks = [...(program?.tasks as object[]), task]
  await brand.edit('programs', 'shanyu', { tasks })
  const claim = { requestId: requestId(), orderNo: ORDERS.open }
  await brand.person('lin').get(submitClaim, claim)
}

export async function refundTask(world: World): Promise<void> {
  await reachTask(world)
  const collect = { requestId: requestId(), task: 'first', cycle: 'once' }
  await world.brand.person('lin').get(collectTask, collect)
  const file = tmallExport([{ orderNo: ORDERS.open, paid: '88.00', refunded: '88.00' }])
  const preview = await previewFile(world.brand, 'third.csv', file)
  if (!('ok' in preview)) throw new Error(`the file was not read: ${JSON.stringify(preview)}`)
  world.importId = preview.ok.importId
}

export async function makeNotice(world: World): Promise<void> {
  await untilExpiry(world, -10)
  await world.brand.job('notices')
  const made = await world.brand.cloud.database.all('messages')
  world.notices = made.map(({ _id }) => String(_id))
}

/** A programme with notices, this many days after the points of the matrix end. */
export async function untilExpiry({ brand }: World, days: number): Promise<void> {
  await brand.edit('programs', 'shanyu', { notices: { templateId: TEMPLATE } })
  const [account] = await brand.cloud.database.find('accounts', { nickname: 'lin' })
  const ends = Date.parse(`${String(account?.nextExpiry)}T10:00:00+08:00`)
  brand.cloud.clock.set(ends + days * DAY_MS)
}

/** A programme that keeps tiers by calendar year and gives a gift for joining. */
export async function withTiers({ brand }: World): Promise<void> {
  await brand.edit('programs', 'shanyu', {
    tierPolicy: {
      since: '2026-11-01',
      window: { kind: 'calendarYear' },
      gifts: [{ tier: 'shisha', points: 10, coupon: 'coffee' }],
    },
  })
}

export function nextDay({ brand }: World): Promise<void> {
  brand.cloud.clock.advance(DAY_MS)
  return Promise.resolve()
}
