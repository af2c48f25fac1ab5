import { NEVER, spendable, type Account } from '../account/account'
import { businessDay } from '../business-day'
import { settleWithTasks } from './claim-tasks'
import { usedUp, type Memory } from '../member/memory'
import type { Order } from '../order/order'
import { type SettleRules, needsSettling } from './settlement'

/**
 * A membership when its member leaves: the balance that they lose is what later refunds take first.
 * What leaving gives back to the shop is lost with it, as the page says, and pays no debt.
 */
export function memoryAtLeaving(
  account: Account,
  { _id, life, leftAt }: { _id: string; life: string; leftAt: number },
): Memory {
  const { brand, lives = [], deficit, tasks } = account
  const today = businessDay(leftAt)
  const balance = spendable(account, today).points
  const left = { balance, deficit, ...(tasks ? { tasks } : {}) }
  const parts = usedUp(account, today)
  return { _id, brand, lives: [...lives, life], parts, at: leftAt, left }
}

/** Once everything is closed, what was given back counts as it would for a member who cancelled. */
export function memoryOnceClosed(memory: Memory, { redeemed }: Account): Memory {
  return { ...memory, parts: { ...memory.parts, redeemed } }
}

function withDebt(memory: Memory, deficit: number): Memory {
  const { deficit: before = 0, ...others } = memory.parts
  const parts = deficit > 0 ? { ...others, deficit } : others
  return { ...memory, parts, ...(deficit > before ? { owes: true } : {}) }
}

/**
 * 注销后的退款: what the member would owe now if they had stayed is the membership's debt. Nothing on
 * its account moves any more, so the order itself stores what was settled since. Null where nothing
 * is new.
 */
export function settleLeft(
  order: Order,
  account: Account,
  memory: Memory,
  rules: SettleRules,
  now: number,
): { order: Order; memory: Memory } | null {
  const { claim } = order
  if (claim?.state !== 'credited' || !memory.left) return null
  const then: Order = { ...order, claim: { ...claim, ...claim.sinceLeft } }
  if (!needsSettling(then, businessDay(now))) return null
  const { balance, deficit, tasks } = memory.left
  const lots = balance > 0 ? [{ expiresOn: NEVER, points: balance }] : []
  const stayed = { ...account, balance, lots, deficit, ...(tasks ? { tasks } : {}) }
  const settled = settleWithTasks(then, stayed, { ...rules, tierTerms: undefined }, now)
  if (!settled) return null
  const { points, growth, byKind, settledPaidFen, settledRefundFen, state } = settled.claim
  const { tasks: counted, review, settlements } = settled.claim
  const sinceLeft = {
    points,
    growth,
    byKind,
    settledPaidFen,
    settledRefundFen,
    state,
    settlements,
    ...(counted ? { tasks: counted } : {}),
    ...(review ? { review } : {}),
  }
  const after = settled.account
  const left = {
    balance: after.balance,
    deficit: after.deficit,
    ...(after.tasks ? { tasks: after.tasks } : {}),
  }
  return {
    order: { ...order, claim: { ...claim, sinceLeft } },
    memory: { ...withDebt(memory, after.deficit), left },
  }
}
