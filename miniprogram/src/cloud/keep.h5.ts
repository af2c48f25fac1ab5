import Taro from '@tarojs/taro'
import type { Keep } from './keep-type'

/** Several phones may be served from one address, so the path tells them apart. */
const named = (key: string) => `${window.location.pathname}:${key}`

export const keep: Keep = {
  // A missing key reads as an empty text, which is never stored as a value.
  get: (key) => Taro.getStorageSync<unknown>(named(key)) || undefined,
  set: (key, value) => Taro.setStorageSync(named(key), value),
  remove: (key) => Taro.removeStorageSync(named(key)),
}
