import type { Account } from '../../domain/account/account'
import {
  isMainland,
  maskPhone,
  phoneText,
  type PhoneNumber,
} from '../../domain/member/phone-number'
import { firstAnswer, withAnswer, type AskedRequest } from '../../domain/once-only'
import type { Member } from '../../platform/database/documents'
import { encrypt, identityId, tryDecrypt } from '../../platform/personal-data'

/** A phone as it is stored: found by its hash, encrypted, and shown by a few digits. */
export interface Phone {
  /** The id of its identity document. */
  id: string
  encrypted: string
  masked: string
  tail: string
  /** Its last digits, as orders give them; null abroad, because orders have mainland numbers. */
  end: string | null
}

/** Before a transaction opens: each encryption differs, and the callback may run again. */
export function keptPhone(phone: PhoneNumber): Phone {
  const text = phoneText(phone)
  return {
    id: identityId('phone', text),
    encrypted: encrypt(text),
    masked: maskPhone(phone),
    tail: phone.number.slice(-2),
    end: isMainland(phone) ? phone.number.slice(-4) : null,
  }
}

/** The member's phone; null where they have none, or where it was encrypted with another secret. */
export function phoneOfMember({ phoneEncrypted, phoneMasked }: Member): Phone | null {
  const text = tryDecrypt(phoneEncrypted)
  if (phoneEncrypted === null || text === null) return null
  return {
    id: identityId('phone', text),
    encrypted: phoneEncrypted,
    masked: phoneMasked ?? '',
    tail: text.slice(-2),
    end: text.startsWith('+') ? null : text.slice(-4),
  }
}

/**
 * A few digits of the number that this request set; null where it set none, empty where it is not
 * known any more.
 */
export function phoneAnswer(member: Member | null, requestId: string): string | null {
  const first = firstAnswer(member?.phoneRequests, phoneAsked(requestId))
  return first && 'told' in first ? first.told : null
}

/** Notes the answer to a request that sets this number. */
export function withPhoneAnswer(member: Member, requestId: string, { masked }: Phone): Member {
  const phoneRequests = withAnswer(member.phoneRequests, phoneAsked(requestId), masked)
  return { ...member, phoneRequests }
}

/** WeChat gives a new code each time the phone asks, so codes cannot tell two requests apart. */
function phoneAsked(requestId: string): AskedRequest {
  return { requestId, about: '' }
}

/** The account with what it shows of the new phone; nothing of the earlier one remains. */
export function withPhone(account: Account, phone: Phone | null): Account {
  const { phoneEnd: _before, phoneMove: _told, ...rest } = account
  const shown = { phoneTail: phone?.tail ?? '', phoneMasked: phone?.masked ?? null }
  return { ...rest, ...shown, ...(phone?.end ? { phoneEnd: phone.end } : {}) }
}
