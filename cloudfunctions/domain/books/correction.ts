import { ACTION_TITLES } from '../../contracts/action-titles'
import type { Account } from '../account/account'
import { assert } from '../assert'
import { lessKinds, noKind } from '../account/by-kind'
import type { BusinessDay } from '../business-day'
import type { ExpiryPolicy } from '../ledger/expiry'
import { burn, clawBack, earn, expire, restore, takenBy } from '../ledger/ledger'
import { withoutReward } from '../task/task'
import type { By, Entry } from '../account/entry'
import type { UndoneFacts } from '../account/entry-facts'
import type { AfterGrowth, Cause, Movement } from '../ledger/movement'

/** What staff corrections need of the programme in force. */
export interface CorrectionTerms {
  now: number
  ruleVersion: number
  expiry: ExpiryPolicy & { graceDays: number }
  afterGrowth: AfterGrowth | undefined
}

export interface ReverseRefused {
  refused: 'ORDER_ENTRY' | 'REDEMPTION_ENTRY' | 'NOT_REVERSIBLE' | 'LOT_ENDED'
  /** Shown to staff, who read the answer in the console. */
  detail: { reason: string }
}

/** What an entry moved, in the balance and the deficit together. */
function movedBy({ points, deficit }: Entry): number {
  return points - deficit
}

/** Why this entry cannot be reversed, or null. */
export function refuseReverse(entry: Entry, today: BusinessDay): ReverseRefused | null {
  // Its claim would still say what the order is worth, and the next import would settle it again.
  if (entry.source === 'order') {
    const reason = '订单积分跟着订单走：在店铺退款后重新导入订单，积分会自动扣回'
    return { refused: 'ORDER_ENTRY', detail: { reason } }
  }
  if (entry.source === 'task' && entry.ref !== null) {
    const reason = '评价奖励跟着订单走：订单全额退款后重新导入，奖励会自动扣回'
    return { refused: 'ORDER_ENTRY', detail: { reason } }
  }
  if (entry.source === 'redemption') {
    const reason = `兑换要整笔取消（用「${ACTION_TITLES['redemption.cancelByStaff']}」），积分、库存和券才会一起退回`
    return { refused: 'REDEMPTION_ENTRY', detail: { reason } }
  }
  if (entry.of !== null || (movedBy(entry) === 0 && entry.growth === 0)) {
    const reason = `这条流水不能冲正，需要改动请用「${ACTION_TITLES['correction.adjust']}」`
    return { refused: 'NOT_REVERSIBLE', detail: { reason } }
  }
  // Nobody knows whether these points were spent or have expired, and expired ones must not be
  // taken twice.
  if (movedBy(entry) > 0 && entry.lots.some((lot) => lot.expiresOn < today)) {
    const reason = `这批积分已经到期清零，不能再扣；需要扣减请用「${ACTION_TITLES['correction.adjust']}」`
    return { refused: 'LOT_ENDED', detail: { reason } }
  }
  return null
}

/** The natural key of a reversal: an entry is reversed once. */
export function reverseKey(entry: number): string {
  return `entry:${entry}:reverse`
}

/** 冲正: takes back what was earned; what was taken goes back to its lots. */
export function reverse(account: Account, entry: Entry, by: By, terms: CorrectionTerms): Movement {
  const cause: Cause = {
    ...correction(by, terms),
    key: reverseKey(entry.seq),
    of: entry._id,
    happened: { what: 'reversal', facts: { undone: undoneBy(entry) } },
    byKind: lessKinds(noKind(), entry.byKind),
  }
  const start = expire(account, terms.now, terms.ruleVersion)
  const amount = movedBy(entry)
  // Only a refund takes more than there is, and entries of orders cannot be reversed.
  assert(amount >= 0 || entry.deficit === 0, 'points return to their lots')
  const moved =
    amount >= 0
      ? clawBack(start.account, { points: amount, growth: entry.growth }, cause)
      : restore(start.account, takenBy(entry), terms.expiry.graceDays, cause)
  const entries = [...start.entries, ...moved.entries]
  return { account: withoutReward(moved.account, entry._id), entries }
}

function undoneBy(entry: Entry): UndoneFacts {
  if (entry.what === 'in-words') return { what: 'in-words', title: entry.facts.title }
  return { what: entry.what }
}

/** The natural key of an adjustment. */
export function adjustKey(requestId: string): string {
  return `adjust:${requestId}`
}

/** 人工调整. The caller has checked that the points to be taken are there. */
export function adjust(
  account: Account,
  points: number,
  requestId: string,
  by: By,
  terms: CorrectionTerms,
): Movement {
  const cause: Cause = {
    ...correction(by, terms),
    key: adjustKey(requestId),
    requestId,
    happened: { what: 'adjustment', facts: {} },
  }
  assert(points !== 0, 'an adjustment moves something')
  const start = expire(account, terms.now, terms.ruleVersion)
  const moved =
    points > 0
      ? earn(start.account, { points, growth: 0 }, terms.expiry, cause)
      : burn(start.account, -points, cause)
  return { account: moved.account, entries: [...start.entries, ...moved.entries] }
}

function correction(by: By, { now, ruleVersion, afterGrowth }: CorrectionTerms) {
  return {
    kind: 'adjust' as const,
    source: 'staff' as const,
    by,
    now,
    ruleVersion,
    afterGrowth,
  }
}
