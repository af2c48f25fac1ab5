import type { Account } from '../account/account'

/** What a person gets once in a lifetime: for being new (or an invited friend), for a profile. */
export type Gift = 'join' | 'profile'

/** Such gifts that this account has had, or was refused because an earlier one had them. */
export function giftsOf({ profile, giftsHad = [] }: Account): Gift[] {
  return [...new Set<Gift>(['join', ...(profile ? (['profile'] as const) : []), ...giftsHad])]
}
