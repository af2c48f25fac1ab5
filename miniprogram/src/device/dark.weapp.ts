import Taro from '@tarojs/taro'

/** Style sheets follow the system by themselves; this is for drawings that come in two versions. */
export function isDark(): boolean {
  try {
    return Taro.getAppBaseInfo().theme === 'dark'
  } catch {
    return false
  }
}
