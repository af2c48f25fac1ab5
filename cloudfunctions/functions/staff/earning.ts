import { simulateEarning } from '../../contracts/earning'
import { receiptFor, termsFor } from '../../domain/earning'
import { inForce } from '../../platform/publication'
import { staffHandler } from '../../platform/staff-gate'

/** The same terms and the same receipt as a real claim's, with no write. */
export const handleSimulateEarning = staffHandler(simulateEarning, async (input, context) => {
  const { rules, version } = (await inForce(context.brand, context.now)).program
  const tier = rules.tiers.find(({ id }) => !input.tier || id === input.tier)
  if (!tier) return { refused: 'TIER_NOT_FOUND' }
  const paidFen = input.items.reduce((sum, item) => sum + item.paidFen, 0)
  if (input.refundedFen > paidFen) return { refused: 'REFUND_TOO_LARGE' }
  const terms = termsFor(rules.earn, {
    channel: input.channel,
    paidFen,
    items: input.items,
    boughtOn: input.boughtOn ?? context.today,
    tier,
    earnedToday: 0,
  })
  const receipt = receiptFor(terms, paidFen - input.refundedFen)
  return { points: receipt.points, receipt: receipt.lines, ruleVersion: version }
})
