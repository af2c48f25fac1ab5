import * as v from 'valibot'
import type { RewardRules } from '../../contracts/mall/reward'
import { openMall, openReward } from '../../contracts/mall/mall'
import { Count, Slug } from '../../contracts/scalars'
import { spendable } from '../../domain/account/account'
import { takeFromLots } from '../../domain/account/lot'
import { offerTo, type Offer } from '../../domain/tier/tier-offer'
import { visitorHandler } from '../../platform/door/caller-gate'
import { findDocuments, PAGE_MAX } from '../../platform/database/collection'
import { readable } from '../../platform/door/damaged'
import type { Context } from '../../platform/door/door'
import { readOwnAccount } from '../../platform/door/member-account'
import { inForce } from '../../workflows/programme/publication'

export const handleMall = visitorHandler(openMall, async (_input, context) => {
  const { brand, now, today, accountId } = context
  const { program, rewards } = await inForce(brand, now)
  const [account, left] = await Promise.all([readOwnAccount(accountId), stockOf(context)])
  const shelf = [...rewards].filter(([, { rules }]) => rules.onSale)
  shelf.sort(([, a], [, b]) => a.rules.order - b.rules.order)
  return {
    pointUnit: program.rules.pointUnit,
    balance: account && spendable(account, today).points,
    rewards: shelf.map(([id, { rules }]) => {
      const offer = offerTo(account, rules, program.rules, now)
      return viewOf(id, rules, offer, left.get(id) ?? 0)
    }),
  }
})

export const handleReward = visitorHandler(openReward, async ({ rewardId }, context) => {
  const { brand, now, today, accountId } = context
  const { program, rewards, shops } = await inForce(brand, now)
  const reward = rewards.get(rewardId)?.rules
  if (!reward?.onSale) return { refused: 'REWARD_NOT_FOUND' }
  const [account, left] = await Promise.all([readOwnAccount(accountId), stockOf(context, rewardId)])
  const offer = offerTo(account, reward, program.rules, now)
  const balance = account && spendable(account, today)
  const first = balance && takeFromLots(balance.lots, offer.points).taken[0]
  return {
    pointUnit: program.rules.pointUnit,
    balance: balance?.points ?? null,
    reward: viewOf(rewardId, reward, offer, left.get(rewardId) ?? 0),
    description: reward.description,
    terms: reward.terms,
    perMember: reward.perMember,
    shops: reward.shops.flatMap((shopId) => {
      const shop = shops.get(shopId)?.rules
      return shop?.open ? [{ shopId, name: shop.name, address: shop.address }] : []
    }),
    burnsFirst: first ? { points: first.points, on: first.expiresOn } : null,
  }
})

function viewOf(rewardId: string, rules: RewardRules, offer: Offer, left: number) {
  const { name, subtitle, picture, kind } = rules
  return { rewardId, name, subtitle, picture, kind, ...offer, left }
}

const Left = v.object({ rewardId: Slug, left: Count })

/** What is left of one reward or of all, over their shards; a damaged shard counts as empty. */
async function stockOf(
  context: Pick<Context, 'brand' | 'now'>,
  rewardId?: string,
): Promise<Map<string, number>> {
  const { brand } = context
  const where = rewardId === undefined ? { brand } : { brand, rewardId }
  const shards = await findDocuments('stock', { where, limit: PAGE_MAX })
  const left = new Map<string, number>()
  for (const shard of await readable(context, 'stock', shards, Left, (each) => each)) {
    left.set(shard.rewardId, (left.get(shard.rewardId) ?? 0) + shard.left)
  }
  return left
}
