import { adjustPoints } from '../../cloudfunctions/contracts/books/correction'
import { requestId, type BrandCloud } from '../brand-cloud'
import { eventually } from '../weapp/eventually'
import { Weapp } from '../weapp/weapp'
import { WeappPhone } from '../weapp/weapp-phone'
import { sees } from './sees'
import { openWorld } from './world'

jest.setTimeout(120_000)

/** The most bytes that a tap may send to the screen; a page's first showing sends its content. */
const INTERACTION_MAX = 8 * 1024

let brand: BrandCloud
let weapp: Weapp
let phone: WeappPhone
beforeAll(async () => {
  brand = await openWorld()
  weapp = new Weapp({ distDir: 'dist/weapp', cloud: brand.cloud, openid: 'wx-lin' })
  phone = new WeappPhone(weapp)
  const { memberId } = await brand.member('lin')
  for (let at = 0; at < 130; at++) {
    await brand.console.get(adjustPoints, {
      operator: '店长',
      memberId,
      points: 10,
      reason: `活动补发 ${at}`,
      requestId: requestId(),
    })
  }
})
afterAll(async () => {
  await phone?.close()
  await brand?.close()
})

/** Waits until nothing more is sent. */
async function settled(): Promise<number> {
  let [before, since] = [-1, 0]
  await eventually(
    () => {
      const now = weapp.sentToScreen()
      since = now === before ? since + 1 : 0
      before = now
      return since > 20
    },
    () => 'the page never rests',
  )
  return before
}

async function costOf(tap: () => Promise<void>): Promise<number> {
  const before = await settled()
  await tap()
  return (await settled()) - before
}

test('W6: a double tap opens a page once', async () => {
  await phone.openAt('pages/home/index')
  await sees(phone, '签到 +5')
  weapp.fire('entry-claim', 'tap')
  weapp.fire('entry-claim', 'tap')
  await eventually(
    () => weapp.route() === 'packages/earn/claim/index',
    () => weapp.route(),
  )
  await settled()
  expect(weapp.depth()).toBe(2)
})

test.each([
  'packages/earn/task/index',
  'packages/earn/print-code/index',
  'packages/guide/duty/index',
  'packages/guide/write-off/index',
  'packages/coupon/show/index',
  'packages/mall/reward/index',
  'packages/account/join/index',
])('W7: a broken escape in a link does not leave %s white', async (route) => {
  const torn = { scene: 'd.50%', code: '50%', rewardId: '50%', couponId: '50%', inviter: '50%' }
  await phone.openAt(route, torn)
  await eventually(
    async () => (await phone.text()).length > 10,
    () => 'the page is white',
  )
  await settled()
  expect(weapp.errors).toEqual([])
})

test('W8: a statement of any length stays below 1,000 nodes, and every line can be reached', async () => {
  await phone.openAt('packages/account/statement/index')
  await sees(phone, '活动补发129')
  let seen = ''
  for (let turns = 0; turns < 30; turns++) {
    await settled()
    seen += await phone.text()
    const ids = weapp.ids()
    if (ids.includes('turn-bottom')) await phone.tap('turn-bottom')
    else weapp.reachBottom()
    if (seen.includes('活动补发 0'.replace(' ', '') + '。')) break
  }
  for (const at of [129, 80, 40, 7, 0]) expect(seen).toContain(`活动补发${at}`)
  const { nodes, children } = weapp.stats().get('packages/account/statement/index') ?? {}
  expect(nodes).toBeLessThan(1000)
  expect(children).toBeLessThanOrEqual(60)
  await phone.tap('turn-top')
  await sees(phone, '看后面的')
})

test('W8: opening and closing a sheet sends a few bytes, even on the longest page', async () => {
  await phone.openAt('packages/mall/reward/index', { rewardId: 'off-20' })
  await sees(phone, '立即换')
  expect(await costOf(() => phone.tap('redeem'))).toBeLessThan(INTERACTION_MAX)
  expect(await costOf(() => phone.tap('redeem-sheet-close'))).toBeLessThan(1024)
  await phone.openAt('packages/earn/check-in/index')
  await sees(phone, '本月已签')
  const missed = await eventually(
    () => weapp.ids().find((id) => /^make-up-\d/.test(id)) ?? 'none',
    () => 'no missed day',
  )
  if (missed === 'none') return
  expect(await costOf(() => phone.tap(missed))).toBeLessThan(INTERACTION_MAX)
  expect(await costOf(() => phone.tap('make-up-sheet-close'))).toBeLessThan(1024)
})

test('W8: checking in sends less than 8 KB', async () => {
  await phone.openAt('pages/home/index')
  await sees(phone, '签到 +5')
  expect(await costOf(() => phone.tap('check-in'))).toBeLessThan(INTERACTION_MAX)
})

test('W7: a member can read at any time what they agreed to', async () => {
  await phone.openAt('pages/me/index')
  await phone.tap('me-consent')
  await sees(phone, '你已经是会员了', '我们会保存什么', '版本 2026-08-01')
})
