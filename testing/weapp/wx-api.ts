import { randomBytes } from 'node:crypto'
import { isBag, type Bag } from './page'
import type { PageStack } from './page-stack'

/** What belongs to the phone and not to the app, and so outlives a restart. */
export interface Phone {
  storage: Map<string, string>
  clipboard: string
  /** What the camera reads next; null if the person goes back. */
  scanned: string | null
  /** Pays as WeChat does, once the person has confirmed. */
  pays: (payment: Bag) => Promise<boolean>
  /** The person's answer to the question whether a message may be sent. */
  accepts: boolean
}

export interface WxParts {
  phone: Phone
  stack: () => PageStack
  callFunction: (name: string, data: unknown) => Promise<unknown>
  launch: { path: string; query: Bag }
  onError: (error: unknown) => void
}

/** An iPhone with a notch, as WeChat measures it. */
const WINDOW = {
  pixelRatio: 3,
  screenWidth: 375,
  screenHeight: 812,
  windowWidth: 375,
  windowHeight: 812,
  statusBarHeight: 44,
  screenTop: 0,
  safeArea: { top: 44, bottom: 778, left: 0, right: 375, width: 375, height: 734 },
}
const BASE = { SDKVersion: '3.7.1', version: '8.0.50', language: 'zh_CN', theme: 'light' }
const DEVICE = { brand: 'iPhone', model: 'iPhone 12', platform: 'ios', system: 'iOS 17.4' }
const CAPSULE = { top: 48, bottom: 80, left: 281, right: 368, width: 87, height: 32 }

const ignore = () => undefined

/** `wx` with everything that the phone uses. Taro copies what it finds, so all must be here. */
export function makeWx(parts: WxParts): Bag {
  const later = asynchronous(parts.onError)
  return {
    ...deviceApi(parts.phone, later),
    ...storageApi(parts.phone, later),
    ...routeApi(parts.stack, later),
    cloud: {
      init: ignore,
      callFunction: later('cloud.callFunction', ({ name, data }) =>
        parts.callFunction(String(name), data),
      ),
    },
    canIUse: () => true,
    nextTick: (then: () => void) => void setImmediate(then),
    getLaunchOptionsSync: () => parts.launch,
    getEnterOptionsSync: () => parts.launch,
    onUnhandledRejection: ignore,
    onError: ignore,
    onPageNotFound: ignore,
    pageScrollTo: later('pageScrollTo', () => ({})),
    stopPullDownRefresh: later('stopPullDownRefresh', () => ({})),
  }
}

function deviceApi(phone: Phone, later: Later): Bag {
  return {
    getSystemInfoSync: () => ({ ...WINDOW, ...BASE, ...DEVICE }),
    getSystemInfo: later('getSystemInfo', () => ({ ...WINDOW, ...BASE, ...DEVICE })),
    getWindowInfo: () => WINDOW,
    getAppBaseInfo: () => BASE,
    getDeviceInfo: () => DEVICE,
    getMenuButtonBoundingClientRect: () => CAPSULE,
    getRandomValues: later('getRandomValues', ({ length }) => {
      const bytes = randomBytes(Number(length))
      return { randomValues: Uint8Array.from(bytes).buffer }
    }),
    scanCode: later('scanCode', () => {
      if (phone.scanned === null) throw new Error('cancel')
      return { result: phone.scanned, scanType: 'QR_CODE' }
    }),
    requestSubscribeMessage: later('requestSubscribeMessage', ({ tmplIds }) => {
      const ids: unknown[] = Array.isArray(tmplIds) ? tmplIds : []
      return Object.fromEntries(ids.map((id) => [id, phone.accepts ? 'accept' : 'reject']))
    }),
    requestPayment: later('requestPayment', async (payment) => {
      if (!(await phone.pays(payment))) throw new Error('requestPayment:fail')
      return {}
    }),
    getClipboardData: later('getClipboardData', () => ({ data: phone.clipboard })),
    setClipboardData: later('setClipboardData', ({ data }) => {
      phone.clipboard = String(data)
      return {}
    }),
    getScreenBrightness: later('getScreenBrightness', () => ({ value: 0.4 })),
    setScreenBrightness: later('setScreenBrightness', () => ({})),
    setKeepScreenOn: later('setKeepScreenOn', () => ({})),
    vibrateShort: later('vibrateShort', () => ({})),
    showToast: later('showToast', () => ({})),
    hideToast: later('hideToast', () => ({})),
  }
}

/** Values come back as copies, and a missing one as an empty string. */
function storageApi({ storage }: Phone, later: Later): Bag {
  const read = (key: string): unknown => JSON.parse(storage.get(key) ?? '""')
  return {
    getStorageSync: read,
    setStorageSync: (key: string, value: unknown) => void storage.set(key, JSON.stringify(value)),
    removeStorageSync: (key: string) => void storage.delete(key),
    getStorage: later('getStorage', ({ key }) => ({ data: read(String(key)) })),
    setStorage: later('setStorage', ({ key, data }) => {
      storage.set(String(key), JSON.stringify(data))
      return {}
    }),
    removeStorage: later('removeStorage', ({ key }) => {
      storage.delete(String(key))
      return {}
    }),
  }
}

function routeApi(stack: () => PageStack, later: Later): Bag {
  const route = (name: string, go: (to: PageStack, options: Bag) => void) =>
    later(name, (options) => {
      go(stack(), options)
      return {}
    })
  return {
    navigateTo: route('navigateTo', (to, { url }) => to.navigateTo(String(url))),
    redirectTo: route('redirectTo', (to, { url }) => to.redirectTo(String(url))),
    switchTab: route('switchTab', (to, { url }) => to.switchTab(String(url))),
    navigateBack: route('navigateBack', (to, { delta }) => to.navigateBack(Number(delta ?? 1))),
  }
}

type Later = (name: string, run: (options: Bag) => unknown) => (given?: unknown) => unknown

/** The platform's asynchronous style: callbacks if any are given, else a promise. */
function asynchronous(onError: (error: unknown) => void): Later {
  return (name, run) => (given) => {
    const options: Bag = isBag(given) ? given : {}
    const answer = new Promise((resolve) => setImmediate(resolve)).then(async () => {
      const result = await run(options)
      return { ...(isBag(result) ? result : {}), errMsg: `${name}:ok` }
    })
    const { success, fail, complete } = options
    if (!success && !fail && !complete) return answer
    const tell = (to: unknown, what: unknown) => {
      if (typeof to === 'function') to(what)
      if (typeof complete === 'function') complete(what)
    }
    answer
      .then(
        (result) => tell(success, result),
        (error: Error) => tell(fail, { errMsg: `${name}:fail ${error.message}` }),
      )
      .catch(onError)
    return undefined
  }
}
