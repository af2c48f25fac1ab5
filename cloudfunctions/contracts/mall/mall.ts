import * as v from 'valibot'
import { action } from '../action'
import { Count, Empty, Instant, Points, Slug } from '../scalars'

/** 兑换品 on the shelf. */
export const RewardView = v.strictObject({
  rewardId: Slug,
  name: v.string(),
  subtitle: v.string(),
  /** The name of a picture inside the mini-program, or a file in the cloud's storage. */
  picture: v.string(),
  kind: v.picklist(['coupon', 'goods']),
  /** The points that this member pays. */
  points: Points,
  /** The points without the discount of a tier. */
  fullPoints: Points,
  /** When this member may redeem it; null if they can already. */
  opensAt: v.nullable(Instant),
  /** 提前购: this member may redeem it already, all others only from this time on. */
  earlyUntil: v.nullable(Instant),
  /** How many are left, over all members. */
  left: Count,
})

/** 积分商城: what can be redeemed; `balance` is null for someone who only browses. */
export const openMall = action('mall.open', {
  input: Empty,
  output: v.strictObject({
    pointUnit: v.string(),
    balance: v.nullable(Points),
    rewards: v.array(RewardView),
  }),
  refusals: [],
})

/** 兑换品详情: one reward, and what this member needs to redeem it. */
export const openReward = action('mall.reward', {
  input: v.strictObject({ rewardId: Slug }),
  output: v.strictObject({
    pointUnit: v.string(),
    balance: v.nullable(Points),
    reward: RewardView,
    description: v.string(),
    terms: v.array(v.string()),
    perMember: v.nullable(Count),
    /** Shops where goods can be picked up; empty for a coupon. */
    shops: v.array(v.strictObject({ shopId: Slug, name: v.string(), address: v.string() })),
    /** The points that would be burned first, by day of expiry. */
    burnsFirst: v.nullable(v.strictObject({ points: Points, on: v.string() })),
  }),
  refusals: ['REWARD_NOT_FOUND'],
})
