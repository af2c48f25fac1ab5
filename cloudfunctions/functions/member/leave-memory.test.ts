import { checkIn, openCheckIn } from '../../contracts/check-in/check-in'
import { submitClaim } from '../../contracts/claim/claim'
import { adjustPoints } from '../../contracts/books/correction'
import { openHome } from '../../contracts/member/home'
import { join } from '../../contracts/member/join'
import { leave } from '../../contracts/member/leave'
import { changePhone } from '../../contracts/member/phone'
import { showCoupon } from '../../contracts/coupon/coupon'
import { startDuty } from '../../contracts/guide/duty'
import { enrolGuide } from '../../contracts/guide/guide'
import { writeOff } from '../../contracts/coupon/write-off'
import { collectCode } from '../../contracts/print-code/print-code'
import { openProfile, setBirthday } from '../../contracts/member/profile'
import { redeem } from '../../contracts/mall/redemption'
import { openInvite, visitShop } from '../../contracts/task/task'
import {
  consentVersion,
  openBrandCloud,
  requestId,
  TODAY,
  type Asker,
  type BrandCloud,
} from '../../../testing/brand-cloud'
import { importFile, tmallExport } from '../../../testing/scenes/import-orders'
import { withTierCloud } from '../../../testing/scenes/tiers'

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
  const limited = { points: 1, stock: 50, onSale: true, perMember: 1, couponTemplate: 'coffee' }
  const reward = { name: '限量吐司', picture: 'coffee', kind: 'coupon', ...limited }
  await brand.edit('catalog', 'shanyu:toast', reward)
  const monthly = { who: 'each', period: 'month', count: 1 }
  const offers = [{ id: 'one', price: { points: 1 }, limits: [monthly] }]
  const monthlyToast = { ...reward, name: '每月吐司', points: null, perMember: null, offers }
  await brand.edit('catalog', 'shanyu:monthly', monthlyToast)
  const { memberId } = await brand.member('till')
  const entry = { memberId, name: '沈清', number: '0318', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...entry })
})
afterAll(() => brand.close())

let phones = 0
const newPhone = () => `1${String(3_600_000_000 + ++phones)}`
const code = (phone: string) => ({ phoneCode: `phone-${phone}-${requestId()}` })
const form = (extra: object = {}) => ({
  requestId: requestId(),
  consentVersion: consentVersion(),
  ...extra,
})
const id = () => ({ requestId: requestId() })
const leaveAll = (who: Asker) => who.get(leave, { ...id(), points: 99_999, pending: 99_999 })

/** Comes back with the same WeChat, or with another one that has the phone. */
async function back(how: 'wechat' | 'phone', who: Asker, phone: string, name: string) {
  const again = how === 'wechat' ? who : brand.person(`${name}-new`)
  const { memberId } = await again.get(join, form(how === 'phone' ? code(phone) : {}))
  return { who: again, memberId }
}

async function joined(name: string) {
  const [who, phone] = [brand.person(name), newPhone()]
  const { memberId } = await who.get(join, form(code(phone)))
  return { who, phone, memberId }
}

/** Unused rewards are given back when their member leaves, and no longer count. */
async function redeemAndUse(who: Asker, wish: object = { rewardId: 'toast' }) {
  const request = { rewardId: 'toast', points: 1, ...wish }
  const reply = await who.ask(redeem, { ...id(), ...request })
  if (!('ok' in reply)) return reply
  const { code } = await who.get(showCoupon, { couponId: String(reply.ok.redemption.couponId) })
  const till = brand.guide('till')
  await till.get(startDuty, { ...id(), shopCode: 'HB2026QD01' })
  await till.get(writeOff, { ...id(), code })
  return reply
}

const adjust = (memberId: string, points: number) =>
  brand.console.get(adjustPoints, { operator: '店长', reason: '补发', memberId, points, ...id() })

describe.each(['wechat', 'phone'] as const)('coming back by the same %s', (how) => {
  test('L13: a limited reward is limited over three rounds of leaving', async () => {
    const first = await joined(`toast-${how}`)
    const { phone } = first
    let { who, memberId } = first
    const answers: string[] = []
    for (let round = 0; round < 3; round++) {
      await adjust(memberId, 10)
      const reply = await redeemAndUse(who)
      answers.push('refused' in reply ? reply.refused : 'ok')
      await leaveAll(who)
      ;({ who, memberId } = await back(how, who, phone, `toast-${how}-${round}`))
    }
    expect(answers).toEqual(['ok', 'MEMBER_LIMIT_REACHED', 'MEMBER_LIMIT_REACHED'])
  })

  test('M4: an offer of the month that was used up stays so after leaving, until the month is over', async () => {
    const { who, phone, memberId } = await joined(`monthly-${how}`)
    const take = { rewardId: 'monthly', offerId: 'one' }
    await adjust(memberId, 10)
    await redeemAndUse(who, take)
    await leaveAll(who)
    const again = await back(how, who, phone, `monthly-${how}-again`)
    await adjust(again.memberId, 10)
    const reply = await redeemAndUse(again.who, take)
    expect(reply).toMatchObject({ refused: 'MEMBER_LIMIT_REACHED', detail: { period: 'month' } })
    brand.cloud.clock.set(Date.UTC(2026, 11, 1, 2))
    expect(await redeemAndUse(again.who, take)).toHaveProperty('ok')
    brand.cloud.clock.set(TODAY)
  })

  test('L13: the day of check-in, of a visit and of codes stays used up', async () => {
    const { who, phone } = await joined(`day-${how}`)
    await who.get(checkIn, id())
    await who.get(visitShop, { ...id(), code: 'HUBIN2026' })
    await leaveAll(who)
    const again = (await back(how, who, phone, `day-${how}`)).who
    expect((await again.get(openCheckIn, {})).strip.checkedInToday).toBe(true)
    expect(await again.ask(checkIn, id())).toEqual({ refused: 'ALREADY_CHECKED_IN' })
    expect(await again.ask(visitShop, { ...id(), code: 'HUBIN2026' })).toEqual({
      refused: 'VISITED_TODAY',
    })
    expect((await again.get(openHome, {})).card?.balance).toBe(0)
    brand.cloud.clock.advance(24 * 60 * 60 * 1000)
    await again.get(checkIn, id())
  })

  test('L13: a debt is charged again once, and the next earnings pay it', async () => {
    const { who, phone, memberId } = await joined(`debt-${how}`)
    const orderNo = `19306798581708${String(++phones).padStart(5, '0')}`
    const file = (refunded: string) => tmallExport([{ orderNo, paid: '100.00', refunded }])
    await importFile(brand, `debt-${how}.csv`, file('0.00'))
    await who.get(submitClaim, { ...id(), orderNo })
    await adjust(memberId, -100)
    await importFile(brand, `debt-${how}-2.csv`, file('100.00'))
    expect((await who.get(openHome, {})).card).toMatchObject({ balance: 0, deficit: 100 })
    await leaveAll(who)
    const again = await back(how, who, phone, `debt-${how}`)
    expect((await again.who.get(openHome, {})).card).toMatchObject({ balance: 0, deficit: 100 })
    await adjust(again.memberId, 130)
    expect((await again.who.get(openHome, {})).card).toMatchObject({ balance: 30, deficit: 0 })
    // The phone leads to the same membership: nothing is owed twice.
    if (how === 'wechat') await again.who.get(join, form(code(phone)))
    expect((await again.who.get(openHome, {})).card).toMatchObject({ balance: 30, deficit: 0 })
  })

  test('L13: the lock of printed codes and of claims outlives leaving', async () => {
    const { who, phone, memberId } = await joined(`lock-${how}`)
    const database = brand.cloud.database
    const account = await database.get('accounts', `shanyu:${memberId}`)
    const lockedUntil = brand.cloud.clock.now() + 3_600_000
    const watch = { wrong: 0, wrongSince: 0, unproven: 9, hourSince: 0, inHour: 3 }
    const day = (await who.get(openCheckIn, {})).strip.today
    await database.replace('accounts', `shanyu:${memberId}`, {
      ...account,
      _id: `shanyu:${memberId}`,
      claimWatch: { ...watch, lockedUntil, lastNo: '1', inRow: 1, buyers: ['4321'] },
      printCodes: { day, wrong: 10, requests: [] },
      wrongCodes: { visit: { day, wrong: 10 } },
    })
    await leaveAll(who)
    const again = await back(how, who, phone, `lock-${how}`)
    const reply = await again.who.ask(collectCode, { ...id(), code: '7K3D9Q2M4T6W8X' })
    expect(reply).not.toHaveProperty('ok')
    const kept = await database.get('accounts', `shanyu:${again.memberId}`)
    expect(kept).toMatchObject({
      claimWatch: { lockedUntil, buyers: [] },
      printCodes: { wrong: 10 },
    })
    expect(await again.who.ask(visitShop, { ...id(), code: 'HUBIN2026' })).toMatchObject({
      refused: 'CODES_LOCKED',
    })
  })

  test('L13: a year has one birthday, even for a person who left in between', async () => {
    const { who, phone } = await joined(`birthday-${how}`)
    await who.get(setBirthday, { ...id(), birthday: '11-20' })
    await leaveAll(who)
    const again = (await back(how, who, phone, `birthday-${how}`)).who
    await again.get(setBirthday, { ...id(), birthday: '11-25' })
    const account = await brand.cloud.database.find('accounts', { leftAt: undefined })
    expect(account).toBeDefined()
    const { untilNewYear, birthday } = await again.get(openProfile, {})
    expect([birthday, untilNewYear]).toEqual(['11-25', null])
    const own = await brand.cloud.database.all('accounts')
    const mine = own.map((each) => each.profile as { birthday: { since: string } } | undefined)
    expect(mine.filter((each) => each?.birthday.since === '2027-01-01').length).toBeGreaterThan(0)
  })
})

test('L13: two memories that meet: the stricter of each', async () => {
  const [one, two] = [await joined('meet-1'), await joined('meet-2')]
  await one.who.get(checkIn, id())
  await adjust(two.memberId, 10)
  await redeemAndUse(two.who)
  await leaveAll(one.who)
  await leaveAll(two.who)
  // The WeChat of one membership, the phone of the other.
  await one.who.get(join, form(code(two.phone)))
  expect(await one.who.ask(checkIn, id())).toEqual({ refused: 'ALREADY_CHECKED_IN' })
  const memberId = (await one.who.get(join, form())).memberId
  await adjust(memberId, 10)
  const request = { ...id(), rewardId: 'toast', points: 1 }
  expect(await one.who.ask(redeem, request)).toMatchObject({ refused: 'MEMBER_LIMIT_REACHED' })
})

test('L13: a memory holds no name, phone or WeChat, and leads to no member', async () => {
  const { who, phone, memberId } = await joined('nobody')
  await who.get(changePhone, { ...id(), ...code(newPhone()) })
  await leaveAll(who)
  const text = JSON.stringify(await brand.cloud.database.all('memories'))
  for (const personal of ['nobody', phone, 'wx-nobody', memberId, 'wechat:', 'phone:']) {
    expect(text).not.toContain(personal)
  }
})

test('L13: an invitation is paid once for a phone, even if the phone is changed before leaving', async () => {
  await withTierCloud({}, async (cloud) => {
    const host = await cloud.member('host')
    const inviter = (await host.get(openInvite, {})).code
    const phone = newPhone()
    const balance = async () => (await host.get(openHome, {})).card?.balance
    for (let round = 0; round < 3; round++) {
      const friend = cloud.person(`friend-${round}`)
      await friend.get(join, form({ inviter, ...code(phone) }))
      await friend.get(changePhone, { ...id(), ...code(newPhone()) })
      // The second member stays: changing the phone is enough.
      if (round !== 1) await leaveAll(friend)
    }
    expect(await balance()).toBe(100)
  })
})

test('L13: many phones and WeChat ids are all remembered, even if they need more than one step', async () => {
  const who = brand.person('many', 'union-many')
  const first = newPhone()
  const { memberId } = await who.get(join, form(code(first)))
  const apps = Array.from({ length: 30 }, (_, i) => brand.person(`many-${i}`, 'union-many'))
  for (const app of apps) await app.get(join, form())
  for (let i = 0; i < 9; i++) await who.get(changePhone, { ...id(), ...code(newPhone()) })
  await who.get(checkIn, id())
  const before = (await brand.cloud.database.all('memories')).length
  await leaveAll(who)
  expect(await brand.cloud.database.find('identities', { memberId })).toEqual([])
  // 31 WeChat ids, a union id, a phone and nine former ones, whose gifts were noted before; and the
  // membership itself.
  expect((await brand.cloud.database.all('memories')).length - before).toBe(34)
  const again = brand.person('many-back')
  await again.get(join, form(code(first)))
  expect(await again.ask(checkIn, id())).toEqual({ refused: 'ALREADY_CHECKED_IN' })
})
