import type { InputOf, Refused } from '../../contracts/action'
import { simulateEarning } from '../../contracts/earning/earning'
import type { ProgramRules } from '../../contracts/programme/program'
import { accountId } from '../../domain/account/account'
import { birthdayAt } from '../../domain/account/birthday'
import { nextBudget, withBudget } from '../../domain/earning/campaign-budget'
import { pointsToday } from '../../domain/claim/claim'
import { receiptFor, termsFor, type EarnTerms, type Purchase } from '../../domain/earning/earning'
import { standingOf, tierTermsOf } from '../../domain/tier/tier-standing'
import { budgetsLeft } from '../../workflows/earning/campaign-budget'
import { getDocument } from '../../platform/database/collection'
import { inForce } from '../../workflows/programme/publication'
import { staffHandler, type StaffContext } from '../../platform/door/staff-gate'

/** The same terms and the same receipt as for a real claim; writes nothing. */
export const handleSimulateEarning = staffHandler(simulateEarning, async (input, context) => {
  const { rules, versions } = (await inForce(context.brand, context.now)).program
  const paidFen = input.items.reduce((sum, item) => sum + item.paidFen, 0)
  if (input.refundedFen > paidFen) return { refused: 'REFUND_TOO_LARGE' }
  const boughtOn = input.boughtOn ?? context.today
  const who = await buyerOf(input, boughtOn, rules, context)
  if ('refused' in who) return who
  const { channel, items } = input
  const net = paidFen - input.refundedFen
  const terms = termsFor(rules.earn, { channel, paidFen, items, boughtOn, ...who })
  const receipt = receiptFor(await withBudgetsLeft(terms, net, context.brand), net)
  return { points: receipt.points, receipt: receipt.lines, ruleVersion: versions.earning }
})

type Buyer = Pick<Purchase, 'tier' | 'birthday' | 'earnedToday'>

/** The buyer: a member as they are, or an imagined one of the tier that is asked for. */
async function buyerOf(
  input: InputOf<typeof simulateEarning>,
  boughtOn: string,
  rules: ProgramRules,
  { brand, now, today }: StaffContext,
): Promise<Buyer | Refused<'TIER_NOT_FOUND' | 'MEMBER_NOT_FOUND'>> {
  const { tiers } = rules
  if (input.memberId === undefined) {
    const tier = tiers.find(({ id }) => !input.tier || id === input.tier)
    if (!tier) return { refused: 'TIER_NOT_FOUND' }
    return { tier, birthday: input.birthday ?? null, earnedToday: 0 }
  }
  const account = await getDocument('accounts', accountId(brand, input.memberId))
  if (!account || account.leftAt !== undefined) return { refused: 'MEMBER_NOT_FOUND' }
  return {
    tier: standingOf(account, tiers, tierTermsOf(rules), today),
    birthday: birthdayAt(account.profile?.birthday ?? null, boughtOn),
    earnedToday: pointsToday(account, now),
  }
}

async function withBudgetsLeft(terms: EarnTerms, net: number, brand: string): Promise<EarnTerms> {
  const ids = terms.multipliers.flatMap(({ budget }) => budget?.id ?? [])
  if (ids.length === 0) return terms
  const left = await budgetsLeft(brand, ids)
  let result = terms
  for (let request = nextBudget(result, net); request; request = nextBudget(result, net)) {
    result = withBudget(result, request.id, Math.min(request.points, left.get(request.id) ?? 0))
  }
  return result
}
