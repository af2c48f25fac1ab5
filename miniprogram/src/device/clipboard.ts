import Taro from '@tarojs/taro'

/** Read only on a tap. Returns '' if it is refused, and then the person types. */
export async function readClipboard(): Promise<string> {
  try {
    const { data } = await Taro.getClipboardData()
    return typeof data === 'string' ? data : ''
  } catch {
    return ''
  }
}
