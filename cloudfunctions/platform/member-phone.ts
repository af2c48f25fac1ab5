import type { Account } from '../domain/account'
import { isMainland, maskPhone, phoneText, type PhoneNumber } from '../domain/phone-number'
import { encrypt, identityId } from './personal-data'

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

/** The account with what it shows of a phone; nothing is left of the one before. */
export function withPhone(account: Account, phone: Phone | null): Account {
  const { phoneEnd: _before, ...rest } = account
  const shown = { phoneTail: phone?.tail ?? '', phoneMasked: phone?.masked ?? null }
  return { ...rest, ...shown, ...(phone?.end ? { phoneEnd: phone.end } : {}) }
}
