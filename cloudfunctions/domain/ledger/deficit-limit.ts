import type { ExpiryPolicy } from './expiry'
import { earn } from './ledger'
import type { Cause, Movement } from './movement'

/**
 * 欠账上限: the brand bears the part of a deficit above its limit. That part is an entry of its own
 * that pays the deficit immediately, so that no step is hidden and both sides can read it. Null is
 * no limit.
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
