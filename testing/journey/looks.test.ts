import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Browser } from 'playwright-core'
import { enrolGuide } from '../../cloudfunctions/contracts/guide/guide'
import { startDuty } from '../../cloudfunctions/contracts/guide/duty'
import { enrolStaff } from '../../cloudfunctions/contracts/staff/staff'
import { openNoticeCloud } from '../scenes/notices'
import { richLeaver } from '../scenes/rich-leaver'
import { createStage } from '../../demo/stage/handler'
import { requestId, type BrandCloud } from '../brand-cloud'
import { BrowserPhone, startBrowser } from '../browser/browser-phone'
import { routesOf } from '../weapp/app-json'

jest.setTimeout(180_000)

const OPERATOR = { operator: '店长' }
/** Long, but within what the form allows. */
const LONG_NAME = '西溪国际购物中心地下一层旗舰店'

let browser: Browser
let brand: BrandCloud
/** The data that a page needs to show something. */
const queries: Record<string, Record<string, string>> = { reward: { rewardId: 'mug' } }

/** What is pressed on a page, one after another, to open its sheet. */
const SHEETS: Record<string, RegExp[]> = {
  'claim-list': [/^withdraw-/],
  leave: [/^leave-agree$/, /^leave-next$/],
  'pick-up': [/^pick-up-cancel$/],
  redemption: [/^cancel-/],
  reward: [/^redeem$/],
  tier: [/^tier-rules$/],
}

/** Pages whose sheets need more than presses, and what has to be done before. */
const NOT_OPENED: Record<string, string> = {
  'check-in': 'a missed day',
  claim: 'an order that asks for a proof',
  'claim-review': 'a claim that waits for staff',
  profile: 'a birthday that is chosen',
  show: 'the coupon of this member is fresh; its sheet is the one of redemption',
  task: 'a task of each kind',
}

/** Presses what opens the sheet of a page; the faults of what is then to be seen. */
async function faultsOfSheet(phone: BrowserPhone, slug: string): Promise<string[]> {
  const taps = SHEETS[slug] ?? []
  if (taps.length === 0) return []
  for (const tap of taps) {
    const id = (await phone.ids()).find((each) => tap.test(each))
    if (id === undefined) return [`nothing to press is named ${tap}`]
    await phone.tap(id)
  }
  if (!(await phone.hasSheet())) return ['no sheet has opened']
  const found = await phone.faults()
  await phone.picture(`${slug}-sheet`)
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

test('W6: every page that has a sheet opens it here, or says what that would need', () => {
  const root = 'miniprogram/src'
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  const pages = files.filter((file) => /^(pages|packages)\/.*(?<!\.test)\.tsx$/.test(file))
  const withSheet = pages.filter((file) =>
    /<\w*Sheet\b/.test(readFileSync(join(root, file), 'utf8')),
  )
  const slugs = [...new Set(withSheet.map((file) => basename(dirname(file))))].sort()
  expect(slugs).toEqual([...Object.keys(SHEETS), ...Object.keys(NOT_OPENED)].sort())
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
      const onSheet = await faultsOfSheet(phone, slug)
      if (onSheet.length > 0) faults[`${slug}, its sheet`] = onSheet
    }
    expect(phone.errors()).toEqual([])
    await phone.close()
    expect(faults).toEqual({})
  },
)
