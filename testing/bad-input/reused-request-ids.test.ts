import type { Action } from '../../cloudfunctions/contracts/action'
import { checkIn } from '../../cloudfunctions/contracts/check-in/check-in'
import { submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import { showCoupon } from '../../cloudfunctions/contracts/coupon/coupon'
import { enrolGuide } from '../../cloudfunctions/contracts/guide/guide'
import { redeem, showPickUp } from '../../cloudfunctions/contracts/mall/redemption'
import { startDuty } from '../../cloudfunctions/contracts/guide/duty'
import { importFile, tmallExport } from '../scenes/import-orders'
import { openNoticeCloud, TEMPLATE } from '../scenes/notices'
import { codeReward, loadInput } from '../scenes/code-pools'
import { makeCodes } from '../scenes/print-codes'
import { richMember } from '../scenes/rich-members'
import { allActions, audienceOf } from '../actions'
import {
  consentVersion,
  DAY_MS,
  requestId,
  TODAY,
  type Asker,
  type BrandCloud,
} from '../brand-cloud'

const ORDERS = ['1930679858170640101', '1930679858170640103', '1930679858170640104']

let brand: BrandCloud
let lin: Asker & { memberId: string }
let shen: Asker
let two: Record<string, [Input, Input, Input?]>

const WAITING = ['1930679858170640201', '1930679858170640301', '1930679858170640401']
const withdrawal = (orderNo = '') => ({ channel: 'tmall', orderNo })

/** All fields except the request id. */
type Input = Record<string, unknown>

beforeAll(async () => {
  brand = await openNoticeCloud()
  brand.cloud.clock.set(TODAY - 5 * DAY_MS)
  lin = await brand.member('lin')
  shen = await guide('shen')
  await brand.member('leaver')
  await offerTasks()
  brand.cloud.clock.set(TODAY)
  await importFile(
    brand,
    'orders.csv',
    tmallExport(ORDERS.map((orderNo) => ({ orderNo, paid: '3000.00' }))),
  )
  await lin.get(submitClaim, { requestId: requestId(), orderNo: ORDERS[2] ?? '' })
  for (const orderNo of WAITING) await lin.get(submitClaim, { requestId: requestId(), orderNo })
  await shen.get(startDuty, { requestId: requestId(), shopCode: 'HB2026QD01' })
  const shelf = { picture: 'mug', kind: 'goods', points: 1, stock: 9, onSale: true }
  await brand.edit('catalog', 'shanyu:bowl', { ...shelf, name: '小碗', shops: ['wulin'] })
  await codeReward(brand, 'parking')
  const cash = { offers: [{ id: 'cash', price: { points: 1, fen: 100 } }], points: null }
  const shops = ['hubin', 'wulin']
  await brand.edit('catalog', 'shanyu:plate', { ...shelf, ...cash, name: '盘子', shops })
  two = await inputs()
})
afterAll(() => brand.close())

async function guide(name: string): Promise<Asker> {
  const { memberId } = await brand.member(name)
  const shops = ['hubin', 'wulin', 'binjiang']
  const entry = { operator: '店长', memberId, name, number: '0318', shops, active: true }
  await brand.console.get(enrolGuide, entry)
  return brand.guide(name)
}

const WORDS = '早上现烤的，外脆里软'

/** Two tasks that one claimed order completes. */
async function offerTasks(): Promise<void> {
  const one = { kind: 'orders', goal: 1, points: 5, window: 'once', from: '2026-01-01' }
  const tasks = ['posted', 'posted-too'].map((id) => ({ ...one, id, title: '下 1 单' }))
  const review = { id: 'review', kind: 'review', title: '评价', points: 5, leastLetters: 1 }
  const visit = { id: 'visit', kind: 'visit', title: '到店', points: 5, perDay: 3 }
  await brand.edit('programs', 'shanyu', { tasks: [...tasks, visit, review] })
}

async function redemptionId(who = lin): Promise<string> {
  const request = { requestId: requestId(), rewardId: 'coffee', points: 120 }
  return (await who.get(redeem, request)).redemption.redemptionId
}

async function couponCode(who = lin): Promise<string> {
  return (await who.get(showCoupon, { couponId: await redemptionId(who) })).code
}

async function pickUpCode(who = lin): Promise<string> {
  const request = { requestId: requestId(), rewardId: 'bowl', points: 1, shopId: 'wulin' }
  const { redemptionId } = (await who.get(redeem, request)).redemption
  return (await who.get(showPickUp, { redemptionId })).code ?? ''
}

async function poolFile(code: string): Promise<Input> {
  return loadInput(brand, 'parking', [code])
}

/** Two or three inputs per action, each of which would be granted on its own. */
async function inputs(): Promise<Record<string, [Input, Input, Input?]>> {
  const { codes } = await makeCodes(brand, { count: 3 })
  const batch = { operator: '店长', name: '礼盒', points: 5, count: 2 }
  const joining = { consentVersion: consentVersion(), nickname: '甲' }
  const { memberId } = lin
  const adjusting = { operator: '店长', reason: '补发', memberId, points: 5 }
  const staff = { operator: '店长', reason: '换错了' }
  const id = redemptionId
  const duty = (shopCode: string) => ({ shopCode })
  return {
    'check-in.makeUp': [{ day: '2026-11-18' }, { day: '2026-11-17' }],
    'claim.submit': [{ orderNo: ORDERS[0] }, { orderNo: ORDERS[1] }],
    'claim.withdraw': [withdrawal(WAITING[0]), withdrawal(WAITING[1]), withdrawal(WAITING[2])],
    'code-pool.load': [await poolFile('A'), await poolFile('B')],
    'correction.adjust': [adjusting, { ...adjusting, points: 500 }],
    'duty.start': [duty('BJ2026QD03'), duty('WL2026QD02'), duty('HB2026QD01')],
    'hand-over.handOver': [
      { code: await pickUpCode() },
      { code: await pickUpCode() },
      { code: await pickUpCode() },
    ],
    'join.join': [joining, { ...joining, nickname: '乙' }],
    'leave.leave': [
      { points: 0, pending: 0 },
      { points: 5, pending: 0 },
    ],
    'notice.subscribe': [{ templateIds: [TEMPLATE] }, { templateIds: [TEMPLATE, 'another'] }],
    'print-code.collect': [{ code: codes[0] }, { code: codes[1] }, { code: codes[2] }],
    'print-code.makeBatch': [batch, { ...batch, points: 500 }],
    'profile.setBirthday': [{ birthday: '05-04' }, { birthday: '06-18' }],
    'redemption.cancel': [
      { redemptionId: await id() },
      { redemptionId: await id() },
      { redemptionId: await id() },
    ],
    'redemption.cancelByStaff': [
      { ...staff, redemptionId: await id() },
      { ...staff, redemptionId: await id() },
      { ...staff, redemptionId: await id() },
    ],
    'redemption.redeem': [
      { rewardId: 'coffee', points: 120 },
      { rewardId: 'mug', points: 680, shopId: 'hubin' },
    ],
    'reservation.reserve': [
      { rewardId: 'plate', offerId: 'cash', points: 1, fen: 100, shopId: 'hubin' },
      { rewardId: 'plate', offerId: 'cash', points: 1, fen: 100, shopId: 'wulin' },
    ],
    'review.submit': [
      { channel: 'tmall', orderNo: ORDERS[2], stars: 5, text: WORDS },
      { channel: 'tmall', orderNo: ORDERS[2], stars: 1, text: WORDS },
    ],
    'task.collect': [
      { task: 'posted', cycle: 'once' },
      { task: 'posted-too', cycle: 'once' },
    ],
    'task.visitShop': [{ code: 'HUBIN2026' }, { code: 'WULIN2026' }],
    'write-off.writeOff': [
      { code: await couponCode() },
      { code: await couponCode() },
      { code: await couponCode() },
    ],
  }
}

/** WeChat signs every payment anew, for the time at which it is asked. */
function comparable(told: unknown) {
  const { payment: _1, now: _2, ...same } = told as Input
  return same
}

/** Actions whose whole input is the request id; WeChat's phone code differs at each try anyway. */
const NOTHING_ELSE = ['check-in.checkIn', 'duty.end', 'phone.change']

const withRequestId = allActions().filter(
  ({ input }) => 'entries' in input && 'requestId' in (input.entries as object),
)

/** The first input of an action of staff or guides, changed to be about another member. */
async function ofAnother(): Promise<Record<string, Input>> {
  const other = await richMember(brand, 'other', 900)
  return {
    'correction.adjust': { ...two['correction.adjust']?.[0], memberId: other.memberId },
    'hand-over.handOver': { code: await pickUpCode(other) },
    'redemption.cancelByStaff': {
      ...two['redemption.cancelByStaff']?.[0],
      redemptionId: await redemptionId(other),
    },
    'write-off.writeOff': { code: await couponCode(other) },
  }
}

/** Fields by which an action names a member or something that belongs to a member. */
const OF_A_MEMBER = ['memberId', 'redemptionId', 'code']

async function everything(): Promise<string> {
  const names = brand.cloud.database.collections().filter((name) => name !== 'audit')
  return JSON.stringify(await Promise.all(names.map((name) => brand.cloud.database.all(name))))
}

function askerOf(action: Action): Asker {
  if (action.name === 'join.join') return brand.person('newcomer')
  if (action.name === 'leave.leave') return brand.person('leaver')
  return { member: lin, guide: shen, staff: brand.console }[audienceOf(action)] ?? lin
}

test('every action with a request id has its case here', () => {
  const names = withRequestId.map(({ name }) => name).sort()
  expect(names).toEqual([...Object.keys(two), ...NOTHING_ELSE].sort())
})

test.each(withRequestId.filter(({ name }) => !NOTHING_ELSE.includes(name)))(
  '$name: a request id that was about something else is refused, and nothing is written',
  async (action) => {
    const [first, other] = two[action.name] ?? [{}, {}]
    const who = askerOf(action)
    const id = requestId()
    const told = await who.get(action, { ...first, requestId: id })
    const before = await everything()
    expect(await who.ask(action, { ...other, requestId: id })).toEqual({
      refused: 'REQUEST_ID_REUSED',
    })
    expect(await everything()).toBe(before)
    const again = await who.get(action, { ...first, requestId: id })
    expect(comparable(again)).toEqual(comparable(told))
    // The same holds for an id that is not the newest one: another request came in between.
    await who.ask(action, { ...other, requestId: requestId() })
    const third = two[action.name]?.[2] ?? other
    const later = await everything()
    expect(await who.ask(action, { ...third, requestId: id })).toEqual({
      refused: 'REQUEST_ID_REUSED',
    })
    expect(await everything()).toBe(later)
  },
)

test('a request id of staff or of a till is neither answered about another member nor done twice', async () => {
  const others = await ofAnother()
  const asked = withRequestId.filter((action) => {
    const fields = 'entries' in action.input ? Object.keys(action.input.entries as object) : []
    const isTheirs = OF_A_MEMBER.some((field) => fields.includes(field))
    return isTheirs && audienceOf(action) !== 'member'
  })
  expect(asked.map(({ name }) => name).sort()).toEqual(Object.keys(others))
  for (const action of asked) {
    const [, , third] = two[action.name] ?? []
    const who = askerOf(action)
    const id = requestId()
    await who.get(action, { ...(third ?? two[action.name]?.[1]), requestId: id })
    const before = await everything()
    expect([action.name, await who.ask(action, { ...others[action.name], requestId: id })]).toEqual(
      [action.name, { refused: 'REQUEST_ID_REUSED' }],
    )
    expect(await everything()).toBe(before)
  }
})

test('a request id of staff belongs to one action only', async () => {
  const id = requestId()
  const [gift] = two['correction.adjust'] ?? [{}]
  const [adjust] = withRequestId.filter(({ name }) => name === 'correction.adjust')
  const [cancel] = withRequestId.filter(({ name }) => name === 'redemption.cancelByStaff')
  if (!adjust || !cancel) throw new Error('one of the two actions is missing')
  await brand.console.get(adjust, { ...gift, requestId: id })
  const redemption = { operator: '店长', reason: '换错了', redemptionId: await redemptionId() }
  expect(await brand.console.ask(cancel, { ...redemption, requestId: id })).toEqual({
    refused: 'REQUEST_ID_REUSED',
  })
})

test('if two tills send one request id with two coupons at the same time, one coupon is written off', async () => {
  const [writeOff] = withRequestId.filter(({ name }) => name === 'write-off.writeOff')
  if (!writeOff) throw new Error('write-off.writeOff is missing')
  const id = requestId()
  const codes = [await couponCode(), await couponCode()]
  const replies = await Promise.all(
    codes.map((code) => shen.ask(writeOff, { requestId: id, code })),
  )
  expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
  expect(replies).toContainEqual({ refused: 'REQUEST_ID_REUSED' })
})

test('a check-in has no other input, so the same request gets its first answer', async () => {
  const id = requestId()
  const first = await lin.get(checkIn, { requestId: id })
  expect(await lin.get(checkIn, { requestId: id })).toEqual(first)
})
