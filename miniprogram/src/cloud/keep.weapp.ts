import Taro from '@tarojs/taro'
import type { Keep } from './keep-type'

export const keep: Keep = {
  // An absent key reads as an empty text; nothing that is kept is one.
  get: (key) => Taro.getStorageSync<unknown>(key) || undefined,
  set: (key, value) => Taro.setStorageSync(key, value),
  remove: (key) => Taro.removeStorageSync(key),
}
