import { rmSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { createStage } from '../../demo/stage/handler'
import { BrowserPhone, startBrowser } from '../browser/browser-phone'
import type { BrandCloud } from '../brand-cloud'
import { richMember } from '../scenes/rich-members'
import { Weapp } from '../weapp/weapp'
import { WeappPhone } from '../weapp/weapp-phone'
import { back, type PersonsPhone } from './persons-phone'
import { reads, sees } from './sees'
import { openWorld } from './world'

jest.setTimeout(120_000)

const PICTURES = 'dist/screenshots/pay'
let browser: Browser
let brand: BrandCloud
let phones: Record<'weapp' | 'h5', PersonsPhone>

beforeAll(async () => {
  rmSync(PICTURES, { recursive: true, force: true })
  browser = await startBrowser()
  const person = { id: 'lin', name: '林小满', openid: 'wx-lin', role: 'visitor' as const }
  brand = await openWorld({
    stage: createStage({
      h5Dir: 'dist/h5',
      pageDir: 'dist/stage',
      persons: [person],
      cloud: () => brand.cloud,
    }),
  })
  await richMember(brand, 'lin', 900)
  await richMember(brand, 'su', 900)
  const url = `${brand.cloud.url}/as/lin/`
  const su = new Weapp({ distDir: 'dist/weapp', cloud: brand.cloud, openid: 'wx-su' })
  phones = {
    weapp: new WeappPhone(su),
    h5: await BrowserPhone.open({ browser, person: 'lin', picturesDir: PICTURES, url }),
  }
})
afterAll(async () => {
  await phones?.weapp.close()
  await phones?.h5.close()
  await browser?.close()
  await brand?.close()
})

/** From the mall to the page that asks for the cash. */
async function reserve(phone: PersonsPhone): Promise<void> {
  await phone.openTab('mall')
  await sees(phone, '凤梨酥尝鲜盒 6 枚', '400 积分 + ¥63.2')
  await phone.tap('reward-gift-box')
  await sees(phone, '400 积分 + ¥63.2')
  await phone.tap('redeem')
  await phone.tap('shop-hubin')
  await reads(phone, 'redeem-confirm', '去付款 · 400 积分 + ¥63.2')
  await phone.tap('redeem-confirm')
  await sees(phone, '确认付款', '已给你留着', '凤梨酥尝鲜盒 6 枚', '湖滨店自提')
}

describe.each(['weapp', 'h5'] as const)('on %s', (build) => {
  test('M1: points and cash: reserved, paid in WeChat, and the code for the shop is there', async () => {
    const phone = phones[build]
    await phone.openAt('pages/mall/index')
    const before = phone.taps()
    await reserve(phone)
    await reads(phone, 'pay-fen', '¥63.20')
    await sees(phone, '付完还剩 500 积分')
    await phone.picture('pay')
    await phone.tap('pay-submit')
    await sees(phone, '付好了')
    expect(phone.taps() - before).toBeLessThanOrEqual(6)
    await phone.picture('pay-done')
    await phone.tap('pay-show')
    await sees(phone, '取货码', '到店请店员扫码')
    expect(phone.errors()).toEqual([])
  })

  test('M2: interrupted, found again among what was redeemed, and given up: the points are back', async () => {
    const phone = phones[build]
    await phone.openAt('pages/mall/index')
    await reserve(phone)
    await phone.openAt('packages/mall/redemption/index')
    await sees(phone, '凤梨酥尝鲜盒 6 枚', '还要付 ¥63.20', '待付款')
    await phone.picture('waiting')
    const [held] = await brand.cloud.database.find('reservations', { state: 'reserved' })
    await phone.tap(`pay-${String(held?._id)}`)
    await sees(phone, '确认付款', '已给你留着')
    await phone.tap('pay-cancel')
    await sees(phone, '已经放回去了', '没有付款，积分已经退给你', '付完还剩 500 积分')
    await phone.picture('pay-over')
    await back(phone)
    expect(phone.errors()).toEqual([])
  })
})
