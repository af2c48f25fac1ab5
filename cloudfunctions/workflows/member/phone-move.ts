import { oneMoreNews } from '../../domain/ledger/entry-news'
import type { Account } from '../../domain/account/account'
import { businessDay } from '../../domain/business-day'
import { giftsOnly, usedUp } from '../../domain/member/memory'
import { phoneNotice } from '../../domain/member/phone-move'
import { findFields } from '../../platform/database/collection'
import type { Member } from '../../platform/database/documents'
import { withPhone, type Phone } from './member-phone'
import { memoryIds, remember, withMemories } from './memory'
import { inForce } from '../programme/publication'
import type { Transaction } from '../../platform/database/transaction'

const BRANDS_MAX = 100

/**
 * The member's accounts in all brands. The caller has read the member in this transaction and
 * writes it, as joining a brand does: an account that this query misses causes a conflict, and the
 * work runs again.
 */
async function accountsOf(tx: Transaction, memberId: string, known = ''): Promise<Account[]> {
  const found = await findFields('accounts', { where: { memberId }, limit: BRANDS_MAX }, ['_id'])
  const accounts = []
  for (const { _id } of found.filter((each) => each._id !== known)) {
    const account = await tx.get('accounts', _id)
    if (account && account.leftAt === undefined) accounts.push(account)
  }
  return accounts
}

/**
 * Only the number goes: balance, coupons and roles stay with the WeChat that has them, and its
 * member is informed. The number's next member does not count as new: its gifts were paid.
 */
export async function losePhone(
  tx: Transaction,
  member: Member,
  { id, masked }: Phone,
  at: number,
): Promise<void> {
  await tx.put('members', { ...member, phoneEncrypted: null, phoneMasked: null })
  const phoneMove = { way: 'away' as const, masked, at }
  for (const account of await accountsOf(tx, member._id)) {
    await rememberGifts(tx, account, id, at)
    await tx.put('accounts', { ...withPhone(account, null), ...oneMoreNews(account), phoneMove })
    await tx.put('messages', phoneNotice(account, phoneMove))
  }
}

/** Tells the member who now has the number that it was another's. Returns the account to write. */
export async function tellTaker(
  tx: Transaction,
  account: Account,
  { masked }: Phone,
  at: number,
): Promise<Account> {
  const phoneMove = { way: 'here' as const, masked, at }
  await tx.put('messages', phoneNotice(account, phoneMove))
  return { ...account, ...oneMoreNews(account), phoneMove }
}

/** The phone is the person's: their accounts in other brands show it and take over its past. */
export async function showPhoneElsewhere(
  tx: Transaction,
  { memberId, _id: own }: Pick<Account, '_id' | 'memberId'>,
  { phone, before, now }: { phone: Phone; before: string | null; now: number },
): Promise<void> {
  for (const account of await accountsOf(tx, memberId, own)) {
    if (before !== null) await rememberGifts(tx, account, before, now)
    const { versions } = (await inForce(account.brand, now)).program
    const shown = withPhone(account, phone)
    const recalled = await withMemories(tx, shown, [phone.id], { now, version: versions.claim })
    await tx.add('ledger', recalled.entries)
    await tx.put('accounts', recalled.account)
  }
}

/** A member who brings this number later does not count as new: its gifts were paid. */
export function rememberGifts(tx: Transaction, account: Account, link: string, at: number) {
  const { brand } = account
  const parts = giftsOnly(usedUp(account, businessDay(at)))
  return remember(tx, memoryIds(brand, [link]), { brand, lives: [], parts, at })
}
