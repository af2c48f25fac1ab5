import type { Document } from '../database/document'
import { DEFAULT_APPID } from '../functions/environment'

/** Codes of the form `phone-13800000000` or `phone-13800000000-<anything>`, each good once. */
export class PhoneCodes {
  private readonly used = new Set<string>()

  take(code: string, now: number): Document {
    const number = /^phone-(\d{6,15})(?:-.*)?$/.exec(code)?.[1]
    if (!number || this.used.has(code)) return { errcode: 40029, errmsg: 'invalid code' }
    this.used.add(code)
    return {
      errcode: 0,
      errmsg: 'ok',
      phone_info: {
        phoneNumber: number,
        purePhoneNumber: number,
        countryCode: '86',
        watermark: { timestamp: Math.floor(now / 1000), appid: DEFAULT_APPID },
      },
    }
  }
}
