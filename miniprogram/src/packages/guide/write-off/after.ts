import Taro from '@tarojs/taro'
import { goBack as backOr } from '@/screen/ways'

/** Felt without looking; a phone that cannot is no fault. */
export function buzz() {
  Taro.vibrateShort({ type: 'medium' }).catch(() => undefined)
}

/** Back to the workbench where it lies below, or else to a new one. */
export function goBack(): void {
  backOr(() => Taro.redirectTo({ url: '/packages/guide/duty/index' }))
}
