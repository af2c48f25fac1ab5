import type { ProgramRules } from '../../contracts/programme/program'
import type { Account } from '../../domain/account/account'
import type { OfferTerms } from '../../domain/mall/offer-terms'
import { wayTo } from '../../domain/mall/reward-way'
import { roomFor } from '../../domain/ledger/cap'
import { findDocuments } from '../../platform/database/collection'
import type { Context } from '../../platform/door/door'
import type { InForce } from '../programme/publication'
import { tasksSeen } from '../task/tasks-seen'

/** Orders whose points are still to come; more of them are no way that anybody reads. */
const PENDING_MAX = 50

/**
 * 攒够的路 to an offer of a reward: null for a visitor, for whoever has the points, and where it is
 * not points that are missing. Only a member with points to come costs one more call.
 */
export async function wayFor(
  { account, offer, left }: { account: Account | null; offer: OfferTerms; left: number },
  balance: number,
  rules: InForce,
  context: Pick<Context, 'now' | 'today'>,
) {
  if (!account || balance >= offer.points || offer.closed !== null || left === 0) return null
  const { rows } = tasksSeen(account, rules, context)
  const { caps, earn } = rules.program.rules
  const room = roomFor(account, caps, 'task', context.now)
  const perDay = [caps.taskPerDay, caps.interactionPerDay].filter((cap) => cap !== null)
  return wayTo({
    // A debt takes what is earned first.
    gap: offer.points - balance + account.deficit,
    today: context.today,
    isCheckedIn: rows.some(({ kind, state }) => kind === 'daily' && state === 'done'),
    rows,
    room: room && { ...room, perDay: Math.min(room.limit, ...perDay) },
    pending: account.pending > 0 ? await pendingOf(account._id) : [],
    rate: { points: earn.points, perFen: earn.perFen, most: mostOf(earn) },
  })
}

function mostOf({ capPerOrder, capPerDay }: ProgramRules['earn']): number | null {
  const caps = [capPerOrder, capPerDay].filter((cap) => cap !== null)
  return caps.length > 0 ? Math.min(...caps) : null
}

/** What finished orders will bring, each on the day on which its refund window closes. */
async function pendingOf(account: string) {
  const where = { 'claim.account': account, 'claim.state': 'pending' }
  const orders = await findDocuments('orders', { where, limit: PENDING_MAX })
  return orders.flatMap(({ claim }) =>
    claim?.postsOn ? [{ points: claim.pendingPoints, on: claim.postsOn }] : [],
  )
}
