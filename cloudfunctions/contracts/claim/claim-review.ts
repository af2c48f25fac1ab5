import * as v from 'valibot'
import { ChannelId, ClaimProof } from './claim'
import { AmountFen, BusinessDay, Count, Instant, reason, text } from '../scalars'
import { staffAction } from '../staff/staff-role'

const operator = text('操作人', 30)

/**
 * 待核对的认领: what a member claims, the proof they gave, and what the brand's own order says. On a
 * phone the number and the name are masked: everything to compare is shown side by side.
 */
export const ReviewView = v.strictObject({
  claimId: v.string(),
  /** unproven: the proof does not match. taken: it matches, but another member has the order. */
  why: v.picklist(['unproven', 'taken']),
  memberId: v.string(),
  nickname: v.string(),
  phoneTail: v.string(),
  claimedAt: Instant,
  queuedAt: Instant,
  proof: v.nullable(ClaimProof),
  order: v.strictObject({
    channel: ChannelId,
    orderNo: v.string(),
    status: v.string(),
    paidFen: AmountFen,
    refundedFen: AmountFen,
    paidOn: v.nullable(BusinessDay),
    phoneTail: v.nullable(v.string()),
    /** The member who has it now. */
    holder: v.nullable(v.strictObject({ memberId: v.string(), claimedAt: Instant })),
  }),
})

/** 像在试的: what looks like guessing. */
export const ClaimAlarm = v.strictObject({
  alertId: v.string(),
  /** The members whom it is about: one, or all who claimed on one phone. */
  memberIds: v.array(v.string()),
  /** Who the first of them is; null where it is about an order, or they have left. */
  member: v.nullable(v.strictObject({ nickname: v.string(), phoneTail: v.string() })),
  order: v.nullable(v.strictObject({ channel: ChannelId, orderNo: v.string() })),
  sentence: v.string(),
  lastSeenAt: Instant,
})

/**
 * 待核对: the queue of claims, one of each member in turn, oldest first; how long they have waited;
 * and what looks like guessing.
 */
export const openClaimQueue = staffAction('claim.openQueue', {
  roles: ['console', 'claims'],
  input: v.strictObject({
    operator,
    /** The value of `next` from the page before. */
    after: v.optional(v.pipe(v.string(), v.maxLength(300))),
  }),
  output: v.strictObject({
    /** The cloud's clock, from which ages are computed. */
    asOf: Instant,
    claims: v.array(ReviewView),
    /** Where the next page begins; null on the last one. */
    next: v.nullable(v.string()),
    /** How many claims wait, by age. */
    waiting: v.strictObject({ upToOneDay: Count, upToThreeDays: Count, longer: Count }),
    alarms: v.array(ClaimAlarm),
  }),
  refusals: [],
})

/** 核对: staff give the order to the member or refuse, once, with a reason that the member reads. */
export const decideClaim = staffAction('claim.decide', {
  roles: ['console', 'claims'],
  input: v.strictObject({
    operator,
    claimId: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    approve: v.boolean('通过填 true，不通过填 false'),
    reason: reason('原因', 60),
    /**
     * 改归: the member who has the order now, as the queue showed it; what the order brought them is
     * taken back. Without this field, an order that somebody has is not moved to another member.
     */
    takeFrom: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(64))),
  }),
  output: v.strictObject({ claimId: v.string(), approved: v.boolean() }),
  refusals: [
    'CLAIM_NOT_FOUND',
    'CLAIM_DECIDED',
    'ORDER_NOT_FOUND',
    'ORDER_TAKEN',
    'ORDER_UNPAID',
    'ORDER_CLOSED',
    'SECOND_PERSON_NEEDED',
    'DAY_LIMIT_REACHED',
  ],
})
