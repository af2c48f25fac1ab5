import { businessDay } from '../../domain/business-day'
import { takeDebtOver, type Memory } from '../../domain/member/memory'
import { findFields } from '../../platform/database/collection'
import { inForce } from '../programme/publication'
import { transact } from '../../platform/database/transaction'

/** Accounts that took one membership over: one, or a few where its phone and WeChat went apart. */
const ACCOUNTS_MAX = 20

/**
 * The debt of a membership grew after the person had come back: the accounts that have taken it
 * over owe the rest. A later return finds the full debt, so this is done only once.
 */
export async function tellDebt({ _id, brand, lives }: Memory, now: number): Promise<void> {
  const life = lives.at(-1) ?? ''
  const where = { brand, lives: life }
  const accounts = await findFields('accounts', { where, limit: ACCOUNTS_MAX }, ['_id'])
  const { versions } = (await inForce(brand, now)).program
  const cause = { now, today: businessDay(now), ruleVersion: versions.claim }
  await transact(async (tx) => {
    const memory = await tx.get('memories', _id)
    if (!memory?.owes) return
    for (const { _id: id } of accounts) {
      const account = await tx.get('accounts', id)
      if (!account || account.leftAt !== undefined) continue
      const moved = takeDebtOver(account, memory, cause)
      if (moved.entries.length === 0) continue
      await tx.put('accounts', moved.account)
      await tx.add('ledger', moved.entries)
    }
    const { owes: _told, ...told } = memory
    await tx.put('memories', told)
  })
}
