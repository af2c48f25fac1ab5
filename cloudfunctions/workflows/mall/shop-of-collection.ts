import type { RewardRules } from '../../contracts/mall/reward'
import type { InForce } from '../programme/publication'

/** Why goods cannot be picked up in the shop that was chosen, or null. */
export function refuseShop({ shopId }: { shopId?: string }, reward: RewardRules, rules: InForce) {
  if (reward.kind !== 'goods') return null
  if (!shopId) return { refused: 'SHOP_NEEDED' as const }
  const shop = rules.shops.get(shopId)?.rules
  const takes = shop?.open && reward.shops.includes(shopId)
  return takes ? null : { refused: 'SHOP_NOT_FOUND' as const }
}
