import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type Locator, type Page } from 'playwright-core'
import { installedBrowser } from '../../scripts/test/machine.mjs'
import type { PersonsPhone, Tab } from '../journey/persons-phone'
import { faultsOf, markListeners } from './looks'
import { refuseStale } from '../../scripts/build/targets.mjs'

// On loading: a test that has opened a cloud before it is refused would never end.
for (const target of ['h5', 'stage'] as const) refuseStale(target)

const TABS: Record<Tab, string> = { home: '首页', mall: '商城', coupon: '券包', me: '我的' }
const VIEWPORT = { width: 375, height: 812 }
const PATIENCE_MS = 15_000
const SCALE = 2

/** Chromium without a window; nothing but the page itself uses the network. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = await installedBrowser()
  if (!executablePath) throw new Error('No browser was found; `npm test` fetches one')
  return chromium.launch({
    executablePath,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-sync', '--disable-quic'],
      ...['--disable-background-networking', '--disable-component-update'],
    ],
  })
}

export interface BrowserPhoneOptions {
  browser: Browser
  /** The person's own path, with the slash at its end. */
  url: string
  /** The folder for pictures. */
  picturesDir: string
  person: string
  /** Light unless something else is given. */
  scheme?: 'light' | 'dark'
}

let pictures = 0

/** In the page: waits until animations have ended, except those that never end. */
async function stillness(): Promise<void> {
  const ending = document
    .getAnimations()
    .filter((motion) => Number.isFinite(motion.effect?.getComputedTiming().endTime))
  await Promise.allSettled(ending.map((motion) => motion.finished))
}

/** In the page: the height that the front page and the bar below it need. */
function heightOf(): number {
  const pages = Array.from(document.querySelectorAll('.taro_page'))
  const heights = pages.map(({ scrollHeight }) => scrollHeight)
  const bar = document.querySelector('.weui-tabbar')
  return Math.max(...heights) + (bar?.clientHeight ?? 0)
}

/** The browser build in a person's hands. */
export class BrowserPhone implements PersonsPhone {
  private readonly options: BrowserPhoneOptions
  private readonly page: Page
  private readonly failed: string[] = []
  private pressed = 0

  private constructor(options: BrowserPhoneOptions, page: Page) {
    this.options = options
    this.page = page
    page.setDefaultTimeout(PATIENCE_MS)
    page.on('dialog', (dialog) => void dialog.accept())
    page.on('pageerror', (error) => this.failed.push(String(error)))
    page.on('console', (line) => {
      if (line.type() === 'error') this.failed.push(line.text())
    })
  }

  static async open(options: BrowserPhoneOptions): Promise<BrowserPhone> {
    const context = await options.browser.newContext({
      viewport: VIEWPORT,
      deviceScaleFactor: SCALE,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      hasTouch: true,
      colorScheme: options.scheme ?? 'light',
    })
    mkdirSync(options.picturesDir, { recursive: true })
    await context.addInitScript(markListeners)
    return new BrowserPhone(options, await context.newPage())
  }

  async openAt(page: string, query: Record<string, string> = {}): Promise<void> {
    const search = new URLSearchParams(query).toString()
    // A change of the fragment alone would not start the app again.
    await this.page.goto('about:blank')
    await this.page.goto(`${this.options.url}#/${page}${search ? `?${search}` : ''}`)
  }

  async openTab(tab: Tab): Promise<void> {
    await this.page.locator('.weui-tabbar__item', { hasText: TABS[tab] }).click()
  }

  async tap(id: string): Promise<void> {
    this.pressed += 1
    await this.find(id, ':not(.is-disabled):not(.is-loading)').click()
  }

  async type(id: string, text: string): Promise<void> {
    await this.find(id).locator('input, textarea').fill(text)
  }

  async textOf(id: string): Promise<string> {
    return (await this.find(id).innerText()).replace(/\s+/g, '')
  }

  async text(): Promise<string> {
    const shown = await this.page.locator('.taro_page:visible').allInnerTexts()
    return (shown.at(-1) ?? '').replace(/\s+/g, '')
  }

  async ids(): Promise<string[]> {
    const found = this.page.locator('.taro_page:visible').last().locator('[id]:visible')
    return found.evaluateAll((elements) => elements.map(({ id }) => id))
  }

  async hasSheet(): Promise<boolean> {
    const sheet = this.page.locator('.taro_page:visible .sheet').last()
    return sheet.waitFor({ timeout: 5000 }).then(
      () => true,
      () => false,
    )
  }

  async sourceOf(id: string): Promise<string> {
    return (await this.find(id).locator('img').getAttribute('src')) ?? ''
  }

  taps(): number {
    return this.pressed
  }

  async picture(name: string): Promise<void> {
    pictures += 1
    const file = `${String(pictures).padStart(2, '0')}-${this.options.person}-${name}.png`
    await this.page.evaluate(stillness)
    await this.page.screenshot({ path: join(this.options.picturesDir, file) })
  }

  /** Faults that a designer would complain about, once everything is loaded and nothing moves. */
  async faults(): Promise<string[]> {
    await this.page.waitForLoadState('networkidle')
    await this.page.evaluate(stillness)
    const height = await this.page.evaluate(heightOf)
    // As tall as the page, so that nothing is cut off at the bottom.
    await this.page.setViewportSize({ ...VIEWPORT, height: Math.max(height, VIEWPORT.height) })
    const faults = await faultsOf(this.page, SCALE)
    await this.page.setViewportSize(VIEWPORT)
    return faults
  }

  errors(): string[] {
    return this.failed
  }

  async close(): Promise<void> {
    await this.page.context().close()
  }

  /** The element on the front page; pages below it stay in the document, unseen. */
  private find(id: string, state = ''): Locator {
    return this.page.locator('.taro_page:visible').last().locator(`[id="${id}"]${state}:visible`)
  }
}
