import { openAlert } from '../../domain/alert'
import {
  judgeMove,
  newApproval,
  type Approval,
  type MoveLimits,
  type Person,
} from '../../domain/approval'
import { longTime } from '../../domain/business-day'
import { SettingMissing } from '../settings'
import type { StaffContext } from '../staff-gate'
import { contentHash } from '../ids'
import type { Transaction } from '../transaction'

/** Settings of the environment: who edits the rules does not raise their own limits. */
export function moveLimits(): MoveLimits {
  return {
    alone: limit('JUSHA_STAFF_POINTS_ALONE', 1000),
    perDay: limit('JUSHA_STAFF_POINTS_PER_DAY', 5000),
  }
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
 * Null where this person may move so much alone today, and then it is counted. Otherwise the
 * refusal, and what it leaves behind is to be committed: the request for a second person, an alert.
 */
export async function passMove(
  tx: Transaction,
  context: StaffContext,
  operator: string,
  asked: Move,
) {
  const { brand, today } = context
  const limits = moveLimits()
  const person = personOf(context, operator)
  const _id = `${brand}:${contentHash(person.memberId ?? person.name).slice(0, 16)}:${today}`
  const movedToday = (await tx.get('staff_days', _id))?.points ?? 0
  const verdict = judgeMove(asked.points, movedToday, limits)
  if (verdict === 'second') return askSecond(tx, context, person, asked, limits.alone)
  if (verdict === 'tooMany') {
    await tell(tx, context, person, asked.account, {
      ...{ kind: 'day-limit', sentence: `今天动的积分到了上限 ${limits.perDay}` },
    })
    const reason = `你今天已经动了 ${movedToday} 积分，一个人一天最多 ${limits.perDay}，请同事来办或明天再办`
    return { refused: 'DAY_LIMIT_REACHED' as const, detail: { limit: limits.perDay, reason } }
  }
  await tx.put('staff_days', { _id, brand, points: movedToday + Math.abs(asked.points) })
  return null
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
  const isOpen = before?.state === 'open' && before.expiresAt >= now
  if (isOpen && contentHash(wish(before)) !== contentHash(wish({ ...asked, requestedBy }))) {
    return { refused: 'REQUEST_ID_REUSED' as const }
  }
  const approval = isOpen ? before : newApproval({ ...asked, brand, requestedBy }, now)
  if (!isOpen) {
    await tx.put('approvals', approval)
    const size = Math.abs(asked.points)
    await tell(tx, context, requestedBy, asked.account, {
      ...{
        kind: 'large-move',
        sentence: `要动一位会员的 ${size} 积分，等第二个人复核`,
      },
    })
  }
  const until = longTime(approval.expiresAt)
  const reason = `一次超过 ${alone} 积分要两个人：已记下，请另一位有权限的人在 ${until} 前用 approval.decide 复核`
  return { refused: 'SECOND_PERSON_NEEDED' as const, detail: { approvalId: asked._id, reason } }
}

function wish({ move, reason, requestedBy }: Pick<Approval, 'move' | 'reason' | 'requestedBy'>) {
  return { move, reason, requestedBy }
}

/** Told to whoever looks at the alerts; the person whom it is about does not handle it. */
async function tell(
  tx: Transaction,
  { brand, now }: StaffContext,
  { memberId }: Person,
  account: string,
  finding: { kind: string; sentence: string },
): Promise<void> {
  const about = { brand, topic: 'staff' as const, subject: account }
  const before = await tx.get('alerts', `${account}:${finding.kind}`)
  const alert = openAlert(about, finding, before, now)
  await tx.put('alerts', memberId === null ? alert : { ...alert, actor: memberId })
}
