import type { Account } from '../../domain/account/account'
import { isWholeAccount } from '../../domain/account/whole-account'
import { getDocument } from '../database/collection'
import type { Transaction } from '../database/transaction'

/** The caller's link leads to a closed account, or to one that does not exist in this brand. */
export class StaleLink extends Error {
  override name = 'StaleLink'
}

/** A part of the caller's account cannot be read: nothing is shown, earned or spent meanwhile. */
export class DamagedAccount extends Error {
  override name = 'DamagedAccount'
}

function whole(account: Account): Account {
  if (!isWholeAccount(account)) throw new DamagedAccount()
  return account
}

function alive(account: Account | null): Account {
  if (account === null || account.leftAt !== undefined) throw new StaleLink()
  return whole(account)
}

/** The caller's own account inside a transaction: never a closed one. */
export async function ownAccount(tx: Transaction, accountId: string): Promise<Account> {
  return alive(await tx.get('accounts', accountId))
}

/** The caller's own account, only for reading; null for a visitor. */
export async function readOwnAccount(accountId: string): Promise<Account>
export async function readOwnAccount(accountId: string | null): Promise<Account | null>
export async function readOwnAccount(accountId: string | null): Promise<Account | null> {
  return accountId === null ? null : alive(await getDocument('accounts', accountId))
}

/** For somebody who joins: the account that exists already, or null. */
export async function accountIfAny(tx: Transaction, accountId: string): Promise<Account | null> {
  const account = await tx.get('accounts', accountId)
  return account?.leftAt === undefined ? account && whole(account) : account
}
