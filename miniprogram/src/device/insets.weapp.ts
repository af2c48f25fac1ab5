import Taro from '@tarojs/taro'
import type { Insets } from './insets-type'

let measured: Insets | null = null

/** Where the capsule is. Measured once: it does not move while the app runs. */
export function insets(): Insets {
  measured ??= measure()
  return measured
}

function measure(): Insets {
  try {
    const capsule = Taro.getMenuButtonBoundingClientRect()
    const { statusBarHeight = 20, windowWidth } = Taro.getWindowInfo()
    if (!capsule.height) return { top: statusBarHeight, bar: 44, capsule: 96 }
    const gap = Math.max(capsule.top - statusBarHeight, 4)
    return {
      top: statusBarHeight,
      bar: capsule.height + gap * 2,
      capsule: windowWidth - capsule.left + 8,
    }
  } catch {
    return { top: 20, bar: 44, capsule: 96 }
  }
}
