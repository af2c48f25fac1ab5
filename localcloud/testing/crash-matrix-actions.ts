import type { Action } from '../../cloudfunctions/contracts/action'
import { checkIn, makeUp } from '../../cloudfunctions/contracts/check-in'
import { submitClaim } from '../../cloudfunctions/contracts/claim'
import { adjustPoints, reverseEntry } from '../../cloudfunctions/contracts/correction'
import { showCoupon } from '../../cloudfunctions/contracts/coupon'
import { startDuty } from '../../cloudfunctions/contracts/duty'
import { enrolGuide } from '../../cloudfunctions/contracts/guide'
import { runDue } from '../../cloudfunctions/contracts/job'
import { join } from '../../cloudfunctions/contracts/join'
import { commitImport } from '../../cloudfunctions/contracts/order-import'
import { checkPublications } from '../../cloudfunctions/contracts/program'
import { cancelByStaff, cancelRedemption, redeem } from '../../cloudfunctions/contracts/redemption'
import { writeOff } from '../../cloudfunctions/contracts/write-off'
import { importFile, previewFile, tmallExport } from '../../cloudfunctions/testing/import-orders'
import { consentVersion, DAY_MS, requestId, TODAY, type BrandCloud } from './brand-cloud'

/** A row of the matrix. */
export interface MatrixAction {
  title: string
  action: Action
  /** Who asks; a new person for each cell where the person is what is made. */
  openid?: (cell: string) => string
  input(world: World, cell: string): object
  arrange?(world: World): Promise<void>
  /** Without a request id the answer tells what this one call did, so a retry counts less. */
  countsOneCall?: true
  /** Fields that hold such counts, by collection. */
  forget?: Record<string, string[]>
}

/** A brand on the day of the matrix, with everything at hand that the actions need. */
export interface World {
  brand: BrandCloud
  couponCode: string
  memberId: string
  /** Goods that were not picked up, and the number of an entry made by staff. */
  redemptionId: string
  entry: number
  importId: string
}

const ORDERS = {
  big: '1930679858170640101',
  open: '1930679858170640102',
  refunded: '1930679858170640103',
  awaited: '1930679858170640104',
  fresh: '1930679858170640105',
  late: ['1930679858170640106', '1930679858170640107'],
}
/** Waiting claims of the first day are over by then. */
const DAYS = 16
/** The day before the matrix's own, which nobody checked in on. */
const YESTERDAY = new Date(TODAY + (DAYS - 1) * DAY_MS).toISOString().slice(0, 10)
const id = (name: string) => `crash-matrix-${name}`

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
  const { memberId } = lin
  return { brand, couponCode: code, memberId, redemptionId: '', entry: 0, importId: '' }
}

const as = (name: string) => () => `wx-${name}`
const COUNTS = ['added', 'changed', 'unchanged', 'claimsCredited', 'claimsClawedBack']
const joining = {
  action: join,
  openid: (cell: string) => `wx-join-${cell}`,
}

export const MATRIX: MatrixAction[] = [
  {
    title: 'order-import.commit',
    action: commitImport,
    input: ({ importId }) => ({ operator: '店长', importId }),
    arrange: previewSecondFile,
    countsOneCall: true,
    forget: { imports: [...COUNTS, 'startedAt'] },
  },
  {
    title: 'program.check',
    action: checkPublications,
    input: () => ({ operator: '店长' }),
    arrange: editDrafts,
    countsOneCall: true,
  },
  {
    title: 'job.runDue',
    action: runDue,
    input: () => ({}),
    countsOneCall: true,
  },
  {
    ...joining,
    title: 'join',
    input: () => ({ requestId: id('join'), consentVersion: consentVersion(), nickname: '新人' }),
  },
  {
    ...joining,
    title: 'join with a phone',
    // A phone code is good once: who tries again gets a new one from the platform.
    input: (_world, cell) => ({
      ...{ requestId: id('join'), consentVersion: consentVersion(), nickname: '新人' },
      phoneCode: `phone-13800000427-${cell}-${requestId()}`,
    }),
  },
  {
    title: 'check-in',
    action: checkIn,
    openid: as('lin'),
    input: () => ({ requestId: id('check-in') }),
  },
  {
    title: 'make-up',
    action: makeUp,
    openid: as('lin'),
    input: () => ({ requestId: id('make-up'), day: YESTERDAY }),
  },
  {
    title: 'claim of an imported order',
    action: submitClaim,
    openid: as('lin'),
    input: () => ({ requestId: id('claim-open'), orderNo: ORDERS.open }),
  },
  {
    title: 'claim that waits',
    action: submitClaim,
    openid: as('lin'),
    input: () => ({ requestId: id('claim-waits'), orderNo: ORDERS.fresh }),
  },
  {
    title: 'redeem a coupon',
    action: redeem,
    openid: as('lin'),
    input: () => ({ requestId: id('redeem-coupon'), rewardId: 'off-20', points: 200 }),
  },
  {
    title: 'redeem goods',
    action: redeem,
    openid: as('lin'),
    input: () => ({
      ...{ requestId: id('redeem-goods'), rewardId: 'mug', points: 680, shopId: 'hubin' },
    }),
  },
  {
    title: 'duty.start',
    action: startDuty,
    openid: as('gu'),
    input: () => ({ requestId: id('duty-start'), shopCode: 'HB2026QD01' }),
  },
  {
    title: 'write-off',
    action: writeOff,
    openid: as('shen'),
    input: ({ couponCode }) => ({ requestId: id('write-off'), code: couponCode }),
  },
  {
    title: 'cancel goods',
    action: cancelRedemption,
    openid: as('lin'),
    input: ({ redemptionId }) => ({ requestId: id('cancel-goods'), redemptionId }),
    arrange: placeGoods,
  },
  {
    title: 'cancel a coupon',
    action: cancelRedemption,
    openid: as('lin'),
    input: ({ couponCode }) => ({
      ...{ requestId: id('cancel-coupon'), redemptionId: `shanyu:${couponCode}` },
    }),
  },
  {
    title: 'cancel by staff',
    action: cancelByStaff,
    input: ({ redemptionId }) => ({
      ...{ ...BY, requestId: id('cancel-by-staff'), redemptionId },
    }),
    arrange: placeGoods,
  },
  {
    title: 'correction.adjust',
    action: adjustPoints,
    input: ({ memberId }) => ({ ...BY, memberId, requestId: id('adjust'), points: 30 }),
  },
  {
    title: 'correction.reverse',
    action: reverseEntry,
    input: ({ memberId, entry }) => ({ ...BY, memberId, entry }),
    arrange: adjustFirst,
  },
]

const BY = { operator: '店长', reason: '客人没有用上' }

async function placeGoods(world: World): Promise<void> {
  const mug = { requestId: requestId(), rewardId: 'mug', points: 680, shopId: 'hubin' }
  const { redemption } = await world.brand.person('lin').get(redeem, mug)
  world.redemptionId = redemption.redemptionId
}

async function adjustFirst(world: World): Promise<void> {
  const { brand, memberId } = world
  const asked = { ...BY, memberId, requestId: requestId(), points: 30 }
  world.entry = (await brand.console.get(adjustPoints, asked)).entry
}

/** A refund that claws back, the order of a claim that waits, and one that nobody claimed. */
async function previewSecondFile(world: World): Promise<void> {
  const file = tmallExport([
    { orderNo: ORDERS.refunded, paid: '300.00', refunded: '300.00' },
    { orderNo: ORDERS.awaited, paid: '66.00' },
    { orderNo: ORDERS.fresh, paid: '55.00' },
  ])
  const preview = await previewFile(world.brand, 'second.csv', file)
  if (!('ok' in preview)) throw new Error(`the file was not read: ${JSON.stringify(preview)}`)
  world.importId = preview.ok.importId
}

/** One change that is good, down to the stock, and one that is not. */
async function editDrafts({ brand }: World): Promise<void> {
  const { database } = brand.cloud
  await database.patch('catalog', 'shanyu:mug', { stock: 62 })
  await database.patch('coupon_templates', 'shanyu:toast', { validDays: 0 })
}
