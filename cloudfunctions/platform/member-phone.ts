import type { Account } from '../domain/account'
import { encrypt, identityId, maskPhone } from './personal-data'

/** A phone as it is kept: found by its hash, sealed, and shown by a few digits. */
export interface Phone {
  /** Of its identity. */
  id: string
  sealed: string
  masked: string
  tail: string
  end: string
}

/** Before a transaction opens: each sealing differs, and the callback may run several times. */
export function keptPhone(phone: string): Phone {
  return {
    id: identityId('phone', phone),
    sealed: encrypt(phone),
    masked: maskPhone(phone),
    tail: phone.slice(-2),
    end: phone.slice(-4),
  }
}

/** What an account shows of a phone. */
export function phoneCard(
  phone: Phone | null,
): Pick<Account, 'phoneTail' | 'phoneMasked' | 'phoneEnd'> {
  return phone
    ? { phoneTail: phone.tail, phoneMasked: phone.masked, phoneEnd: phone.end }
    : { phoneTail: '', phoneMasked: null }
}
