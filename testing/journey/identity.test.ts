import type { Browser } from 'playwright-core'
import { join as joinAction } from '../../cloudfunctions/contracts/member/join'
import { leave as leaveAction } from '../../cloudfunctions/contracts/member/leave'
import { redeem } from '../../cloudfunctions/contracts/mall/redemption'
import { submitClaim } from '../../cloudfunctions/contracts/claim/claim'
import { importFile, tmallExport } from '../scenes/import-orders'
import { createStage } from '../../demo/stage/handler'
import { consentVersion, openBrandCloud, requestId, type BrandCloud } from '../brand-cloud'
import { BrowserPhone, startBrowser } from '../browser/browser-phone'
import { agreeToNewText, leave, seePhone, seePhoneMoved } from './identity-steps'
import { sees } from './sees'

jest.setTimeout(180_000)

const ORDER = '1930679858170640101'

let browser: Browser
beforeAll(async () => {
  browser = await startBrowser()
})
afterAll(() => browser?.close())

/** A brand with a member of 300 points and a phone, and the stage that serves the pages. */
async function openStage(): Promise<BrandCloud> {
  const persons = [{ id: 'lin', name: '林小满', openid: 'wx-lin', role: 'visitor' as const }]
  let brand: BrandCloud | null = null
  brand = await openBrandCloud({
    isolation: 'process',
    stage: createStage({
      h5Dir: 'dist/h5',
      pageDir: 'dist/stage',
      persons,
      cloud: () => {
        if (!brand) throw new Error('the cloud has not started')
        return brand.cloud
      },
    }),
  })
  const lin = brand.person('lin')
  const form = { requestId: requestId(), consentVersion: consentVersion(), nickname: '林小满' }
  await lin.get(joinAction, { ...form, phoneCode: 'phone-13800000027' })
  await importFile(brand, 'lin.csv', tmallExport([{ orderNo: ORDER, paid: '300.00' }]))
  await lin.get(submitClaim, { requestId: requestId(), orderNo: ORDER })
  return brand
}

async function publishNewText(brand: BrandCloud): Promise<void> {
  const program = await brand.program()
  const consent = { ...(program?.consent as object), version: '2026-12-01' }
  expect(await brand.edit('programs', 'shanyu', { consent })).toMatch(/^已发布/)
}

test.each(['light', 'dark'] as const)(
  'P1, P2: in the browser a new text is agreed to and a member leaves, in %s',
  async (scheme) => {
    const brand = await openStage()
    const phone = await BrowserPhone.open({
      browser,
      person: 'lin',
      scheme,
      picturesDir: `dist/screenshots/identity-${scheme}`,
      url: `${brand.cloud.url}/as/lin/`,
    })
    await publishNewText(brand)
    await agreeToNewText(phone)
    await seePhone(phone)
    const other = brand.person('other')
    const form = { requestId: requestId(), consentVersion: '2026-12-01' }
    await other.get(joinAction, { ...form, phoneCode: 'phone-13800000027-2' })
    await seePhoneMoved(phone)
    await other.get(leaveAction, { requestId: requestId(), points: 0, pending: 0 })
    const request = { rewardId: 'coffee', points: 120 }
    await brand.person('lin').get(redeem, { requestId: requestId(), ...request })
    await leave(phone)
    await phone.openTab('coupon')
    await sees(phone, '加入后，券都在这里')
    expect(phone.errors()).toEqual([])
    expect(await brand.cloud.database.all('identities')).toEqual([])
    await phone.close()
    await brand.close()
  },
)
