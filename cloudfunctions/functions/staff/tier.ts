import { setManualTier } from '../../contracts/tier'
import { accountId } from '../../domain/account'
import { nextTierDay } from '../../domain/tier-due'
import { tierTermsOf } from '../../domain/tier-standing'
import { rankOf, tierStateOn } from '../../domain/tier-state'
import { getDocument } from '../../platform/collection'
import { inForce } from '../../platform/publication'
import { staffHandler } from '../../platform/staff-gate'
import { refuseOwnAffair } from '../../platform/staff/own-affair'
import { transact } from '../../platform/transaction'

/** Asked twice it says the same twice; who did it and why is in `audit` and on the account. */
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
