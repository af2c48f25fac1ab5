import type { Account } from '../account/account'

/** What a person gets once for ever: for being new (also as an invited friend), for a profile. */
export type Gift = 'join' | 'profile'

/** Once-for-ever gifts that this account has had, or was refused because of an earlier one. */
export function giftsOf({ profile, giftsHad = [] }: Account): Gift[] {
  return [...new Set<Gift>(['join', ...(profile ? (['profile'] as const) : []), ...giftsHad])]
}
