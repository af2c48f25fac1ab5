import type { RewardView } from '@contracts/mall/mall'
import type { InferOutput } from 'valibot'

export type Reward = InferOutput<typeof RewardView>
export type ShelfFilter = 'reachable' | 'all' | 'coupon' | 'goods'

/** 可兑换: on sale for this member, affordable, and not sold out. */
export function isReachable(reward: Reward, balance: number | null): boolean {
  const { left, points, opensAt, closed } = reward
  return closed === null && opensAt === null && left > 0 && balance !== null && points <= balance
}

/** From this part of its price on, a reward is nearly reached. */
const NEAR_PERCENT = 80

/** Whether points alone are missing, and only a few. */
export function isNear(reward: Reward, balance: number | null): boolean {
  const { left, points, closed } = reward
  if (balance === null || closed !== null || left === 0 || balance >= points) return false
  return balance * 100 >= points * NEAR_PERCENT
}

/** What a filter shows; sold-out rewards go last, otherwise staff's order stays. */
export function onShelf(rewards: Reward[], filter: ShelfFilter, balance: number | null): Reward[] {
  const shown = rewards.filter((reward) => {
    if (filter === 'reachable') return isReachable(reward, balance)
    // 好物: everything that is no coupon.
    return filter === 'all' || (reward.kind === 'coupon') === (filter === 'coupon')
  })
  return [...shown.filter(({ left }) => left > 0), ...shown.filter(({ left }) => left === 0)]
}
