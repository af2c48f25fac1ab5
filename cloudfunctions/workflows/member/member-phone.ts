import type { Account } from '../../domain/account/account'
import {
  isMainland,
  maskPhone,
  phoneText,
  type PhoneNumber,
} from '../../domain/member/phone-number'
import { firstAnswer, withAnswer, type AskedRequest } from '../../domain/once-only'
import type { Member } from '../../platform/database/documents'
import { encrypt, identityId, openSealed } from '../../platform/personal-data'

/** A phone as it is kept: found by its hash, sealed, and shown by a few digits. */
export interface Phone {
  /** Of its identity. */
  id: string
  sealed: string
  masked: string
  tail: string
  /** Its last digits as an order tells them; null abroad: an order's phone is of the mainland. */
  end: string | null
}

/** Before a transaction opens: each sealing differs, and the callback may run several times. */
export function keptPhone(phone: PhoneNumber): Phone {
  const text = phoneText(phone)
  return {
    id: identityId('phone', text),
    sealed: encrypt(text),
    masked: maskPhone(phone),
    tail: phone.number.slice(-2),
    end: isMainland(phone) ? phone.number.slice(-4) : null,
  }
}

/** The phone that a member has; null for none, and where it was sealed with another secret. */
export function phoneOfMember({ phoneSealed, phoneMasked }: Member): Phone | null {
  const text = openSealed(phoneSealed)
  if (phoneSealed === null || text === null) return null
  return {
    id: identityId('phone', text),
    sealed: phoneSealed,
    masked: phoneMasked ?? '',
    tail: text.slice(-2),
    end: text.startsWith('+') ? null : text.slice(-4),
  }
}

/** The number that this request gave, by a few digits; null where it gave none, empty where nobody knows. */
export function phoneTold(member: Member | null, requestId: string): string | null {
  const first = firstAnswer(member?.phoneRequests, phoneAsked(requestId))
  return first && 'told' in first ? first.told : null
}

/** Notes what a request that gives this number is told. */
export function withPhoneTold(member: Member, requestId: string, { masked }: Phone): Member {
  const phoneRequests = withAnswer(member.phoneRequests, phoneAsked(requestId), masked)
  return { ...member, phoneRequests }
}

/** WeChat gives another code whenever the phone asks again, so that no input tells two apart. */
function phoneAsked(requestId: string): AskedRequest {
  return { requestId, about: '' }
}

/** The account with what it shows of a phone; nothing is left of the one before. */
export function withPhone(account: Account, phone: Phone | null): Account {
  const { phoneEnd: _before, phoneMove: _told, ...rest } = account
  const shown = { phoneTail: phone?.tail ?? '', phoneMasked: phone?.masked ?? null }
  return { ...rest, ...shown, ...(phone?.end ? { phoneEnd: phone.end } : {}) }
}
