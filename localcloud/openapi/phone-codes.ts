import type { Document } from '../database/document'
import type { Store } from '../database/store'
import { DEFAULT_APPID } from '../functions/environment'

/**
 * Codes of the form `phone-13800000000`, or `phone-+852-61234567` for another country. Each may end
 * with `-<anything>`, and each works once. The store holds which ones were used, so that a restored
 * snapshot forgets codes that were used after it.
 */
export class PhoneCodes {
  constructor(private readonly store: Pick<Store, 'readSetting' | 'writeSetting'>) {}

  take(code: string, now: number): Document {
    const [, country = '86', number] =
      /^phone-(?:\+(\d{1,4})-)?(\d{6,15})(?:-.*)?$/.exec(code) ?? []
    const used = `phone-code:${code}`
    if (!number || this.store.readSetting(used) === true) {
      return { errcode: 40029, errmsg: 'invalid code' }
    }
    this.store.writeSetting(used, true)
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
