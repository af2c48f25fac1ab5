import { readdirSync, readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { Action } from '../../cloudfunctions/contracts/action'
import { redeem, showPickUp } from '../../cloudfunctions/contracts/mall/redemption'
import { showCoupon } from '../../cloudfunctions/contracts/coupon/coupon'
import { endDuty, openDuty, startDuty } from '../../cloudfunctions/contracts/guide/duty'
import { enrolGuide } from '../../cloudfunctions/contracts/guide/guide'
import { join } from '../../cloudfunctions/contracts/member/join'
import { changePhone } from '../../cloudfunctions/contracts/member/phone'
import { setBirthday } from '../../cloudfunctions/contracts/member/profile'
import { REQUESTS_KEPT } from '../../cloudfunctions/domain/once-only'
import { allActions, audienceOf } from '../actions'
import { DAY_MS, requestId, type Asker, type BrandCloud } from '../brand-cloud'
import { importFile, tmallExport } from '../scenes/import-orders'
import { openNoticeCloud, TEMPLATE } from '../scenes/notices'
import { codeReward, loadInput } from '../scenes/code-pools'
import { makeCodes } from '../scenes/print-codes'
import { richMember } from '../scenes/rich-members'

/** All fields except the request id. */
type Input = Record<string, unknown>

let brand: BrandCloud
let lin: Asker & { memberId: string }
let shen: Asker
let codes: string[]

const orderNo = (n: number) => `19306798581706${String(40_101 + n * 317)}`
const SHOPS = ['HB2026QD01', 'WL2026QD02']

beforeAll(async () => {
  brand = await openNoticeCloud()
  const shelf = { picture: 'mug', kind: 'goods', points: 1, stock: 200, onSale: true }
  const shops = ['hubin', 'wulin']
  await brand.edit('catalog', 'shanyu:bowl', { ...shelf, name: '小碗', shops })
  const off = { picture: 'coffee', kind: 'coupon', couponTemplate: 'coffee', points: 1 }
  await brand.edit('catalog', 'shanyu:cup', { ...shelf, ...off, name: '一杯' })
  await codeReward(brand, 'parking')
  const cash = { offers: [{ id: 'cash', price: { points: 1, fen: 100 } }], points: null }
  await brand.edit('catalog', 'shanyu:plate', { ...shelf, ...cash, name: '盘子', shops })
  const claim = (await brand.program())?.claim as object
  await brand.edit('programs', 'shanyu', { claim: { ...claim, perDay: 50 } })
  lin = await richMember(brand, 'lin', 900)
  const { memberId } = await brand.member('shen')
  const entry = { operator: '店长', memberId, name: 'shen', number: '0318', shops, active: true }
  await brand.console.get(enrolGuide, entry)
  shen = brand.guide('shen')
  await shen.get(startDuty, { requestId: requestId(), shopCode: SHOPS[0] ?? '' })
  codes = (await makeCodes(brand, { count: REQUESTS_KEPT + 2 })).codes
  const orders = codes.map((_code, n) => ({ orderNo: orderNo(n), paid: '30.00' }))
  await importFile(brand, 'orders.csv', tmallExport(orders))
})
afterAll(() => brand.close())

async function redeemed(rewardId: string): Promise<string> {
  const request = { requestId: requestId(), rewardId, points: 1, shopId: 'hubin' }
  return (await lin.get(redeem, request)).redemption.redemptionId
}

async function pickUpCode(): Promise<string> {
  return (await lin.get(showPickUp, { redemptionId: await redeemed('bowl') })).code ?? ''
}

/** The n-th input of an action that may be repeated any number of times; each one differs. */
const OFTEN: Record<string, (n: number) => Input | Promise<Input>> = {
  'claim.submit': (n) => ({ orderNo: orderNo(n) }),
  // Loading counts the pool as it is now; what a dry run says of its file stays.
  'code-pool.load': (n) => loadInput(brand, 'parking', [`CODE-${n}`], { dryRun: true }),
  'correction.adjust': (n) => ({
    operator: '店长',
    reason: '补发',
    memberId: lin.memberId,
    points: n + 1,
  }),
  'duty.start': (n) => ({ shopCode: SHOPS[(n + 1) % 2] }),
  'hand-over.handOver': async () => ({ code: await pickUpCode() }),
  'notice.subscribe': (n) => ({ templateIds: [TEMPLATE, `another-${n}`] }),
  'phone.change': (n) => ({ phoneCode: `phone-1370000${String(1000 + n)}` }),
  'print-code.collect': (n) => ({ code: codes[n] }),
  'print-code.makeBatch': (n) => ({ operator: '店长', name: `礼盒${n}`, points: 5, count: 2 }),
  'redemption.cancel': async () => ({ redemptionId: await redeemed('bowl') }),
  'redemption.cancelByStaff': async () => ({
    operator: '店长',
    reason: '换错了',
    redemptionId: await redeemed('bowl'),
  }),
  'redemption.redeem': (n) => ({ rewardId: 'bowl', points: 1, shopId: n % 2 ? 'hubin' : 'wulin' }),
  'reservation.reserve': (n) => ({
    rewardId: 'plate',
    offerId: 'cash',
    points: 1,
    fen: 100,
    shopId: n % 2 ? 'hubin' : 'wulin',
  }),
  'write-off.writeOff': async () => ({
    code: (await lin.get(showCoupon, { couponId: await redeemed('cup') })).code,
  }),
}

/** Actions that are never granted twenty times in a row, and why. */
const SELDOM: Record<string, string> = {
  'check-in.checkIn': 'once a day; an id of another day is a new one',
  'check-in.makeUp': 'a few days a month',
  'claim.withdraw': 'only while a claim waits',
  'duty.end': 'only while a duty runs: below',
  'join.join': 'once, and once a new text: below',
  'leave.leave': 'once',
  'profile.setBirthday': 'once a year: below',
  'review.submit': 'once an order',
  'task.collect': 'once a goal',
  'task.visitShop': 'a few shops a day',
}

const withRequestId = allActions().filter(
  ({ input }) => 'entries' in input && 'requestId' in (input.entries as object),
)

function askerOf(action: Action): Asker {
  return { member: lin, guide: shen, staff: brand.console }[audienceOf(action)] ?? lin
}

test('every action with a request id is repeated here, or says why it cannot be', () => {
  const names = withRequestId.map(({ name }) => name).sort()
  expect(names).toEqual([...Object.keys(OFTEN), ...Object.keys(SELDOM)].sort())
})

test.each(withRequestId.filter(({ name }) => name in OFTEN))(
  '$name: an id that is nineteen requests old gets its first answer, and is refused for another thing',
  async (action) => {
    const input = OFTEN[action.name] ?? ((): Input => ({}))
    const who = askerOf(action)
    const id = requestId()
    // A guide can hand over only while on duty at the shop of the goods.
    await shen.get(startDuty, { requestId: requestId(), shopCode: SHOPS[0] ?? '' })
    const first = await input(0)
    const told = await who.get(action, { ...first, requestId: id })
    for (let n = 1; n < REQUESTS_KEPT; n++) {
      await who.get(action, { ...(await input(n)), requestId: requestId() })
    }
    // The balance beside the answer may have changed by now, and WeChat signs every payment anew.
    const { balance: _1, payment: _2, now: _3, ...same } = told as Input
    expect(await who.get(action, { ...first, requestId: id })).toMatchObject(same)
    const other = await input(REQUESTS_KEPT + 1)
    // WeChat's phone code differs at each try, so another code is still the same request.
    const reused = { refused: 'REQUEST_ID_REUSED' }
    const answer = action.name === 'phone.change' ? { ok: told } : reused
    expect(await who.ask(action, { ...other, requestId: id })).toEqual(answer)
  },
)

test('a birthday request from a year ago is neither done again nor accepted with another day', async () => {
  const input = { requestId: requestId(), birthday: '05-04' }
  const first = await lin.get(setBirthday, input)
  brand.cloud.clock.advance(366 * DAY_MS)
  await lin.get(setBirthday, { requestId: requestId(), birthday: '06-18' })
  brand.cloud.clock.advance(366 * DAY_MS)
  expect(await lin.get(setBirthday, input)).toEqual(first)
  expect(await lin.ask(setBirthday, { ...input, birthday: '07-01' })).toEqual({
    refused: 'REQUEST_ID_REUSED',
  })
})

test('a late copy of a start or an end of duty gets its first answer, and changes no later duty', async () => {
  const [start, end] = [{ requestId: requestId(), shopCode: 'HB2026QD01' }, requestId()]
  const started = await shen.get(startDuty, start)
  expect(await shen.get(endDuty, { requestId: end })).toEqual({ ended: true })
  expect(await shen.get(startDuty, start)).toEqual(started)
  expect((await shen.get(openDuty, {})).duty).toBeNull()
  const { duty } = await shen.get(startDuty, { ...start, requestId: requestId() })
  expect(await shen.get(endDuty, { requestId: end })).toEqual({ ended: true })
  expect((await shen.get(openDuty, {})).duty).toEqual(duty)
  expect(await shen.ask(startDuty, { ...start, requestId: end })).toEqual({
    refused: 'REQUEST_ID_REUSED',
  })
})

test('what older documents kept of one request is still its first answer', async () => {
  const { database } = brand.cloud
  const old = await brand.member('old')
  const id = `shanyu:${old.memberId}`
  const told = { requestId: requestId(), birthday: '05-04' }
  const { birthday, changeableFrom, ...last } = await old.get(setBirthday, told)
  const account = await database.get('accounts', id)
  const { requests: _1, ...profile } = account?.profile as Input
  const before = { ...profile, last: { requestId: told.requestId, ...last } }
  await database.replace('accounts', id, { ...account, profile: before, shape: 1 })
  expect(await old.get(setBirthday, told)).toEqual({ birthday, changeableFrom, ...last })
  const other = { ...told, birthday: '06-18' }
  expect(await old.ask(setBirthday, other)).toEqual({ refused: 'REQUEST_ID_REUSED' })
  const change = { requestId: requestId(), phoneCode: 'phone-13800007777' }
  const first = await old.get(changePhone, change)
  const { phoneRequests: _2, ...member } = (await database.get('members', old.memberId)) ?? {}
  const kept = { phoneRequest: change.requestId, phoneTold: first.phoneMasked, shape: 1 }
  await database.replace('members', old.memberId, { ...member, ...kept })
  expect(await old.get(changePhone, change)).toEqual(first)
})

test('an id that agreed to a new text cannot join under another name', async () => {
  const program = await brand.program()
  const consent = program?.consent as { version: string }
  await brand.edit('programs', 'shanyu', { consent: { ...consent, version: 'new' } })
  const form = { requestId: requestId(), consentVersion: 'new', nickname: '甲' }
  const first = await lin.get(join, form)
  expect(await lin.get(join, form)).toEqual(first)
  expect(await lin.ask(join, { ...form, nickname: '乙' })).toEqual({ refused: 'REQUEST_ID_REUSED' })
})

test('the refusal of a reused id is made in one place, so that every action keeps ids the same way', () => {
  const root = new URL('../../cloudfunctions/', pathToFileURL(__filename))
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts'),
  )
  const saying = sources.filter((file) =>
    readFileSync(new URL(file, root), 'utf8').includes("'REQUEST_ID_REUSED'"),
  )
  expect(saying.sort()).toEqual(['contracts/action.ts', 'domain/once-only.ts'])
})
