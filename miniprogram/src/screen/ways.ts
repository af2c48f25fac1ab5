import Taro from '@tarojs/taro'
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
  show: '/packages/coupon/show/index',
  'pick-up': '/packages/coupon/pick-up/index',
  statement: '/packages/account/statement/index',
  join: '/packages/account/join/index',
  notice: '/packages/account/notice/index',
  profile: '/packages/account/profile/index',
  phone: '/packages/account/phone/index',
  leave: '/packages/account/leave/index',
  tier: '/packages/account/tier/index',
  duty: '/packages/guide/duty/index',
  'claim-review': '/packages/staff/claim-review/index',
} as const

export type Tab = keyof typeof TABS
export type Page = keyof typeof PAGES

export function openTab(tab: Tab): void {
  void Taro.switchTab({ url: TABS[tab] })
}

export function openPage(page: Page, query: Record<string, string> = {}): void {
  const asked = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  const search = asked.length > 0 ? `?${asked.join('&')}` : ''
  void Taro.navigateTo({ url: `${PAGES[page]}${search}` })
}

/** Follows a sentence's way out; `stay` is what `edit` and `reload` mean on this page. */
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
    default:
      return openPage(way)
  }
}

/** What `openPage` was given: neither platform decodes it. */
export function decoded(value: string | undefined): string {
  try {
    return decodeURIComponent(value ?? '')
  } catch {
    return ''
  }
}

let afterJoining: (() => void) | null = null

/**
 * 先加入: opens the join page and goes on from here once the person has joined. The page below
 * asks anew by itself when it is shown again.
 */
export function joinFirst(then?: () => void): void {
  afterJoining = then ?? null
  openPage('join')
}

/** Called by the join page: back to where the person came from, and on. */
export async function joinedGoBack(): Promise<void> {
  const then = afterJoining
  afterJoining = null
  if (Taro.getCurrentPages().length > 1) await Taro.navigateBack()
  else await Taro.switchTab({ url: TABS.home })
  then?.()
}

/** The person left without joining: nothing goes on by itself later. */
export function forgetJoining(): void {
  afterJoining = null
}
