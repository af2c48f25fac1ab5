import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Browser } from 'playwright-core'
import { enrolGuide } from '../../cloudfunctions/contracts/guide/guide'
import { startDuty } from '../../cloudfunctions/contracts/guide/duty'
import { enrolStaff } from '../../cloudfunctions/contracts/staff/staff'
import { redeem } from '../../cloudfunctions/contracts/mall/redemption'
import { codeReward } from '../scenes/code-pools'
import { openNoticeCloud } from '../scenes/notices'
import { richLeaver } from '../scenes/rich-leaver'
import { createStage } from '../../demo/stage/handler'
import { requestId, type BrandCloud } from '../brand-cloud'
import { BrowserPhone, startBrowser } from '../browser/browser-phone'
import { idLike } from './sees'
import { routesOf } from '../weapp/app-json'

jest.setTimeout(180_000)

const OPERATOR = { operator: '店长' }
/** Long, but within what the form allows. */
const LONG_NAME = '西溪国际购物中心地下一层旗舰店'

let browser: Browser
let brand: BrandCloud
/** The data that a page needs to show something. */
const queries: Record<string, Record<string, string>> = { reward: { rewardId: 'mug' } }

/** What is pressed on a page, one after another, to open a sheet; the sheet has the name. */
const SHEETS: Record<string, Record<string, RegExp[]>> = {
  'claim-list': { 'withdraw-sheet': [/^withdraw-/] },
  leave: { 'leave-sheet': [/^leave-agree$/, /^leave-next$/] },
  'pick-up': { 'cancel-sheet': [/^pick-up-cancel$/] },
  'pool-code': { 'cancel-sheet': [/^pool-code-cancel$/] },
  redemption: { 'cancel-sheet': [/^cancel-/] },
  reward: { 'redeem-sheet': [/^redeem$/] },
  tier: { 'tier-rules-sheet': [/^tier-rules$/] },
}

/** Sheets that need more than presses, and what has to be done before. */
const NOT_OPENED: Record<string, string> = {
  'birthday-sheet': 'a birthday that is chosen',
  'claim-result': 'a claim that was sent',
  'decision-sheet': 'a claim that waits for staff',
  invite: 'a task of inviting',
  'make-up-sheet': 'a missed day',
  'proof-sheet': 'an order that asks for a proof',
  visit: 'a task of visiting',
}

/** Presses what opens the sheet of a page; the faults of what is then to be seen. */
async function faultsOfSheet(phone: BrowserPhone, name: string, taps: RegExp[]): Promise<string[]> {
  for (const tap of taps) {
    await phone.tap(await idLike(phone, tap))
  }
  if (!(await phone.hasSheet())) return ['no sheet has opened']
  const found = await phone.faults()
  await phone.picture(name)
  return found
}

beforeAll(async () => {
  browser = await startBrowser()
  const persons = [{ id: 'lin', name: 'lin', openid: 'wx-lin', role: 'visitor' as const }]
  brand = await openNoticeCloud({
    stage: createStage({
      h5Dir: 'dist/h5',
      pageDir: 'dist/stage',
      cloud: () => brand.cloud,
      persons,
    }),
  })
  await brand.edit('shops', 'shanyu:hubin', { name: LONG_NAME })
  const { memberId } = await richLeaver(brand, 'lin')
  const guide = { memberId, name: '欧阳娜娜', number: '0318', shops: ['hubin'], active: true }
  await brand.console.get(enrolGuide, { ...OPERATOR, ...guide })
  await brand.console.get(enrolStaff, { ...OPERATOR, memberId, name: '欧阳娜娜', active: true })
  await brand.guide('lin').get(startDuty, { requestId: requestId(), shopCode: 'HB2026QD01' })
  await codeReward(brand, 'parking', { codes: ['SY267310042'], codeLastDay: '2027-06-30' })
  const asked = { requestId: requestId(), rewardId: 'parking', points: 60 }
  const { redemptionId } = (await brand.person('lin').get(redeem, asked)).redemption
  queries['pool-code'] = { redemptionId }
  const [coupon] = await brand.cloud.database.find('coupons', {})
  const [redemption] = await brand.cloud.database.find('redemptions', { rewardId: 'mug' })
  queries['show'] = { couponId: String(coupon?._id) }
  queries['pick-up'] = { redemptionId: String(redemption?._id) }
  // Figures with as many digits as they can have.
  const account = await brand.cloud.database.get('accounts', `shanyu:${memberId}`)
  const lots = [{ expiresOn: '2027-11-30', points: 1_234_567 }]
  await brand.cloud.database.put('accounts', {
    ...account,
    _id: account?._id,
    balance: 1_234_567,
    lots,
  })
})
afterAll(async () => {
  await browser?.close()
  await brand?.discard()
})

test('W6: every sheet is opened here, or it is said what that would need', () => {
  const root = 'miniprogram/src'
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  const screens = files.filter((file) => /(?<!\.test)\.tsx$/.test(file))
  const named = screens.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/<Sheet\s[^>]*?\bid="([^"]+)"/g)].map(
      ([, id = '']) => id,
    ),
  )
  const opened = Object.values(SHEETS).flatMap((each) => Object.keys(each))
  const known = [...opened, ...Object.keys(NOT_OPENED)]
  expect([...new Set(named)].sort()).toEqual([...new Set(known)].sort())
  const nameless = screens.filter((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    return /<Sheet\s/.test(text) && !/<Sheet\s[^>]*?\bid="/.test(text)
  })
  expect(nameless).toEqual([])
})

test.each([
  ['lin', 'light'],
  ['lin', 'dark'],
] as const)(
  'W6: on every page of %s in %s and on its sheet, words stand out from what is behind and a finger finds each target',
  async (person, scheme) => {
    const phone = await BrowserPhone.open({
      browser,
      person,
      scheme,
      picturesDir: `dist/screenshots/looks/${scheme}`,
      url: `${brand.cloud.url}/as/${person}/`,
    })
    const faults: Record<string, string[]> = {}
    for (const route of routesOf('dist/weapp')) {
      const slug = basename(dirname(route))
      await phone.openAt(route, queries[slug])
      const found = await phone.faults()
      await phone.picture(slug)
      if (found.length > 0) faults[slug] = found
      for (const [sheet, taps] of Object.entries(SHEETS[slug] ?? {})) {
        await phone.openAt(route, queries[slug])
        const onSheet = await faultsOfSheet(phone, `${slug}-${sheet}`, taps)
        if (onSheet.length > 0) faults[`${slug}, ${sheet}`] = onSheet
      }
    }
    expect(phone.errors()).toEqual([])
    await phone.close()
    expect(faults).toEqual({})
  },
)
