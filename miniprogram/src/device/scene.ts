import Taro from '@tarojs/taro'
import { decoded } from './decoded'

const SCENE_MAX = 64

/** 邀请码 of the friend whose card opened the app or brought it back to the front. */
export function openedByInviter(): string | undefined {
  try {
    const { query } = Taro.getEnterOptionsSync()
    const inviter: unknown = query?.['inviter']
    return typeof inviter === 'string' && INVITER.test(inviter) ? inviter : undefined
  } catch {
    return undefined
  }
}

const INVITER = /^[A-Za-z0-9_-]{1,40}$/

/** The scene of the code that opened the app: a shop, a guide, a parcel or a poster. */
export function launchScene(): string | undefined {
  try {
    const scene: unknown = Taro.getLaunchOptionsSync().query?.['scene']
    if (typeof scene !== 'string' || scene === '') return undefined
    return decoded(scene).slice(0, SCENE_MAX)
  } catch {
    return undefined
  }
}
