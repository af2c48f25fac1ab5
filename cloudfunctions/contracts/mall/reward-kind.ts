/** What the mall offers: a coupon, goods, or a code out of a pool that staff load. */
export const REWARD_KINDS = ['coupon', 'goods', 'code'] as const
