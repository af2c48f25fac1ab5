import type { Browser } from 'playwright-core'
import { checkIn } from '../../cloudfunctions/contracts/check-in/check-in'
import { startDuty } from '../../cloudfunctions/contracts/guide/duty'
import { writeOff } from '../../cloudfunctions/contracts/coupon/write-off'
import { redeem } from '../../cloudfunctions/contracts/mall/redemption'
import { createStage } from '../../demo/stage/handler'
import { BrowserPhone, startBrowser } from '../browser/browser-phone'
import { DAY_MS, openBrandCloud, requestId, type BrandCloud } from '../brand-cloud'
import { enrolGuide } from '../../cloudfunctions/contracts/guide/guide'
import { adjustPoints } from '../../cloudfunctions/contracts/books/correction'
import { back } from './persons-phone'
import { noIdLike, sees } from './sees'

jest.setTimeout(180_000)

const PERSONS = [{ id: 'lin', name: '林小满', openid: 'wx-lin', role: 'visitor' as const }]

let browser: Browser
let brand: BrandCloud
beforeAll(async () => {
  browser = await startBrowser()
  const cloud = () => brand.cloud
  const stage = createStage({
    h5Dir: 'dist/h5',
    pageDir: 'dist/stage',
    persons: PERSONS,
    cloud,
  })
  brand = await openBrandCloud({ isolation: 'process', stage })
})
afterAll(async () => {
  await browser?.close()
  await brand?.close()
})

const open = (scheme: 'light' | 'dark') =>
  BrowserPhone.open({
    browser,
    person: `lin-${scheme}`,
    picturesDir: 'dist/screenshots/notice',
    scheme,
    url: `${brand.cloud.url}/as/lin/`,
  })

/** Seven days of check-in, points by staff, and two coupons of the mall, of which one is used. */
async function live(): Promise<void> {
  const lin = await brand.member('lin')
  const { memberId } = await brand.member('shen')
  const entry = { memberId, name: '沈清', number: '0318', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { operator: '店长', ...entry })
  for (let day = 1; day <= 7; day++) {
    if (day > 1) brand.cloud.clock.advance(DAY_MS)
    await lin.get(checkIn, { requestId: requestId() })
  }
  const bonus = { operator: '店长', memberId: lin.memberId, points: 600, reason: '周年庆补发' }
  await brand.console.get(adjustPoints, { ...bonus, requestId: requestId() })
  const codes: string[] = []
  for (const rewardId of ['coffee', 'off-20']) {
    const points = rewardId === 'coffee' ? 120 : 200
    const { redemption } = await lin.get(redeem, { requestId: requestId(), rewardId, points })
    codes.push(String(redemption.couponId).replace('shanyu:', ''))
  }
  const shen = brand.guide('shen')
  await shen.get(startDuty, { requestId: requestId(), shopCode: 'HB2026QD01' })
  await shen.get(writeOff, { requestId: requestId(), code: codes[0] ?? '' })
  // The coupons of thirty days end in three.
  brand.cloud.clock.advance(27 * DAY_MS)
}

test('N6: home and 我的 show a mark until the messages were read, even on a second phone', async () => {
  await live()
  const [phone, other] = [await open('light'), await open('dark')]
  for (const each of [phone, other]) {
    await each.openAt('pages/home/index')
    expect(await each.textOf('notices-new')).toBe('')
    await each.picture('home-new')
  }
  await other.openTab('me')
  await sees(other, '认领记录')
  expect(await other.ids()).toContain('me-notices-new')
  await other.picture('me-new')
  for (const each of [phone, other]) {
    await each.openAt('packages/account/notice/index')
    await sees(each, '快到期了', '出示券码', '送你一张券', '用掉了', '积分到账', '补发')
    await each.picture('inbox')
    // Only the first phone is sure to see the marks: the other one looks a moment later.
    if (each === phone) expect((await each.ids()).join()).toContain('notice-new-')
  }
  await back(phone)
  for (const each of [phone, other]) {
    await each.openAt('pages/me/index')
    await sees(each, '消息')
    await noIdLike(each, /-new$/)
    await each.openTab('home')
    await sees(each, '成长值')
    await noIdLike(each, /-new$/)
    await each.openAt('packages/account/notice/index')
    await sees(each, '快到期了')
    await noIdLike(each, /^notice-new-/)
    await each.picture('inbox-read')
    expect(each.errors()).toEqual([])
    await each.close()
  }
})
