import Taro from '@tarojs/taro'

export const canScan = true

/** The text of a bar code or QR code; null if the person went back. */
export async function scan(): Promise<string | null> {
  try {
    const scanned: { result: string; path?: string } = await Taro.scanCode({
      scanType: ['barCode', 'qrCode'],
    })
    // A mini-program code has no text: WeChat returns the page it opens, with its scene.
    return scanned.result || (scanned.path ?? '')
  } catch {
    return null
  }
}
