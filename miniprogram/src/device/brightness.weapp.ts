import Taro from '@tarojs/taro'

/** Brightens the screen for a scanner; the returned function restores what was before. */
export async function brighten(): Promise<() => void> {
  try {
    const { value } = await Taro.getScreenBrightness()
    await Taro.setScreenBrightness({ value: 1 })
    await Taro.setKeepScreenOn({ keepScreenOn: true })
    return () => {
      void Taro.setScreenBrightness({ value }).catch(() => {})
      void Taro.setKeepScreenOn({ keepScreenOn: false }).catch(() => {})
    }
  } catch {
    return () => {}
  }
}

export const canBrighten = true
