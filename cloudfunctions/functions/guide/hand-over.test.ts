import { setTimeout as pause } from 'node:timers/promises'
import { resolveAlert } from '../../contracts/message/alert'
import { startDuty } from '../../contracts/guide/duty'
import { enrolGuide } from '../../contracts/guide/guide'
import { handOver } from '../../contracts/mall/hand-over'
import { openHome } from '../../contracts/member/home'
import { openReward } from '../../contracts/mall/mall'
import {
  cancelByStaff,
  cancelRedemption,
  extendPickUp,
  listRedemptions,
  redeem,
  showPickUp,
} from '../../contracts/mall/redemption'
import { validateCoupon } from '../../contracts/coupon/write-off'
import {
  DAY_MS,
  openBrandCloud,
  requestId,
  TODAY,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { richMember } from '../../../testing/scenes/rich-members'
import { saidOf } from '../../../testing/scenes/alert-words'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  const shelf = { picture: 'mug', kind: 'goods', points: 100, stock: 80, onSale: true }
  await brand.edit('catalog', 'shanyu:box', {
    ...shelf,
    name: '礼盒',
    shops: ['hubin', 'wulin'],
    pickUpDays: 3,
  })
  await guide('shen')
  await guide('gu')
})
beforeEach(async () => {
  brand.cloud.clock.set(TODAY)
  await begin('shen', 'HB2026QD01')
  await begin('gu', 'WL2026QD02')
})
afterAll(() => brand.close())

async function guide(name: string) {
  const { memberId } = await brand.member(name)
  const entry = { memberId, name, number: '0318', shops: ['hubin', 'wulin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...entry })
}

const begin = (name: string, shopCode: string) =>
  brand.guide(name).get(startDuty, { requestId: requestId(), shopCode })

async function place(who: Asker, shopId = 'hubin') {
  const request = { requestId: requestId(), rewardId: 'box', points: 100, shopId }
  const { redemptionId } = (await who.get(redeem, request)).redemption
  const shown = await who.get(showPickUp, { redemptionId })
  return { redemptionId, code: shown.code ?? '', shown }
}

/** A member who has redeemed goods, and the code that they show. */
async function holder(name: string) {
  const lin = await richMember(brand, name, 300)
  return { lin, ...(await place(lin)) }
}

const scan = (code: string) => ({ requestId: requestId(), code })
const shen = () => brand.guide('shen')
const staff = (redemptionId: string) => ({ operator: '店长', reason: '客人晚点来', redemptionId })
const left = async (lin: Asker) => (await lin.get(openReward, { rewardId: 'box' })).reward.left

test('M16: goods are handed over by one scan, and the member sees when, where and by whom', async () => {
  const { lin, redemptionId, code, shown } = await holder('lin')
  expect(shown).toMatchObject({
    redemption: { pickUp: { lastDay: '2026-11-23', isOver: false, handedOver: null } },
    shopAddress: '杭州市上城区湖滨路 12 号',
  })
  expect(code).toMatch(/^\d{12}$/)
  const seen = await shen().get(validateCoupon, { code: code.replace(/(.{4})/g, '$1 ') })
  const goods = { name: '礼盒', picture: 'mug' }
  expect(seen).toMatchObject({ code, goods, memberName: 'lin', lastDay: '2026-11-23' })
  const ask = scan(code)
  const done = await shen().get(handOver, ask)
  expect(done).toMatchObject({ code, goods, shopName: '湖滨店', guideName: 'shen' })
  expect(await shen().get(handOver, ask)).toEqual(done)
  const { redemptions } = await lin.get(listRedemptions, {})
  const handedOver = { at: done.handedOverAt, shopName: '湖滨店', guideName: 'shen' }
  expect(redemptions).toMatchObject([
    { redemptionId, state: 'fulfilled', cancellable: false, pickUp: { handedOver } },
  ])
  expect((await lin.get(showPickUp, { redemptionId })).code).toBeNull()
})

test('M16: after the hand-over nobody cancels, however often it is tried', async () => {
  const { lin, redemptionId, code } = await holder('after')
  await shen().get(handOver, scan(code))
  for (let i = 0; i < 3; i++) {
    const ask = { requestId: requestId(), redemptionId }
    expect(await lin.ask(cancelRedemption, ask)).toEqual({ refused: 'ALREADY_FULFILLED' })
    const byStaff = { ...staff(redemptionId), requestId: requestId() }
    expect(await brand.console.ask(cancelByStaff, byStaff)).toEqual({
      refused: 'ALREADY_FULFILLED',
    })
  }
  const longer = { ...staff(redemptionId), lastDay: '2026-12-20' }
  expect(await brand.console.ask(extendPickUp, longer)).toEqual({ refused: 'ALREADY_FULFILLED' })
  expect((await lin.get(openHome, {})).card?.balance).toBe(200)
})

test('M16: cancelling before the hand-over ends the code and gives points and stock back once', async () => {
  const lin = await richMember(brand, 'before', 300)
  const before = await left(lin)
  const { redemptionId, code } = await place(lin)
  await lin.get(cancelRedemption, { requestId: requestId(), redemptionId })
  expect(await shen().ask(validateCoupon, { code })).toEqual({ refused: 'PICK_UP_CANCELLED' })
  expect(await shen().ask(handOver, scan(code))).toEqual({ refused: 'PICK_UP_CANCELLED' })
  expect(await left(lin)).toBe(before)
  expect((await lin.get(openHome, {})).card?.balance).toBe(300)
})

test('M11: fifty scans at once hand the goods over once', async () => {
  const { code } = await holder('fifty')
  const replies = await Promise.all(
    Array.from({ length: 50 }, () => shen().ask(handOver, scan(code))),
  )
  const done = replies.flatMap((reply) => ('ok' in reply ? [reply.ok.handedOverAt] : []))
  expect(done).toHaveLength(1)
  for (const reply of replies.filter((each) => !('ok' in each))) {
    const detail = { at: done[0], shopName: '湖滨店' }
    expect(reply).toEqual({ refused: 'PICK_UP_DONE', detail })
  }
})

test('M16: if a cancellation and a hand-over come at the same instant, exactly one wins', async () => {
  let handed = 0
  for (let i = 0; i < 12; i++) {
    const { lin, redemptionId, code } = await holder(`instant-${i}`)
    const cancel = () => lin.ask(cancelRedemption, { requestId: requestId(), redemptionId })
    const byStaff = { ...staff(redemptionId), requestId: requestId() }
    // Each try starts later than the one before, so that each side is first at least once on any
    // machine.
    const give = async () => {
      await pause(i % 2 ? 0 : i * 10)
      return shen().ask(handOver, scan(code))
    }
    const replies = await Promise.all(
      i % 2 ? [give(), cancel()] : [brand.console.ask(cancelByStaff, byStaff), give()],
    )
    expect(replies.filter((reply) => 'ok' in reply)).toHaveLength(1)
    const { state } = (await lin.get(showPickUp, { redemptionId })).redemption
    expect((await lin.get(openHome, {})).card?.balance).toBe(state === 'fulfilled' ? 200 : 300)
    if (state === 'fulfilled') handed++
  }
  expect(handed).toBeGreaterThan(0)
  expect(handed).toBeLessThan(12)
})

test('M11: another shop, a guide off duty, a stranger and an unknown code get nothing', async () => {
  const { code } = await holder('where')
  const other = { refused: 'PICK_UP_OTHER_SHOP', detail: { shopName: '湖滨店' } }
  expect(await brand.guide('gu').ask(validateCoupon, { code })).toEqual(other)
  expect(await brand.guide('gu').ask(handOver, scan(code))).toEqual(other)
  expect(await brand.guide('where').ask(handOver, scan(code))).toEqual({ refused: 'NOT_A_GUIDE' })
  expect(await shen().ask(handOver, scan('000000000000'))).toEqual({
    refused: 'PICK_UP_NOT_FOUND',
  })
  expect(await shen().ask(handOver, scan('取货'))).toEqual({ refused: 'PICK_UP_CODE_INVALID' })
  brand.cloud.clock.advance(DAY_MS)
  expect(await shen().ask(handOver, scan(code))).toEqual({ refused: 'OFF_DUTY' })
})

test('U8: twenty wrong pick-up codes lock the till for a day, even for correct codes', async () => {
  const { code } = await holder('guessed')
  await guide('tries')
  await begin('tries', 'HB2026QD01')
  const give = (typed: string) => brand.guide('tries').ask(handOver, scan(typed))
  for (let i = 0; i < 20; i++) {
    expect(await give(String(100_000_000_000 + i))).toEqual({ refused: 'PICK_UP_NOT_FOUND' })
  }
  const locked = { refused: 'CODES_LOCKED', detail: { until: '2026-11-21' } }
  expect(await give('100000000020')).toEqual(locked)
  expect(await give(code)).toEqual(locked)
  expect(await brand.guide('tries').ask(validateCoupon, { code })).toEqual(locked)
  brand.cloud.clock.advance(DAY_MS)
  await begin('tries', 'HB2026QD01')
  expect(await give(code)).toHaveProperty('ok')
})

test('A2: guides hand nothing over to themselves', async () => {
  const { code } = await holder('own')
  const { memberId } = await brand.member('own')
  const entry = { memberId, name: 'own', number: '0319', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...entry })
  const own = brand.guide('own')
  await own.get(startDuty, { requestId: requestId(), shopCode: 'HB2026QD01' })
  expect(await own.ask(validateCoupon, { code })).toEqual({ refused: 'OWN_PICK_UP' })
  expect(await own.ask(handOver, scan(code))).toEqual({ refused: 'OWN_PICK_UP' })
  expect(await shen().ask(handOver, scan(code))).toHaveProperty('ok')
})

test('M16: one request hands over one thing, and using its id for another is refused', async () => {
  const [one, two] = [await holder('one'), await holder('two')]
  const ask = scan(one.code)
  await shen().get(handOver, ask)
  expect(await shen().ask(handOver, { ...ask, code: two.code })).toEqual({
    refused: 'REQUEST_ID_REUSED',
  })
})

test('M16: after its last day the code no longer works and staff are alerted; an extension makes it work again', async () => {
  const { lin, redemptionId, code } = await holder('late')
  brand.cloud.clock.set(TODAY + 3 * DAY_MS)
  await begin('shen', 'HB2026QD01')
  expect(await shen().get(validateCoupon, { code })).toMatchObject({ code })
  brand.cloud.clock.set(TODAY + 4 * DAY_MS)
  await begin('shen', 'HB2026QD01')
  const over = { refused: 'PICK_UP_OVER', detail: { on: '2026-11-23' } }
  expect(await shen().ask(handOver, scan(code))).toEqual(over)
  const shown = await lin.get(showPickUp, { redemptionId })
  expect(shown).toMatchObject({ code: null, redemption: { state: 'placed', cancellable: true } })
  await brand.job('pickUps')
  await brand.job('pickUps')
  const alerts = await brand.cloud.database.find('alerts', { subject: redemptionId })
  expect(alerts).toMatchObject([{ topic: 'pickUp', state: 'open' }])
  expect(saidOf(alerts[0])).toMatch(/「礼盒」过了取货日还没取：湖滨店，最后一天是 11 月 23 日/)
  const past = { ...staff(redemptionId), lastDay: '2026-11-23' }
  expect(await brand.console.ask(extendPickUp, past)).toEqual({ refused: 'DAY_IS_OVER' })
  const longer = { ...staff(redemptionId), lastDay: '2026-11-30', shopId: 'wulin' }
  const { redemption } = await brand.console.get(extendPickUp, longer)
  expect(redemption).toMatchObject({ shopName: '武林店', pickUp: { lastDay: '2026-11-30' } })
  await begin('gu', 'WL2026QD02')
  expect(await brand.guide('gu').ask(handOver, scan(code))).toHaveProperty('ok')
})

test('M16: an extension that has run out alerts staff again', async () => {
  const { redemptionId } = await holder('later-still')
  const told = () => brand.cloud.database.find('alerts', { subject: redemptionId, state: 'open' })
  brand.cloud.clock.set(TODAY + 4 * DAY_MS)
  await brand.job('pickUps')
  const alertId = String((await told())[0]?._id)
  await brand.console.get(resolveAlert, { operator: '店长', alertId, note: '给了延期' })
  await brand.console.get(extendPickUp, { ...staff(redemptionId), lastDay: '2026-11-26' })
  await brand.job('pickUps')
  expect(await told()).toEqual([])
  brand.cloud.clock.set(TODAY + 7 * DAY_MS)
  await brand.job('pickUps')
  expect((await told()).map(saidOf)).toEqual([expect.stringContaining('最后一天是 11 月 26 日')])
})

test('M16: on its last day the code is still shown, and staff get no alert', async () => {
  const { lin, redemptionId, code } = await holder('last-day')
  brand.cloud.clock.set(TODAY + 3 * DAY_MS)
  expect(await lin.get(showPickUp, { redemptionId })).toMatchObject({
    code,
    redemption: { pickUp: { isOver: false } },
  })
  await brand.job('pickUps')
  expect(await brand.cloud.database.find('alerts', { subject: redemptionId })).toEqual([])
})

test('K16: the code is shown to its holder only, and the database does not hold it', async () => {
  const { redemptionId, code } = await holder('secret')
  const fang = await brand.member('fang')
  expect(await fang.ask(showPickUp, { redemptionId })).toEqual({ refused: 'REDEMPTION_NOT_FOUND' })
  const all = await Promise.all(
    brand.cloud.database.collections().map((name) => brand.cloud.database.all(name)),
  )
  expect(JSON.stringify(all)).not.toContain(code)
})

test('M16: a redemption repeated after a lost answer has the same pick-up code', async () => {
  const lin = await richMember(brand, 'lost', 100)
  const request = { requestId: requestId(), rewardId: 'box', points: 100, shopId: 'hubin' }
  const first = await lin.get(redeem, request)
  const { code } = await lin.get(showPickUp, { redemptionId: first.redemption.redemptionId })
  await shen().get(handOver, scan(code ?? ''))
  expect(await lin.get(redeem, request)).toEqual(first)
})

test('M16: a nickname from before the rules cannot pose as the brand where goods are handed over', async () => {
  const { redemptionId, code } = await holder('names')
  const memberName = '店长 已核销✅'
  await brand.cloud.database.patch('redemptions', redemptionId, { memberName })
  expect(await shen().get(validateCoupon, { code })).toMatchObject({ memberName: '会员' })
  expect(await shen().get(handOver, scan(code))).toMatchObject({ memberName: '会员' })
})
