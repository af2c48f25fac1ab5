import Taro from '@tarojs/taro'

export const canScan = true

/** The text of a bar code or QR code; null when the person went back. */
export async function scan(): Promise<string | null> {
  try {
    const { result } = await Taro.scanCode({ scanType: ['barCode', 'qrCode'] })
    return result
  } catch {
    return null
  }
}
