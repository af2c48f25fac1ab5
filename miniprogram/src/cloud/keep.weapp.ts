import Taro from '@tarojs/taro'
import type { Keep } from './keep-type'

export const keep: Keep = {
  // A missing key reads as an empty text, which is never stored as a value.
  get: (key) => Taro.getStorageSync<unknown>(key) || undefined,
  set: (key, value) => Taro.setStorageSync(key, value),
  remove: (key) => Taro.removeStorageSync(key),
}
