import type { InputOf } from '../../contracts/action'
import { decideClaim } from '../../contracts/claim/claim-review'
import { accountId, type Account } from '../../domain/account/account'
import { assert } from '../../domain/assert'
import type { ClaimRules } from '../../domain/claim/claim'
import { nextClaim } from '../../domain/claim/claim-move'
import { approvedNotice, rejectedNotice } from '../../domain/claim/claim-notice'
import { receiptFor } from '../../domain/earning/earning'
import type { Order } from '../../domain/order/order'
import { withDecision, type ClaimReview, type WaitingClaim } from '../../domain/claim/waiting-claim'
import { takeByStaff } from '../../workflows/claim/claim-moves'
import { claimRules, settleInto } from '../../workflows/claim/claim-settlement'
import { inForce } from '../../workflows/programme/publication'
import { staffHandler, type StaffContext } from '../../platform/door/staff-gate'
import { passMove } from '../../workflows/staff/move-limits'
import { refuseOwnAffair } from '../../workflows/staff/own-affair'
import { tell } from '../../workflows/message/tell'
import { transact, type Transaction } from '../../platform/database/transaction'
import { wholeOrder } from '../../workflows/order/whole-order'

type Input = InputOf<typeof decideClaim>
type Decision = NonNullable<ClaimReview['decision']>
type Reviewed = WaitingClaim & { review: ClaimReview }

export const handleDecideClaim = staffHandler(decideClaim, async (input, context) => {
  const { brand, now } = context
  const { claimId, approve: approved, reason } = input
  const decision = { operator: context.staffName ?? input.operator, approved, reason, at: now }
  const rules = claimRules((await inForce(brand, now)).program)
  return transact(async (tx) => {
    const claim = await tx.get('claims', claimId)
    if (claim?.brand !== brand || !claim.review) {
      return tx.abort({ refused: 'CLAIM_NOT_FOUND' as const })
    }
    const { review } = claim
    const parties = await partiesOf(tx, claim, review.order)
    const own = await refuseOwnAffair(tx, context, input.operator, parties)
    if (own) return tx.abort(own)
    if (review.decision || claim.state !== 'review') {
      const isAgain = isSame(review.decision, decision)
      return tx.abort(isAgain ? { claimId, approved } : { refused: 'CLAIM_DECIDED' as const })
    }
    const decided = withDecision({ ...claim, review }, decision)
    const claimant = await accountOf(tx, claim.account)
    // A member who has left gets no points and no notices.
    if (claimant.leftAt !== undefined) return tx.abort({ refused: 'CLAIM_NOT_FOUND' as const })
    if (approved) return approve(tx, { ...claim, review }, decision, input, { rules, context })
    await tx.put('claims', decided)
    await tell(tx, rejectedNotice(decided, decision, now))
    return { claimId, approved }
  })
})

/** The claimant and the order's holder: rejecting a rival is acting for oneself, too. */
async function partiesOf(tx: Transaction, claim: WaitingClaim, order: string): Promise<string[]> {
  const holder = (await tx.get('orders', order))?.claim?.account
  const accounts = [claim.account, ...(holder === undefined ? [] : [holder])]
  return accounts.map((account) => account.slice(claim.brand.length + 1))
}

function isSame(before: Decision | null, now: Decision): boolean {
  if (!before || before.operator !== now.operator) return false
  return before.reason === now.reason && before.approved === now.approved
}

/**
 * The order belongs to the claimant: given once, and taken from its holder only if staff have seen
 * who that is.
 */
async function approve(
  tx: Transaction,
  claim: Reviewed,
  decision: Decision,
  input: Input,
  { rules, context }: { rules: ClaimRules; context: StaffContext },
) {
  const { claimId, takeFrom } = input
  const order = await wholeOrder(tx, claim.review.order)
  if (!order) return tx.abort({ refused: 'ORDER_NOT_FOUND' as const })
  const held = order.claim
  const isTheirs = held?.account === claim.account
  const isSeen = takeFrom !== undefined && held?.account === accountId(order.brand, takeFrom)
  if (held && !isTheirs && !isSeen) return tx.abort({ refused: 'ORDER_TAKEN' as const })
  if (order.status === 'unpaid') return tx.abort({ refused: 'ORDER_UNPAID' as const })
  if (order.status === 'closed') return tx.abort({ refused: 'ORDER_CLOSED' as const })
  const holder = held && !isTheirs ? await accountOf(tx, held.account) : null
  // What a member who has left had stays used up: there is nothing to take back.
  if (holder?.leftAt !== undefined) return tx.abort({ refused: 'ORDER_TAKEN' as const })
  const size = isTheirs ? 0 : await sizeOf(tx, claim, order, rules)
  const move = { kind: 'claim' as const, claimId, takeFrom: takeFrom ?? null }
  const asked = { _id: `${claim.account}:decide:${claimId}`, account: claim.account, move }
  const { reason } = decision
  const stopped = await passMove(tx, context, input.operator, { ...asked, points: size, reason })
  if (stopped) return stopped
  await tx.put('claims', withDecision(claim, decision))
  if (held && holder) await takeByStaff(tx, { order, held, holder }, decision, rules)
  const settled = isTheirs ? order : await give(tx, claim, order, rules, decision.at)
  await tell(tx, approvedNotice(claim, decision, settled, decision.at))
  return { claimId, approved: true }
}

/** The larger of what the order is worth to its new member and what it brought the old one. */
async function sizeOf(
  tx: Transaction,
  claim: WaitingClaim,
  order: Order,
  rules: ClaimRules,
): Promise<number> {
  const claimant = await accountOf(tx, claim.account)
  const { terms } = nextClaim(order, claimant, askedBy(claim), rules)
  const net = Math.max(0, order.paidFen - order.refundedFen)
  const { points = 0, pendingPoints = 0 } = order.claim ?? {}
  return Math.max(receiptFor(terms, net).points, points + pendingPoints)
}

function askedBy({ requestId, claimedAt }: WaitingClaim) {
  return { requestId, claimedAt, shown: 'staff' as const }
}

async function give(
  tx: Transaction,
  claim: WaitingClaim,
  order: Order,
  rules: ClaimRules,
  now: number,
): Promise<Order> {
  const account = await accountOf(tx, claim.account)
  const next = nextClaim(order, account, askedBy(claim), rules)
  return (await settleInto(tx, { ...order, claim: next }, rules, now, account)).order
}

async function accountOf(tx: Transaction, id: string): Promise<Account> {
  const account = await tx.get('accounts', id)
  assert(account !== null, 'a claim belongs to an account')
  return account
}
