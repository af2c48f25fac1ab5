import { assert } from '../../domain/assert'
import { oneMoreNews } from '../../domain/ledger/entry-news'
import type { Transaction } from '../../platform/database/transaction'
import type { Notice } from '../../domain/message/message'

/** Adds a notice to the member's list, and sets the mark on the account that home shows. */
export async function tell(tx: Transaction, notice: Notice): Promise<void> {
  // Must come after all other account changes of this transaction, because it reads them.
  const account = await tx.get('accounts', notice.account)
  assert(account !== null, 'a notice belongs to an account')
  await tx.put('accounts', { ...account, ...oneMoreNews(account) })
  await tx.put('messages', notice)
}
