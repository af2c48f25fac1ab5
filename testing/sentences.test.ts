import { checkIn, makeUp } from '../cloudfunctions/contracts/check-in/check-in'
import { submitClaim } from '../cloudfunctions/contracts/claim/claim'
import { listNotices } from '../cloudfunctions/contracts/message/notice'
import { collectCode } from '../cloudfunctions/contracts/print-code/print-code'
import { adjustPoints, reverseEntry } from '../cloudfunctions/contracts/books/correction'
import { cancelRedemption, redeem } from '../cloudfunctions/contracts/mall/redemption'
import { setBirthday } from '../cloudfunctions/contracts/member/profile'
import { openStatement } from '../cloudfunctions/contracts/ledger/statement'
import { collectTask, visitShop } from '../cloudfunctions/contracts/task/task'
import { importFile, tmallExport } from './scenes/import-orders'
import { shanghai } from './scenes/notices'
import { makeCodes } from './scenes/print-codes'
import { claimOrder, lookOn, noon, someOrders, withTierCloud } from './scenes/tiers'
import { sentenceOf } from '../miniprogram/src/text/statement'
import { DAY_MS, openBrandCloud, requestId, TODAY, type BrandCloud } from './brand-cloud'

const ORDER = '1930679858170640101'
const SECOND = '1930679858170640102'
const file = (refunded?: string) =>
  tmallExport([
    { orderNo: ORDER, paid: '2000.00', refunded },
    { orderNo: SECOND, paid: '50.00', refunded: refunded && '50.00' },
  ])

let brand: BrandCloud
beforeAll(async () => {
  brand = await openBrandCloud()
})
afterAll(() => brand.close())

/** A member to whom everything that moves points has happened. */
async function story() {
  brand.cloud.clock.set(TODAY - 5 * DAY_MS)
  const lin = await brand.member('lin')
  brand.cloud.clock.set(TODAY)
  await lin.get(checkIn, { requestId: requestId() })
  await importFile(brand, 'story.csv', file())
  await lin.get(submitClaim, { requestId: requestId(), orderNo: ORDER })
  await lin.get(submitClaim, { requestId: requestId(), orderNo: SECOND })
  const month = { task: 'month-orders', cycle: '2026-11' }
  await lin.get(collectTask, { requestId: requestId(), ...month })
  await lin.get(visitShop, { requestId: requestId(), code: 'HUBIN2026' })
  await lin.get(makeUp, { requestId: requestId(), day: '2026-11-18' })
  const [code = ''] = (await makeCodes(brand)).codes
  await lin.get(collectCode, { requestId: requestId(), code })
  await lin.get(redeem, { requestId: requestId(), rewardId: 'coffee', points: 120 })
  const mug = { rewardId: 'mug', points: 680, shopId: 'hubin' }
  await lin.get(redeem, { requestId: requestId(), ...mug })
  const request = { requestId: requestId(), rewardId: 'coffee', points: 120 }
  const { redemptionId } = (await lin.get(redeem, request)).redemption
  await lin.get(cancelRedemption, { requestId: requestId(), redemptionId })
  const staff = { operator: '店长', memberId: lin.memberId }
  const gift = { ...staff, reason: '活动补发', requestId: requestId(), points: 8 }
  const { entry } = await brand.console.get(adjustPoints, gift)
  await brand.console.get(reverseEntry, { ...staff, reason: '补发错了', entry })
  await importFile(brand, 'story.csv', file('300.00'))
  brand.cloud.clock.set(shanghai('11-01'))
  await brand.cloud.fire('jobs', 'due')
  const { notices } = await lin.get(listNotices, {})
  brand.cloud.clock.set(shanghai('12-02'))
  await brand.cloud.fire('jobs', 'due')
  return { notices, lines: (await lin.get(openStatement, { filter: 'all' })).lines }
}

test('everything a member reads about points is a whole sentence with the number in it', async () => {
  const { notices, lines } = await story()
  const kinds = new Set(lines.map(({ kind, source }) => `${kind} ${source}`))
  expect([...kinds].sort()).toEqual([
    ...['adjust staff', 'burn check-in', 'burn redemption', 'clawback order', 'clawback task'],
    ...['earn check-in', 'earn order', 'earn print-code', 'earn task', 'expire expiry'],
    'restore redemption',
  ])
  for (const line of lines) {
    const sentence = sentenceOf(line)
    const points = Math.abs(line.points).toLocaleString('en-US')
    expect(sentence).toContain(`${points} 积分`)
    // Says what happened, how much and why; has no date in computer format; ends with a full stop.
    expect(sentence).toMatch(/^[\u4e00-\u9fff][^。]+，[^。]+。/)
    expect(sentence).toMatch(/。$/)
    expect(sentence).not.toMatch(/undefined|NaN|，，|，。|\d{4}-\d\d/)
  }
  expect(notices.length).toBeGreaterThan(0)
  const coupons = notices.filter(({ kind }) => kind === 'coupon')
  expect(coupons.length).toBeGreaterThan(0)
  for (const { title, text } of coupons) {
    expect(title).toMatch(/^券「.+」(快到期|过期|用掉)了$/)
    expect(text).toMatch(/。$/)
  }
  for (const { title, text, points } of notices.filter(({ kind }) => kind !== 'coupon')) {
    expect(title).toMatch(/^[\u4e00-\u9fff]+$/)
    expect(text).toContain(`${points} 积分`)
    expect(text).toMatch(/^你有.+日当天为止，过后会清零。请.+。$/)
  }
})

test('T4, T5: what a member reads about tiers is a whole sentence with the number and the day', async () => {
  await withTierCloud({ orders: someOrders(1) }, async (tiers) => {
    const lin = await tiers.member('lin')
    await claimOrder(lin, 0)
    await lin.get(setBirthday, { requestId: requestId(), birthday: '01-01' })
    for (const day of ['2026-11-21', '2027-01-01', '2027-12-20', '2028-01-08']) {
      await lookOn(tiers, day)
    }
    tiers.cloud.clock.set(noon('2028-01-09'))
    const { lines } = await lin.get(openStatement, { filter: 'all' })
    const gifts = lines.filter(({ source }) => source === 'tier').map(sentenceOf)
    expect(gifts.sort()).toEqual([
      '保级礼，得到 30 积分，聚丘，送「手冲咖啡 1 杯」。',
      '入会礼，得到 10 积分，拾沙。',
      '升级礼，得到 30 积分，聚丘，送「手冲咖啡 1 杯」。',
      '生日礼，得到 66 积分，聚丘，送「手冲咖啡 1 杯」。',
      '生日礼，得到 66 积分，聚丘，送「手冲咖啡 1 杯」。',
    ])
    const { notices } = await lin.get(listNotices, {})
    const drops = notices.filter(({ kind }) => kind === 'tier')
    expect(drops.map(({ text }) => text)).toEqual([DROP, DROP])
  })
})

const DROP =
  '到 2028年1月10日当天为止，再攒 500 成长值就能保住「聚丘」，不够的话会降一级。' +
  '下单后认领订单就能攒成长值。'
