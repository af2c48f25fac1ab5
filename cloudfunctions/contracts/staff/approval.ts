import * as v from 'valibot'
import { Instant, Points, PointsChange, text } from '../scalars'
import { staffAction } from './staff-role'

const operator = text('操作人', 30)

export const ApprovalView = v.strictObject({
  approvalId: v.string(),
  /** Null for a batch of printed codes, which belong to no member yet. */
  memberId: v.nullable(v.string()),
  /** Points that it would add or take. */
  points: PointsChange,
  reason: v.string(),
  requestedBy: v.string(),
  requestedAt: Instant,
  expiresAt: Instant,
})

/** 待复核: moves of points that are too large for one person. */
export const listApprovals = staffAction('approval.list', {
  roles: ['console', 'points'],
  input: v.strictObject({ operator }),
  output: v.strictObject({
    approvals: v.array(ApprovalView),
  }),
  refusals: [],
})

/** 复核: a second person approves it or not; both names stay on the entry. */
export const decideApproval = staffAction('approval.decide', {
  roles: ['console', 'points'],
  input: v.strictObject({
    operator,
    approvalId: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
    approve: v.boolean('同意填 true，不同意填 false'),
  }),
  output: v.strictObject({ approvalId: v.string(), approved: v.boolean(), balance: Points }),
  refusals: [
    'APPROVAL_NOT_FOUND',
    'APPROVAL_DECIDED',
    'APPROVAL_EXPIRED',
    'SECOND_PERSON_NEEDED',
    'MEMBER_NOT_FOUND',
    'POINTS_SHORT',
    'ALREADY_REVERSED',
    'ORDER_ENTRY',
    'REDEMPTION_ENTRY',
    'NOT_REVERSIBLE',
    'LOT_ENDED',
  ],
})
