import Taro from '@tarojs/taro'

export const canBrighten = true

/** Brightens the screen for a scanner; the returned function restores the earlier brightness. */
export async function brighten(): Promise<(() => void) | null> {
  try {
    const { value } = await Taro.getScreenBrightness()
    await Taro.setScreenBrightness({ value: 1 })
    await Taro.setKeepScreenOn({ keepScreenOn: true })
    return () => void restore(value)
  } catch {
    return null
  }
}

async function restore(value: number): Promise<void> {
  try {
    await Taro.setScreenBrightness({ value })
    await Taro.setKeepScreenOn({ keepScreenOn: false })
  } catch {
    // If the page is already gone, the system keeps its own setting.
  }
}
