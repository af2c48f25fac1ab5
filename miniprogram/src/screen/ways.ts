import Taro from '@tarojs/taro'
import { pageInFront } from '@/device/open-pages'
import type { Way } from '@/text/sentence'

const TABS = {
  home: '/pages/home/index',
  mall: '/pages/mall/index',
  coupon: '/pages/coupon/index',
  me: '/pages/me/index',
} as const

const PAGES = {
  'check-in': '/packages/earn/check-in/index',
  claim: '/packages/earn/claim/index',
  'claim-list': '/packages/earn/claim-list/index',
  'print-code': '/packages/earn/print-code/index',
  task: '/packages/earn/task/index',
  review: '/packages/earn/review/index',
  reward: '/packages/mall/reward/index',
  redemption: '/packages/mall/redemption/index',
  pay: '/packages/mall/pay/index',
  show: '/packages/coupon/show/index',
  'pick-up': '/packages/coupon/pick-up/index',
  'pool-code': '/packages/coupon/pool-code/index',
  statement: '/packages/account/statement/index',
  join: '/packages/account/join/index',
  notice: '/packages/account/notice/index',
  profile: '/packages/account/profile/index',
  phone: '/packages/account/phone/index',
  leave: '/packages/account/leave/index',
  tier: '/packages/account/tier/index',
  duty: '/packages/guide/duty/index',
  'write-off': '/packages/guide/write-off/index',
  'claim-review': '/packages/staff/claim-review/index',
} as const

export type Tab = keyof typeof TABS
export type Page = keyof typeof PAGES

export function openTab(tab: Tab): void {
  go(() => toTab(tab))
}

export function openPage(page: Page, query: Record<string, string> = {}): void {
  const asked = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  const search = asked.length > 0 ? `?${asked.join('&')}` : ''
  const url = `${PAGES[page]}${search}`
  // The second tap of a slow double tap would open the page that the first tap has just opened.
  if (opened && opened.url === url && opened.page === pageInFront()) return
  go(async (from) => {
    await Taro.navigateTo({ url })
    const page = pageInFront()
    opened = page === from ? null : { url, page }
  })
}

let opened: { url: string; page: unknown } | null = null
let leaving: unknown = null

/** Only one way at a time leads away from a page: the second tap of a double tap does nothing. */
function go(start: (from: unknown) => Promise<unknown>): void {
  const from = pageInFront()
  if (leaving !== null && leaving === from) return
  leaving = from
  const arrived = () => {
    if (leaving === from) leaving = null
  }
  start(from).then(arrived, arrived)
}

/** Back to the page below; if there is none, to another page. */
export function goBack(otherwise: () => Promise<unknown> = () => toTab('home')): void {
  go(Taro.getCurrentPages().length > 1 ? () => Taro.navigateBack() : otherwise)
}

const toTab = (tab: Tab) => Taro.switchTab({ url: TABS[tab] })

/** Follows the way out of a sentence; `stay` is what `edit` and `reload` do on this page. */
export function follow(way: Way, stay: () => void): void {
  switch (way) {
    case 'edit':
    case 'reload':
      return stay()
    case 'join':
      return joinFirst(stay)
    case 'home':
    case 'mall':
    case 'coupon':
      return openTab(way)
    case 'check-in':
    case 'claim':
    case 'claim-list':
    case 'redemption':
    case 'statement':
      return openPage(way)
  }
}

let afterJoining: (() => void) | null = null

/**
 * 先加入: opens the join page and continues once the person has joined. The page below loads again by
 * itself when it is shown.
 */
export function joinFirst(then?: () => void): void {
  afterJoining = then ?? null
  openPage('join')
}

/** Called by the join page: goes back to where the person came from, then on. */
export async function joinedGoBack(): Promise<void> {
  const then = afterJoining
  afterJoining = null
  const joining = pageInFront()
  if (Taro.getCurrentPages().length > 1) await Taro.navigateBack()
  else await Taro.switchTab({ url: TABS.home })
  // A browser says so before it has gone back: the answer to `then` would count as unseen.
  for (let ms = 0; ms < 1000 && pageInFront() === joining; ms += 25) {
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  then?.()
}

/** The person left without joining, so nothing may continue later without a tap. */
export function forgetJoining(): void {
  afterJoining = null
}
