import Taro from '@tarojs/taro'

/** Felt without looking; a phone that cannot is no fault. */
export function buzz() {
  Taro.vibrateShort({ type: 'medium' }).catch(() => undefined)
}

/** Back to the workbench where it lies below, or else to a new one. */
export async function goBack() {
  if (Taro.getCurrentPages().length > 1) await Taro.navigateBack()
  else await Taro.redirectTo({ url: '/packages/guide/duty/index' })
}
