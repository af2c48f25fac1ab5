import Taro from '@tarojs/taro'

/** False where the phone refused, so that the page says to copy by hand. */
export async function writeClipboard(data: string): Promise<boolean> {
  try {
    await Taro.setClipboardData({ data })
    return true
  } catch {
    return false
  }
}

/** Read only on a tap. Returns '' if it is refused, and then the person types. */
export async function readClipboard(): Promise<string> {
  try {
    const { data } = await Taro.getClipboardData()
    return typeof data === 'string' ? data : ''
  } catch {
    return ''
  }
}
