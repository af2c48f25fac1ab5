import type { Document } from '../database/document'
import { DEFAULT_APPID } from '../functions/environment'

/**
 * Codes of the form `phone-13800000000`, or `phone-+852-61234567` for another country. Each may end
 * with `-<anything>`, and each works once.
 */
export class PhoneCodes {
  private readonly used = new Set<string>()

  take(code: string, now: number): Document {
    const [, country = '86', number] =
      /^phone-(?:\+(\d{1,4})-)?(\d{6,15})(?:-.*)?$/.exec(code) ?? []
    if (!number || this.used.has(code)) return { errcode: 40029, errmsg: 'invalid code' }
    this.used.add(code)
    return {
      errcode: 0,
      errmsg: 'ok',
      phone_info: {
        // A number of the mainland has no prefix.
        phoneNumber: country === '86' ? number : `+${country}${number}`,
        purePhoneNumber: number,
        countryCode: country,
        watermark: { timestamp: Math.floor(now / 1000), appid: DEFAULT_APPID },
      },
    }
  }
}
