import type { ExpiryPolicy } from './expiry'
import { earn } from './ledger'
import type { Cause, Movement } from './movement'

/**
 * 欠账上限: what a deficit is above its limit, the brand gives. It is an entry of its own that the
 * deficit takes up at once, so that nothing is skipped and both sides can read it. Null is no limit.
 */
export function waiveAbove(
  limit: number | null,
  moved: Movement & { deficit: number },
  expiry: ExpiryPolicy,
  cause: Omit<Cause, 'happened'>,
): Movement {
  const isOver = limit !== null && moved.deficit > 0
  const surplus = isOver ? Math.max(0, moved.account.deficit - limit) : 0
  if (limit === null || surplus === 0) return moved
  const waived = earn(moved.account, { points: surplus, growth: 0 }, expiry, {
    ...cause,
    key: `${cause.key}:waive`,
    source: 'waiver',
    requestId: null,
    happened: { what: 'waiver', facts: { limit } },
  })
  return { account: waived.account, entries: [...moved.entries, ...waived.entries] }
}
