import { checkIn } from '../../contracts/check-in/check-in'
import { submitClaim } from '../../contracts/claim/claim'
import { openWallet } from '../../contracts/coupon/coupon'
import { adjustPoints } from '../../contracts/books/correction'
import { startDuty } from '../../contracts/guide/duty'
import { enrolGuide } from '../../contracts/guide/guide'
import { openHome } from '../../contracts/member/home'
import { join } from '../../contracts/member/join'
import { leave, openLeave } from '../../contracts/member/leave'
import { setBirthday } from '../../contracts/member/profile'
import { redeem } from '../../contracts/mall/redemption'
import { writeOff } from '../../contracts/coupon/write-off'
import {
  consentVersion,
  DAY_MS,
  requestId,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'
import { shapeOf } from '../../platform/database/shapes'
import { insist } from '../../../testing/scenes/insist'
import { openNoticeCloud } from '../../../testing/scenes/notices'
import { richLeaver, type Leaver } from '../../../testing/scenes/rich-leaver'

let brand: BrandCloud
let shen: Asker
beforeAll(async () => {
  brand = await openNoticeCloud()
  const { memberId } = await brand.member('shen')
  const entry = { memberId, name: '沈清', number: '0318', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...entry })
  shen = brand.guide('shen')
  expect(await brand.edit('programs', 'shanyu', { profile: { points: 30 } })).toMatch(/^已发布/)
})
afterAll(() => brand.close())

/** Leaves as the page does: reads what is lost first, then agrees to it. */
async function agreed(who: Asker) {
  const { points, pending } = await who.get(openLeave, {})
  return { requestId: requestId(), points, pending }
}

const account = (memberId: string) => brand.cloud.database.get('accounts', `shanyu:${memberId}`)
const joinForm = (extra: object = {}) => ({
  requestId: requestId(),
  consentVersion: consentVersion(),
  ...extra,
})

async function everything(): Promise<string> {
  const { database } = brand.cloud
  const all = await Promise.all(database.collections().map((name) => database.all(name)))
  return JSON.stringify(all)
}

async function expectGone({ memberId, phone }: Leaver, name: string) {
  const { database } = brand.cloud
  expect(await database.find('identities', { memberId })).toEqual([])
  const closed = await account(memberId)
  expect(closed).toMatchObject({ nickname: '已注销会员', phoneTail: '', phoneMasked: null })
  expect(closed).toMatchObject({ balance: 0, deficit: 0, pending: 0, lots: [] })
  for (const field of ['phoneEnd', 'profile', 'subscriptions', 'claimWatch']) {
    expect(closed).not.toHaveProperty(field)
  }
  const member = await database.get('members', memberId)
  expect(member).toEqual({
    _id: memberId,
    joinedAt: expect.any(Number),
    source: null,
    nickname: '',
    shape: shapeOf('members'),
    phoneEncrypted: null,
    phoneMasked: null,
    leftAt: expect.any(Number),
  })
  const text = await everything()
  for (const personal of [name, phone, `139******${phone.slice(-2)}`, `wx-${name}`]) {
    expect(text).not.toContain(`"${personal}"`)
  }
  expect(await database.find('coupons', { account: closed?._id, state: 'issued' })).toEqual([])
  expect(await database.find('redemptions', { account: closed?._id, state: 'placed' })).toEqual([])
  expect(await database.find('claims', { account: closed?._id, state: 'waiting' })).toEqual([])
  expect(await database.find('messages', { account: closed?._id })).toEqual([])
  expect(await database.find('departures', { state: 'leaving' })).toEqual([])
}

test('P2: leaving deletes what is personal, keeps the sums, and shows first what is lost', async () => {
  const leaver = await richLeaver(brand, 'lin-xiaoman')
  const { who, memberId } = leaver
  expect(await who.get(openLeave, {})).toMatchObject({
    points: 1235,
    pending: 300,
    coupons: 1,
    goods: 1,
    claims: 1,
    otherBrands: 0,
    phoneMasked: expect.stringMatching(/^139\*{6}\d\d$/),
  })
  const ledger = (await brand.cloud.database.find('ledger', { account: `shanyu:${memberId}` }))
    .length
  const input = await agreed(who)
  const first = await who.get(leave, input)
  await expectGone(leaver, 'lin-xiaoman')
  // Every entry stays, and the last one brings the liability to 0.
  const entries = await brand.cloud.database.find('ledger', { account: `shanyu:${memberId}` })
  expect(entries.length).toBeGreaterThan(ledger)
  expect(entries.reduce((sum, { points }) => sum + Number(points), 0)).toBe(0)
  expect(entries.at(-1)).toBeDefined()
  const last = await brand.cloud.database.get('ledger', `shanyu:${memberId}:leave`)
  expect(last).toMatchObject({ kind: 'expire', source: 'leave', balanceAfter: 0 })
  // The same request again gets the same answer; another request comes from a stranger.
  expect(await who.get(leave, input)).toEqual(first)
  expect(await who.ask(leave, { ...input, points: 9 })).toEqual({ refused: 'REQUEST_ID_REUSED' })
  expect(await who.ask(leave, { ...input, requestId: requestId() })).toEqual({
    refused: 'NOT_JOINED',
  })
  expect((await who.get(openHome, {})).card).toBeNull()
})

test('P2: a person who comes back is a new member with nothing, and gets no gift twice', async () => {
  const leaver = await richLeaver(brand, 'returning')
  const { who, phone, credited, pending, awaited } = leaver
  await who.get(leave, await agreed(who))
  // From another WeChat, recognized by the phone alone.
  const back = brand.person('returning-again')
  const joined = await back.get(join, joinForm({ phoneCode: `phone-${phone}-back` }))
  expect(joined).toMatchObject({ found: false, balance: 0 })
  expect(joined.memberId).not.toBe(leaver.memberId)
  for (const orderNo of [credited, pending]) {
    const reply = await back.ask(submitClaim, { requestId: requestId(), orderNo })
    expect(reply).toMatchObject({ refused: 'ALREADY_CLAIMED', detail: { on: expect.any(String) } })
  }
  // An order that nobody had claimed yet is free.
  await back.get(submitClaim, { requestId: requestId(), orderNo: awaited })
  const told = await back.get(setBirthday, { requestId: requestId(), birthday: '05-04' })
  expect(told).toMatchObject({ earned: 0, balance: 0 })
  expect((await back.get(openWallet, { tab: 'usable' })).coupons).toEqual([])
  // The first WeChat is a stranger, and joins as a new member without the gift, too.
  expect((await who.get(openHome, {})).card).toBeNull()
  await who.get(join, joinForm())
  const again = await who.get(setBirthday, { requestId: requestId(), birthday: '05-04' })
  expect(again.earned).toBe(0)
  // And it had already checked in that day before leaving (L13).
  expect(await who.ask(checkIn, { requestId: requestId() })).toEqual({
    refused: 'ALREADY_CHECKED_IN',
  })
})

test('P2: a refund, an import and staff find nobody behind an order of a member who left', async () => {
  const { who, credited, awaited, pending, memberId } = await richLeaver(brand, 'refunded')
  await who.get(leave, await agreed(who))
  const before = await account(memberId)
  const file = tmallExport([
    { orderNo: credited, paid: '2000.00', refunded: '2000.00' },
    { orderNo: awaited, paid: '66.00' },
    { orderNo: pending, paid: '300.00', refunded: '100.00' },
  ])
  await importFile(brand, 'after.csv', file)
  await brand.job('posting')
  expect(await account(memberId)).toEqual(before)
  await brand.audit()
})

test('P2: points that came in after the page was read are not taken without asking', async () => {
  const lin = await brand.member('since')
  const input = await agreed(lin)
  await lin.get(checkIn, { requestId: requestId() })
  expect(await lin.ask(leave, input)).toEqual({
    refused: 'MORE_TO_LOSE',
    detail: { points: 5, pending: 0 },
  })
  expect((await lin.get(openHome, {})).card?.balance).toBe(5)
})

test('P2: leaving, redeeming and checking in at the same time end in one state, whoever is first', async () => {
  for (let round = 0; round < 4; round++) {
    await shen.get(startDuty, { requestId: requestId(), shopCode: 'HB2026QD01' })
    const leaver = await richLeaver(brand, `race-${round}`)
    const { who, awaited } = leaver
    // The agreement includes what the import brings meanwhile.
    const input = { ...(await agreed(who)), points: 2000, pending: 2000 }
    const request = { rewardId: 'coffee', points: 120 }
    const [coupon] = await brand.cloud.database.find('coupons', {
      account: `shanyu:${leaver.memberId}`,
      state: 'issued',
    })
    const used = { requestId: requestId(), code: String(coupon?.code) }
    const asks = [
      insist(who, leave, input),
      insist(who, leave, input),
      ...[1, 2, 3].map(() => insist(who, redeem, { requestId: requestId(), ...request })),
      insist(who, submitClaim, { requestId: requestId(), orderNo: `${awaited.slice(0, -1)}x` }),
      insist(shen, writeOff, used),
      importFile(brand, `race-${round}.csv`, tmallExport([{ orderNo: awaited, paid: '66.00' }])),
    ]
    const [first, second] = await Promise.all(asks)
    expect(first).toHaveProperty('ok')
    expect(second).toEqual(first)
    await expectGone(leaver, `race-${round}`)
    await brand.audit()
  }
})

test('P2: leaving and joining with the same phone at the same time leaves nobody without an account', async () => {
  for (let round = 0; round < 4; round++) {
    const { who, phone } = await richLeaver(brand, `rejoin-${round}`)
    const friend = brand.person(`rejoin-friend-${round}`)
    const input = await agreed(who)
    const [, joined] = await Promise.all([
      insist(who, leave, input),
      insist(friend, join, joinForm({ phoneCode: `phone-${phone}-${round}` })),
    ])
    expect(joined).toHaveProperty('ok')
    // The earlier member's check-in of that day was used up (L13).
    brand.cloud.clock.advance(DAY_MS)
    // The friend either found the leaving account and is a visitor now, or became a new member.
    const { card } = await friend.get(openHome, {})
    if (card) expect(card.balance).toBe(0)
    else await friend.get(join, joinForm())
    await friend.get(checkIn, { requestId: requestId() })
    expect((await friend.get(openHome, {})).card?.balance).toBe(5)
  }
})

test('P2: a guide who leaves is no longer a guide, and the roster keeps the name', async () => {
  const { memberId, ...gu } = await brand.member('gu')
  const entry = { memberId, name: '顾盼', number: '0319', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...entry })
  const duty = { requestId: requestId(), shopCode: 'HB2026QD01' }
  await brand.guide('gu').get(startDuty, duty)
  await gu.get(leave, await agreed(gu))
  expect(await brand.guide('gu').ask(startDuty, { ...duty, requestId: requestId() })).toEqual({
    refused: 'NOT_A_GUIDE',
  })
  const guide = await brand.cloud.database.get('guides', `shanyu:${memberId}`)
  expect(guide).toMatchObject({ active: false, duty: null, name: '顾盼' })
  // A guide who is no longer there cannot be put back on duty.
  expect(await brand.console.ask(enrolGuide, { operator: '店长', ...entry })).toEqual({
    refused: 'MEMBER_NOT_FOUND',
  })
  const more = { operator: '店长', reason: '补发', memberId, points: 5, requestId: requestId() }
  expect(await brand.console.ask(adjustPoints, more)).toEqual({ refused: 'MEMBER_NOT_FOUND' })
})

test('P2: a call that was killed is finished by the timer', async () => {
  const leaver = await richLeaver(brand, 'killed')
  const { who } = leaver
  const input = await agreed(who)
  brand.cloud.faults.set([{ request: 'database.commitTransaction', fault: 'crashAfter' }])
  await expect(who.ask(leave, input)).rejects.toThrow()
  brand.cloud.faults.clear()
  expect(await brand.cloud.database.find('departures', { state: 'leaving' })).toHaveLength(1)
  await brand.audit()
  expect(await brand.job('departures')).toMatchObject({ ok: { departuresFinished: 1 } })
  await expectGone(leaver, 'killed')
  expect(await who.get(leave, input)).toHaveProperty('leftAt')
})
