import { cloud } from './cloud'
import { logLine, textOf } from './log'

interface PhoneApi {
  phonenumber: {
    getPhoneNumber(options: { code: string }): Promise<{
      phoneInfo?: { purePhoneNumber?: string; phoneNumber?: string }
    }>
  }
}

/** The phone behind a code of `getPhoneNumber`; null when the code is wrong, used or too old. */
export async function phoneOf(code: string): Promise<string | null> {
  try {
    const api = cloud.openapi as unknown as PhoneApi
    const { phoneInfo } = await api.phonenumber.getPhoneNumber({ code })
    return phoneInfo?.purePhoneNumber ?? phoneInfo?.phoneNumber ?? null
  } catch (thrown) {
    const { errCode } = thrown as { errCode?: number }
    // 40029 invalid code, 40163 used code; anything else is the platform's own trouble.
    if (errCode === 40029 || errCode === 40163) return null
    logLine('warn', { call: 'getPhoneNumber', thrown: textOf(thrown) })
    throw thrown
  }
}
