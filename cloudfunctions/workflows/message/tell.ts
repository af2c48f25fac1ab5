import { assert } from '../../domain/assert'
import { oneMoreNews } from '../../domain/ledger/entry-news'
import type { Transaction } from '../../platform/database/transaction'
import type { Notice } from '../../domain/message/message'

/** Puts a notice into its member's list, and the mark on the account that home shows. */
export async function tell(tx: Transaction, notice: Notice): Promise<void> {
  // After what else this transaction did to the account: it reads its own writes.
  const account = await tx.get('accounts', notice.account)
  assert(account !== null, 'a notice belongs to an account')
  await tx.put('accounts', { ...account, ...oneMoreNews(account) })
  await tx.put('messages', notice)
}
