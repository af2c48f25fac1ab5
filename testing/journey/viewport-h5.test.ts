import type { Browser, BrowserContext, Page } from 'playwright-core'
import { redeem } from '../../cloudfunctions/contracts/mall/redemption'
import { adjustPoints } from '../../cloudfunctions/contracts/books/correction'
import { createStage } from '../../demo/stage/handler'
import { startBrowser } from '../browser/browser-phone'
import { openBrandCloud, requestId, TODAY, type BrandCloud } from '../brand-cloud'

jest.setTimeout(180_000)

const PERSONS = [{ id: 'lin', name: '林小满', openid: 'wx-lin', role: 'visitor' as const }]
const PHONE = { width: 375, height: 812 }

let browser: Browser
let brand: BrandCloud
beforeAll(async () => {
  browser = await startBrowser()
  const cloud = () => brand.cloud
  brand = await openBrandCloud({
    isolation: 'process',
    stage: createStage({ h5Dir: 'dist/h5', pageDir: 'dist/stage', persons: PERSONS, cloud }),
  })
})
afterAll(async () => {
  await browser?.close()
  // Closes without the auditor: the rows of the list are copies of one redemption.
  await brand?.discard()
})

const home = () => `${brand.cloud.url}/as/lin/`

async function withPage(
  viewport: typeof PHONE,
  work: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ viewport, hasTouch: true, locale: 'zh-CN' })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    await work(page, context)
  } finally {
    await context.close()
  }
}

/** In the page: the size of one rem, and whether a script has set it. */
const rootSize = () => ({
  size: getComputedStyle(document.documentElement).fontSize,
  written: document.documentElement.style.fontSize,
})

// A frame that is laid out while it loads has at first a width of 0 or 1 and a small height.
const STARTS = [
  { width: 1, height: 1 },
  { width: 120, height: 90 },
  { width: 812, height: 375 },
  { width: 375, height: 120 },
  { width: 1280, height: 800 },
]

test.each(STARTS)('W6: one rem fits the screen, even if loading began in %j', async (start) => {
  await withPage(start, async (page) => {
    // The script comes late, as over a slow network, and by then the screen has another size.
    await page.route('**/js/app.*.js', async (route) => {
      await page.setViewportSize(PHONE)
      await route.continue()
    })
    await page.goto(home())
    await page.locator('#entry-mall').waitFor()
    const { size, written } = await page.evaluate(rootSize)
    expect(written).toBe('')
    expect(Number.parseFloat(size)).toBeCloseTo(20, 2)
    const box = await page.locator('#entry-mall').boundingBox()
    expect(box?.width).toBeGreaterThan(50)
  })
})

test.each([
  [320, 17.067],
  [250, 16],
  [414, 22.08],
  [1280, 26],
])(
  'W6: a screen of %i px has a rem of %f px, and turning the phone changes it immediately',
  async (width, rem) => {
    await withPage(PHONE, async (page) => {
      await page.goto(home())
      await page.locator('#entry-mall').waitFor()
      await page.setViewportSize({ width, height: 812 })
      const { size } = await page.evaluate(rootSize)
      expect(Number.parseFloat(size)).toBeCloseTo(rem, 2)
    })
  },
)

/** Enough goods to make the list longer than the screen. */
async function redeemMany(): Promise<void> {
  const lin = await brand.member('lin')
  const points = { operator: '店长', memberId: lin.memberId, points: 900, reason: '开张' }
  await brand.console.get(adjustPoints, { ...points, requestId: requestId() })
  const request = { requestId: requestId(), rewardId: 'mug', points: 680, shopId: 'hubin' }
  await lin.get(redeem, request)
  const { database } = brand.cloud
  const [goods] = await database.find('redemptions', { account: `shanyu:${lin.memberId}` })
  await database.insert(
    'redemptions',
    Array.from({ length: 15 }, (_, i) => ({
      ...goods,
      _id: `${String(goods?._id)}-${i}`,
      placedAt: TODAY - i * 1000,
      pickUpKey: `copy-${i}`,
      handOverRequest: `copy-${i}`,
    })),
  )
}

/** In the page: how far any of its elements is scrolled. */
const scrolled = () =>
  [document.scrollingElement, ...Array.from(document.querySelectorAll('.taro_page, body'))]
    .map((element) => element?.scrollTop ?? 0)
    .reduce((sum, top) => sum + top, 0)

test('W8: the page below an open sheet does not move, and moves again when it is closed', async () => {
  await redeemMany()
  await withPage(PHONE, async (page, context) => {
    await page.goto(`${home()}#/packages/mall/redemption/index`)
    await page.locator('[id^="cancel-"]').first().waitFor()
    const touch = await context.newCDPSession(page)
    const swipe = async (y: number) => {
      const before = await page.evaluate(scrolled)
      await touch.send('Input.synthesizeScrollGesture', {
        x: 180,
        y,
        yDistance: -260,
        gestureSourceType: 'touch',
        speed: 1600,
      })
      await page.mouse.move(180, y)
      await page.mouse.wheel(0, 260)
      await page.waitForTimeout(300)
      return (await page.evaluate(scrolled)) - before
    }
    expect(await swipe(600)).toBeGreaterThan(200)
    await page.locator('[id^="cancel-"]:visible').nth(3).click()
    await page.locator('#cancel-sheet-close').waitFor()
    await page.waitForTimeout(500)
    // On the scrim, and on the sheet itself: at its end a move must not scroll the page below.
    expect([await swipe(200), await swipe(760)]).toEqual([0, 0])
    await page.locator('#cancel-sheet-close').click()
    await page.locator('#cancel-sheet-close').waitFor({ state: 'detached' })
    expect(await swipe(600)).toBeGreaterThan(200)
  })
})
