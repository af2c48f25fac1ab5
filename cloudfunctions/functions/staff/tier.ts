import { setManualTier } from '../../contracts/tier/tier'
import { accountId } from '../../domain/account/account'
import { nextTierDay } from '../../domain/tier/tier-due'
import { tierTermsOf } from '../../domain/tier/tier-standing'
import { rankOf, tierStateOn } from '../../domain/tier/tier-state'
import { getDocument } from '../../platform/database/collection'
import { inForce } from '../../workflows/programme/publication'
import { staffHandler } from '../../platform/door/staff-gate'
import { refuseOwnAffair } from '../../workflows/staff/own-affair'
import { transact } from '../../platform/database/transaction'

/** Called twice it answers the same twice; who did it and why is in `audit` and on the account. */
export const handleSetManualTier = staffHandler(setManualTier, async (input, context) => {
  const { brand, now, today, staffName } = context
  const { memberId, tier, until, reason } = input
  const own = await refuseOwnAffair({ get: getDocument }, context, input.operator, [memberId])
  if (own) return own
  const terms = tierTermsOf((await inForce(brand, now)).program.rules)
  if (!terms) return { refused: 'NO_TIER_POLICY' }
  if (rankOf(terms.tiers, tier) < 0) return { refused: 'TIER_NOT_FOUND' }
  if (until < today) return { refused: 'DAY_OVER' }
  return transact(async (tx) => {
    const account = await tx.get('accounts', accountId(brand, memberId))
    if (!account || account.leftAt !== undefined) {
      return tx.abort({ refused: 'MEMBER_NOT_FOUND' as const })
    }
    const manual = { id: tier, until, reason, operator: staffName ?? input.operator }
    const state = { ...tierStateOn(account, terms, today), manual }
    const nextTier = nextTierDay(account, state, terms, today)
    await tx.put('accounts', { ...account, tier: state, nextTier })
    return { tier, until }
  })
})
