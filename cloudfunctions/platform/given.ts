import type { Account } from '../domain/account'
import { givenId } from './personal-data'
import type { Transaction } from './transaction'

/**
 * Notes on the account what these phones and WeChat ids had in an earlier membership, whenever one
 * of them becomes the member's.
 */
export async function withGiftsHad(
  tx: Transaction,
  account: Account,
  links: readonly string[],
): Promise<Account> {
  const had = new Set(account.giftsHad ?? [])
  for (const link of links) {
    const given = await tx.get('given', givenId(account.brand, link))
    for (const gift of given?.gifts ?? []) had.add(gift)
  }
  const isSame = had.size === (account.giftsHad?.length ?? 0)
  return isSame ? account : { ...account, giftsHad: [...had].sort() }
}
