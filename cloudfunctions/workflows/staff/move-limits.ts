import { ACTION_TITLES } from '../../contracts/action-titles'
import { openAlert } from '../../domain/message/alert'
import { DID } from '../../domain/message/alert-sentence'
import type { Found } from '../../domain/message/alert-facts'
import {
  groupOf,
  isSecond,
  judgeMove,
  newApproval,
  type Approval,
  type MoveGroup,
  type MoveLimits,
  type Person,
} from '../../domain/staff/approval'
import { refuseOther } from '../../domain/once-only'
import { longTime } from '../../domain/business-day'
import { SettingMissing } from '../../platform/settings'
import type { StaffContext } from '../../platform/door/staff-gate'
import { contentHash } from '../../platform/ids'
import type { Transaction } from '../../platform/database/transaction'
import { personKey } from './own-affair'

/** The default of each limit, and the name of the setting that changes it. */
const USUAL: Record<MoveGroup, MoveLimits & { setting: string }> = {
  points: { setting: 'JUSHA_STAFF_POINTS', alone: 1000, perDay: 5000 },
  cancelled: { setting: 'JUSHA_STAFF_CANCEL', alone: 2000, perDay: 20_000 },
  claimed: { setting: 'JUSHA_STAFF_CLAIM', alone: 5000, perDay: 50_000 },
  codes: { setting: 'JUSHA_STAFF_CODES', alone: 50_000, perDay: 200_000 },
}

/** Limits are settings of the environment, so that editors of the rules cannot raise their own. */
export function moveLimits(group: MoveGroup): MoveLimits {
  const { setting, alone, perDay } = USUAL[group]
  return { alone: limit(`${setting}_ALONE`, alone), perDay: limit(`${setting}_PER_DAY`, perDay) }
}

function limit(name: string, usual: number): number {
  const written = process.env[name]
  if (!written) return usual
  if (/^\d{1,9}$/.test(written)) return Number(written)
  throw new SettingMissing(`环境变量 ${name} 要填整数`)
}

export function personOf({ memberId, staffName }: StaffContext, operator: string): Person {
  return { memberId, name: staffName ?? operator }
}

type Move = Pick<Approval, '_id' | 'account' | 'move' | 'points' | 'reason'>

/**
 * Null where this person may move this much alone today; it is then counted. Otherwise the refusal,
 * together with writes that must be committed: the request for a second person, and an alert.
 */
export async function passMove(
  tx: Transaction,
  context: StaffContext,
  operator: string,
  asked: Move,
) {
  const { brand, today } = context
  const group = groupOf(asked.move)
  const limits = moveLimits(group)
  const person = personOf(context, operator)
  const _id = `${brand}:${await personKey(context, operator)}:${today}`
  const day = (await tx.get('staff_days', _id)) ?? { _id, brand, points: 0 }
  const movedToday = day[group] ?? 0
  const verdict = judgeMove(asked.points, movedToday, limits)
  if (verdict === 'second') return askSecond(tx, context, person, asked, limits.alone)
  if (verdict === 'tooMany') {
    const did = DID[group]
    await tell(tx, context, person, asked.account, {
      kind: 'day-limit',
      facts: { of: group, points: limits.perDay },
    })
    const reason = `你今天已经${did}了 ${movedToday} 积分，一个人一天最多 ${limits.perDay}，请同事来办或明天再办`
    return { refused: 'DAY_LIMIT_REACHED' as const, detail: { limit: limits.perDay, reason } }
  }
  await tx.put('staff_days', { ...day, [group]: movedToday + Math.abs(asked.points) })
  return null
}

/** How a second person approves it. */
const HOW: Record<MoveGroup, string> = {
  points: `用「${ACTION_TITLES['approval.decide']}」复核`,
  cancelled: `再做一次「${ACTION_TITLES['redemption.cancelByStaff']}」`,
  claimed: '对这笔认领做同样的决定',
  codes: `再做一次「${ACTION_TITLES['print-code.activate']}」`,
}

async function askSecond(
  tx: Transaction,
  context: StaffContext,
  requestedBy: Person,
  asked: Move,
  alone: number,
) {
  const { brand, now } = context
  const before = await tx.get('approvals', asked._id)
  const group = groupOf(asked.move)
  if (before && isSecond(before, asked.move, requestedBy, now)) {
    const decided = { state: 'approved' as const, decidedBy: requestedBy, decidedAt: now }
    await tx.put('approvals', { ...before, ...decided })
    return null
  }
  const isSame = before !== null && contentHash(before.move) === contentHash(asked.move)
  // Only moves of points have a request id to reuse; a new request about a claim replaces the old.
  const isOpen =
    before?.state === 'open' && before.expiresAt >= now && (group === 'points' || isSame)
  if (isOpen && group === 'points') {
    const about = contentHash(requestOf({ ...asked, requestedBy }))
    const reused = refuseOther(contentHash(requestOf(before)), about)
    if (reused) return reused
  }
  const approval = isOpen ? before : newApproval({ ...asked, brand, requestedBy }, now)
  if (!isOpen) {
    await tx.put('approvals', approval)
    const size = Math.abs(asked.points)
    await tell(tx, context, requestedBy, asked.account, {
      kind: 'large-move',
      facts: { of: group, points: size },
    })
  }
  const until = longTime(approval.expiresAt)
  const reason = `一次超过 ${alone} 积分要两个人：已记下，请另一位有权限的人在 ${until} 前${HOW[group]}`
  return { refused: 'SECOND_PERSON_NEEDED' as const, detail: { approvalId: asked._id, reason } }
}

function requestOf({
  move,
  reason,
  requestedBy,
}: Pick<Approval, 'move' | 'reason' | 'requestedBy'>) {
  return { move, reason, requestedBy }
}

/** Shown to those who look after alerts; the person it is about cannot handle it. */
async function tell(
  tx: Transaction,
  { brand, now }: StaffContext,
  { memberId }: Person,
  account: string,
  finding: Found,
): Promise<void> {
  const about = { brand, topic: 'staff' as const, subject: account }
  const before = await tx.get('alerts', `${account}:${finding.kind}`)
  const alert = openAlert(about, finding, before, now)
  await tx.put('alerts', memberId === null ? alert : { ...alert, actor: memberId })
}
