import { basename, dirname } from 'node:path'
import type { Browser } from 'playwright-core'
import { enrolGuide } from '../../cloudfunctions/contracts/guide/guide'
import { startDuty } from '../../cloudfunctions/contracts/guide/duty'
import { reserve } from '../../cloudfunctions/contracts/mall/reservation'
import { enrolStaff } from '../../cloudfunctions/contracts/staff/staff'
import { redeem } from '../../cloudfunctions/contracts/mall/redemption'
import { codeReward } from '../scenes/code-pools'
import { openNoticeCloud } from '../scenes/notices'
import { richLeaver } from '../scenes/rich-leaver'
import { createStage } from '../../demo/stage/handler'
import { requestId, type BrandCloud } from '../brand-cloud'
import { BrowserPhone, startBrowser } from '../browser/browser-phone'
import { idLike } from './sees'
import { SHEETS } from './sheets'
import { routesOf } from '../weapp/app-json'

jest.setTimeout(180_000)

const OPERATOR = { operator: '店长' }
/** Long, but within what the form allows. */
const LONG_NAME = '西溪国际购物中心地下一层旗舰店'

let browser: Browser
let brand: BrandCloud
/** The data that a page needs to show something. */
const queries: Record<string, Record<string, string>> = { reward: { rewardId: 'mug' } }

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
  const { reservation } = await brand.person('lin').get(reserve, {
    requestId: requestId(),
    rewardId: 'gift-box',
    offerId: 'cash',
    points: 400,
    fen: 6320,
    shopId: 'hubin',
  })
  queries['pay'] = { reservationId: reservation.reservationId }
})
afterAll(async () => {
  await browser?.close()
  await brand?.discard()
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
