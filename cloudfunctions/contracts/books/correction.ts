import * as v from 'valibot'
import {
  between,
  Count,
  Points,
  POINTS_MAX,
  PointsChange,
  reason,
  RequestId,
  text,
} from '../scalars'
import { staffAction } from '../staff/staff-role'

/** The most that one adjustment may move, so that a typing mistake stays small. */
const ADJUST_MAX = 1_000_000

const who = {
  operator: text('操作人', 30),
  /** The member reads it in the statement. */
  reason: reason('原因', 60),
  memberId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
}

const Corrected = v.strictObject({
  /** The number of the new entry. */
  entry: Count,
  /** How the balance changed, and how the member's debt changed. */
  points: PointsChange,
  deficit: PointsChange,
  balance: Points,
})

/**
 * 冲正: undoes one entry by a new one that points at it. An entry is reversed once, so its number
 * serves as the request id: asking again gets the first answer.
 */
export const reverseEntry = staffAction('correction.reverse', {
  roles: ['console', 'points'],
  input: v.strictObject({ ...who, entry: between('流水编号', 1, POINTS_MAX) }),
  output: Corrected,
  refusals: [
    'MEMBER_NOT_FOUND',
    'SECOND_PERSON_NEEDED',
    'DAY_LIMIT_REACHED',
    'ENTRY_NOT_FOUND',
    'ALREADY_REVERSED',
    'ORDER_ENTRY',
    'REDEMPTION_ENTRY',
    'NOT_REVERSIBLE',
    'LOT_ENDED',
  ],
})

/** 人工调整: adds or takes points, with a reason that the member reads. */
export const adjustPoints = staffAction('correction.adjust', {
  roles: ['console', 'points'],
  input: v.strictObject({
    ...who,
    requestId: RequestId,
    points: v.pipe(
      v.number('调整的积分要填数字'),
      v.safeInteger('调整的积分要填整数'),
      v.minValue(-ADJUST_MAX, `一次最多扣 ${ADJUST_MAX} 积分`),
      v.maxValue(ADJUST_MAX, `一次最多加 ${ADJUST_MAX} 积分`),
      v.check((points) => points !== 0, '调整的积分不能是 0'),
    ),
  }),
  output: Corrected,
  refusals: ['MEMBER_NOT_FOUND', 'SECOND_PERSON_NEEDED', 'DAY_LIMIT_REACHED', 'POINTS_SHORT'],
})
