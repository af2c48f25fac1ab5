import * as v from 'valibot'
import { action } from '../action'
import { CHANNELS } from '../order/channel'
import { AmountFen, BusinessDay, Count, Instant, Points, PointsChange, RequestId } from '../scalars'

export const ChannelId = v.picklist(CHANNELS)
const DeviceId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/))
/** What a person typed or pasted; any text is accepted, the cloud says what it looks like. */
export const TypedOrderNo = v.pipe(v.string(), v.maxLength(200))

/** 识别: which channel a number looks like. Reads nothing, so it may be asked while typing. */
export const recogniseOrderNo = action('claim.recognise', {
  input: v.strictObject({ orderNo: TypedOrderNo }),
  output: v.strictObject({
    orderNo: v.string(),
    /** Most likely first; empty if the text is not an order number. */
    candidates: v.array(ChannelId),
    looksLike: v.nullable(v.string()),
  }),
  refusals: [],
})

/** 凭证: facts that only the buyer of an order knows and that its number does not reveal. */
export const PROOF_FACTS = ['phoneTail', 'paidFen', 'paidOn', 'paidTime'] as const
export type ProofFact = (typeof PROOF_FACTS)[number]

/** Two of these prove that the order is the member's; everything that is given must be right. */
export const ClaimProof = v.strictObject({
  phoneTail: v.optional(v.pipe(v.string(), v.regex(/^\d{4}$/, '手机尾号要填 4 位数字'))),
  paidFen: v.optional(AmountFen),
  paidOn: v.optional(BusinessDay),
  /** Hour and minute of the payment or of the order, as the marketplace shows it. */
  paidTime: v.optional(
    v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间要填成 09:05 这样')),
  ),
})

/** 认领, as the member sees it. */
export const ClaimView = v.strictObject({
  channel: ChannelId,
  orderNo: v.string(),
  /**
   * waiting: the shop's data has not arrived, the order is not finished, or the paid or refunded
   * amount is not known yet. pending: finished, its points post on `postsOn`.
   */
  state: v.picklist(['credited', 'pending', 'waiting', 'closed']),
  reason: v.nullable(
    v.picklist([
      ...['notImported', 'unfinished', 'unpaid', 'cancelled', 'taken', 'rejected', 'moved'],
      // Two members have proved that the order is theirs; staff decide.
      'contested',
      'withdrawn',
      // Finished, but the paid or refunded amount is not known yet.
      'untold',
    ] as const),
  ),
  /** The reason that staff gave with their decision. */
  staffReason: v.nullable(v.string()),
  /**
   * The member may send the same number again with two of these to have it settled sooner; empty if
   * no proof helps. The list depends on the number only, so it does not reveal whether the order
   * exists.
   */
  proofFacts: v.array(v.picklist(PROOF_FACTS)),
  points: Points,
  /** What a claim is expected to bring while its order is not finished. */
  expected: v.nullable(Points),
  /** Days from the order's finish until its points can be spent; null where the day is known. */
  postDays: v.nullable(Count),
  paidFen: v.nullable(AmountFen),
  refundedFen: v.nullable(AmountFen),
  claimedAt: Instant,
  /** The business day on which pending points can be spent. */
  postsOn: v.nullable(BusinessDay),
  /** The computation of the points; its lines add up. Empty until the order is known. */
  receipt: v.array(v.strictObject({ label: v.string(), points: PointsChange })),
  /** A waiting claim closes by itself at this time. */
  waitsUntil: v.nullable(Instant),
})

/** 认领订单: one order, one member, once. */
export const submitClaim = action('claim.submit', {
  input: v.strictObject({
    requestId: RequestId,
    orderNo: TypedOrderNo,
    /** The channel that the person chose where a number fits several. */
    channel: v.optional(ChannelId),
    proof: v.optional(ClaimProof),
    /**
     * A random id that the phone draws and keeps: many members on one phone raise an alert for
     * staff. It never leads to a refusal, and may be left out.
     */
    deviceId: v.optional(DeviceId),
  }),
  output: v.strictObject({
    claim: ClaimView,
    balance: Points,
    growthEarned: Count,
    paidToDeficit: Points,
  }),
  refusals: [
    'NOT_AN_ORDER_NUMBER',
    'CHANNEL_AMBIGUOUS',
    'ALREADY_CLAIMED',
    'ALREADY_CLAIMED_BY_YOU',
    'ORDER_UNPAID',
    'ORDER_CLOSED',
    'CLAIM_WINDOW_OVER',
    'CLAIM_LIMIT_REACHED',
    'CLAIM_LOCKED',
  ],
})

/** 撤回: the member gives up a waiting claim, and its number is free again. The try still counts. */
export const withdrawClaim = action('claim.withdraw', {
  input: v.strictObject({ requestId: RequestId, channel: ChannelId, orderNo: TypedOrderNo }),
  output: v.strictObject({ claim: ClaimView }),
  refusals: ['CLAIM_NOT_FOUND', 'CLAIM_NOT_WAITING'],
})

/** 认领记录: newest first, bounded. */
export const listClaims = action('claim.list', {
  input: v.strictObject({ before: v.optional(Instant) }),
  output: v.strictObject({ claims: v.array(ClaimView), next: v.nullable(Instant) }),
  refusals: [],
})
