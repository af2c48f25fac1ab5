import Taro from '@tarojs/taro'

const SCENE_MAX = 64

/** The scene of the code that opened the app: a shop, a guide, a parcel or a poster. */
export function launchScene(): string | undefined {
  try {
    const scene: unknown = Taro.getLaunchOptionsSync().query?.['scene']
    if (typeof scene !== 'string' || scene === '') return undefined
    return decodeURIComponent(scene).slice(0, SCENE_MAX)
  } catch {
    return undefined
  }
}
