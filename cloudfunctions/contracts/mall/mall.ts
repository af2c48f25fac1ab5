import * as v from 'valibot'
import { action } from '../action'
import { Count, Empty, Points, Slug } from '../scalars'
import { offerTerms, OfferView, Period } from './offer-view'
import { REWARD_KINDS } from './reward-kind'
import { Way } from './reward-way'

/** 兑换品 on the shelf. */
export const RewardView = v.strictObject({
  rewardId: Slug,
  name: v.string(),
  subtitle: v.string(),
  /** The name of a picture inside the mini-program, or a file in the cloud's storage. */
  picture: v.string(),
  kind: v.picklist(REWARD_KINDS),
  /** Of the offer that this member is shown first. */
  ...offerTerms,
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
    /** Every offer that has not ended, in the order in which staff wrote them. */
    offers: v.array(OfferView),
    /** The offer of `reward`. */
    bestOffer: Slug,
    /** 攒够的路 to that offer; null where points are not what is missing. */
    way: v.nullable(Way),
    description: v.string(),
    terms: v.array(v.string()),
    perMember: v.nullable(Count),
    /** How many each member of this tier may have in a period, over all offers. */
    limits: v.array(v.strictObject({ period: Period, count: Count })),
    /** Shops where goods can be picked up; empty for a coupon and a code. */
    shops: v.array(v.strictObject({ shopId: Slug, name: v.string(), address: v.string() })),
  }),
  refusals: ['REWARD_NOT_FOUND'],
})
