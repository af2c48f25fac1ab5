import Taro from '@tarojs/taro'
import { goBack as backOr } from '@/screen/ways'

/** Vibrates, so that the guide need not look; it does not matter if a phone cannot. */
export function buzz() {
  Taro.vibrateShort({ type: 'medium' }).catch(() => undefined)
}

/** Back to the workbench if it is open below, else to a new one. */
export function goBack(): void {
  backOr(() => Taro.redirectTo({ url: '/packages/guide/duty/index' }))
}
