import { chromium, type Browser, type Page } from 'playwright-core'
import { join } from '../../cloudfunctions/contracts/member/join'
import { adjustPoints } from '../../cloudfunctions/contracts/books/correction'
import { showCoupon } from '../../cloudfunctions/contracts/coupon/coupon'
import { redeem, showPickUp } from '../../cloudfunctions/contracts/mall/redemption'
import { PERSONS } from '../../demo/persons'
import { createStage } from '../../demo/stage/handler'
import { installedBrowser } from '../../scripts/test/machine.mjs'
import { openBrandCloud, requestId, type BrandCloud } from '../brand-cloud'

jest.setTimeout(180_000)

let browser: Browser
let brand: BrandCloud
const WECHAT = PERSONS.map((each) => ({ ...each, openid: `wx-${each.id}` }))

beforeAll(async () => {
  // As on a desktop: scrollbars that take room of the page.
  browser = await chromium.launch({
    executablePath: (await installedBrowser()) ?? '',
    args: ['--no-sandbox', '--disable-gpu'],
    ignoreDefaultArgs: ['--hide-scrollbars'],
  })
  brand = await openBrandCloud({
    isolation: 'process',
    stage: createStage({
      h5Dir: 'dist/h5',
      pageDir: 'dist/stage',
      persons: WECHAT,
      cloud: () => brand.cloud,
    }),
  })
})
afterAll(async () => {
  await browser?.close()
  await brand?.close()
})

async function withStage(
  viewport: { width: number; height: number },
  work: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN' })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    await page.goto(brand.cloud.url)
    await page.locator('.phone iframe').nth(1).waitFor()
    await work(page)
  } finally {
    await context.close()
  }
}

/** In the page: persons of the pickers that stand outside their row, or that another part covers. */
const hiddenPersons = () =>
  Array.from(document.querySelectorAll('.people button')).flatMap((button) => {
    const { left, top, width, height } = button.getBoundingClientRect()
    const there = document.elementFromPoint(left + width / 2, top + height / 2)
    return there === button ? [] : [button.textContent]
  })

test.each([
  { width: 1280, height: 720 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 800, height: 700 },
  { width: 420, height: 900 },
])('every person of the demo can be chosen on a screen of $width × $height', async (viewport) => {
  await withStage(viewport, async (page) => {
    expect(await page.locator('.people button').count()).toBe(PERSONS.length)
    expect(await page.evaluate(hiddenPersons)).toEqual([])
    // The codes below the phones stay in sight.
    const strip = await page.locator('.strip').boundingBox()
    expect((strip?.y ?? 0) + (strip?.height ?? 0)).toBeLessThanOrEqual(viewport.height)
  })
})

/** In a phone: how many pixels its scrollbars take from the page. */
const takenByScrollbars = () =>
  [document.documentElement, ...Array.from(document.querySelectorAll<HTMLElement>('.taro_page'))]
    .map((each) => (each.clientWidth > 0 ? window.innerWidth - each.clientWidth : 0))
    .reduce((most, taken) => Math.max(most, taken), 0)

test('the phones have no scrollbar that takes room from their pages', async () => {
  await withStage({ width: 1366, height: 768 }, async (page) => {
    const phone = page.frameLocator('iframe[title="林小满的手机"]')
    const taken = async () => {
      await phone.locator('#entry-mall').waitFor()
      // The load event may come after the first page.
      await page.waitForTimeout(500)
      return phone.locator('body').evaluate(takenByScrollbars)
    }
    expect(await taken()).toBe(0)
    await page.getByRole('button', { name: '刷新顾客的手机' }).click()
    await page.waitForTimeout(500)
    expect(await taken()).toBe(0)
  })
})

test('a visitor who joins and redeems finds the codes below the phones, whatever they are called', async () => {
  const visitor = brand.person('new')
  const consentVersion = String(Reflect.get((await brand.program())?.consent ?? {}, 'version'))
  await withStage({ width: 1366, height: 768 }, async (page) => {
    await page.getByRole('radio', { name: '新访客' }).click()
    const own = page.locator('.codes').nth(1)
    await own.getByText('先在商城换').waitFor()
    const { memberId } = await visitor.get(join, { requestId: requestId(), consentVersion })
    const points = { operator: '店长', memberId, points: 900, reason: '开张' }
    await brand.console.get(adjustPoints, { ...points, requestId: requestId() })
    const coffee = { requestId: requestId(), rewardId: 'coffee', points: 120 }
    const { redemption } = await visitor.get(redeem, coffee)
    const { code } = await visitor.get(showCoupon, { couponId: redemption.couponId ?? '' })
    await own.getByText(code).waitFor()
    const mug = { requestId: requestId(), rewardId: 'mug', points: 680, shopId: 'hubin' }
    const { redemption: goods } = await visitor.get(redeem, mug)
    const pickUp = await visitor.get(showPickUp, { redemptionId: goods.redemptionId })
    await own.getByText(pickUp.code ?? 'no code').waitFor()
    // Of nobody else.
    await page.getByRole('radio', { name: '许知夏' }).click()
    await own.getByText('先在商城换').waitFor()
  })
})

test('a visitor who taps 签到 joins, is checked in, and hears of no lost answer', async () => {
  await withStage({ width: 1366, height: 768 }, async (page) => {
    await page.getByRole('radio', { name: '方远' }).click()
    const phone = page.frameLocator('iframe[title="方远的手机"]')
    await phone.locator('#check-in:visible').click()
    await phone.locator('#join-agree').click()
    await phone.locator('#join-submit').click()
    await phone.locator('#checked-in:visible').waitFor()
    // An answer that counts as unseen is told at once.
    await page.waitForTimeout(300)
    expect(await phone.locator('#in-flight-told').count()).toBe(0)
  })
})
