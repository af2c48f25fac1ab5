import { assert } from '../../domain/assert'
import { readPhone, type PhoneNumber } from '../../domain/member/phone-number'
import { cloud } from './cloud'
import { loggedText, logLine } from '../log'

interface PhoneApi {
  phonenumber: {
    getPhoneNumber(options: { code: string }): Promise<{
      phoneInfo?: { purePhoneNumber?: string; countryCode?: string }
    }>
  }
}

/** The phone behind a code of `getPhoneNumber`; null when the code is wrong, used or too old. */
export async function phoneOf(code: string): Promise<PhoneNumber | null> {
  const told = await ask(code)
  if (told === null) return null
  const phone = readPhone(told.phoneInfo)
  // Without its country a number could belong to anybody.
  assert(phone !== null, 'WeChat gives a phone with the code of its country')
  return phone
}

async function ask(code: string) {
  try {
    const api = cloud.openapi as unknown as PhoneApi
    return await api.phonenumber.getPhoneNumber({ code })
  } catch (thrown) {
    const { errCode } = thrown as { errCode?: number }
    // 40029 invalid code, 40163 used code; anything else is a failure of the platform.
    if (errCode === 40029 || errCode === 40163) return null
    logLine('warn', { call: 'getPhoneNumber', thrown: loggedText(thrown) })
    throw thrown
  }
}
