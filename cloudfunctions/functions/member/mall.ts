import * as v from 'valibot'
import type { RewardRules } from '../../contracts/mall/reward'
import { openMall, openReward } from '../../contracts/mall/mall'
import { Count, Slug } from '../../contracts/scalars'
import { spendable } from '../../domain/account/account'
import { codesEnded } from '../../domain/mall/code-pool'
import { bestOffer, offersFor, type OfferTerms } from '../../domain/mall/offer-terms'
import { offerView, termsView } from '../../domain/mall/offer-view'
import { visitorHandler } from '../../platform/door/caller-gate'
import { findDocuments, PAGE_MAX } from '../../platform/database/collection'
import { readable } from '../../platform/door/damaged'
import type { Context } from '../../platform/door/door'
import { readOwnAccount } from '../../platform/door/member-account'
import { wayFor } from '../../workflows/mall/reward-way'
import { inForce } from '../../workflows/programme/publication'

export const handleMall = visitorHandler(openMall, async (_input, context) => {
  const { brand, now, today, accountId } = context
  const { program, rewards } = await inForce(brand, now)
  const [account, stock] = await Promise.all([readOwnAccount(accountId), stockOf(context)])
  const balance = account && spendable(account, today).points
  const shelf = [...rewards].filter(([, { rules }]) => rules.onSale && !codesEnded(rules, today))
  shelf.sort(([, a], [, b]) => a.rules.order - b.rules.order)
  return {
    pointUnit: program.rules.pointUnit,
    balance,
    rewards: shelf.flatMap(([rewardId, { rules: reward }]) => {
      const { left, taken } = stock.get(rewardId) ?? NOTHING
      const scene = { rewardId, reward, account, taken, rules: program.rules, now }
      const best = bestOffer(offersFor(scene), balance ?? 0)
      return best ? [viewOf(rewardId, reward, best, left)] : []
    }),
  }
})

export const handleReward = visitorHandler(openReward, async ({ rewardId }, context) => {
  const { brand, now, today, accountId } = context
  const rules = await inForce(brand, now)
  const { program, rewards, templates, shops } = rules
  const reward = rewards.get(rewardId)?.rules
  if (!reward?.onSale || codesEnded(reward, today)) return NOT_FOUND
  const [account, stock] = await Promise.all([
    readOwnAccount(accountId),
    stockOf(context, rewardId),
  ])
  const { left, taken } = stock.get(rewardId) ?? NOTHING
  const { points: balance, lots } = account ? spendable(account, today) : { points: null, lots: [] }
  const scene = { rewardId, reward, account, taken, rules: program.rules, now }
  const offers = offersFor(scene)
  const best = bestOffer(offers, balance ?? 0)
  if (!best) return NOT_FOUND
  const shown = offers.filter(({ closed }) => closed?.why !== 'over')
  return {
    pointUnit: program.rules.pointUnit,
    balance,
    reward: viewOf(rewardId, reward, best, left),
    offers: shown.map((each) => {
      const template = templates.get(each.offer.couponTemplate ?? '')?.rules
      return offerView(each, { rules: program.rules, template, lots })
    }),
    bestOffer: best.offer.id,
    way: await wayFor({ account, offer: best, left }, balance ?? 0, rules, context),
    description: reward.description,
    terms: reward.terms,
    perMember: reward.perMember,
    limits: best.told.reward,
    shops: reward.shops.flatMap((shopId) => {
      const shop = shops.get(shopId)?.rules
      return shop?.open ? [{ shopId, name: shop.name, address: shop.address }] : []
    }),
  }
})

const NOT_FOUND = { refused: 'REWARD_NOT_FOUND' as const }

function viewOf(rewardId: string, rules: RewardRules, best: OfferTerms, left: number) {
  const { name, subtitle, picture, kind } = rules
  return { rewardId, name, subtitle, picture, kind, ...termsView(best), left }
}

const Shard = v.object({
  rewardId: Slug,
  left: Count,
  taken: v.optional(v.record(v.string(), Count), {}),
})

interface Stock {
  left: number
  /** What all members together took of offers with a limit over all. */
  taken: Record<string, number>
}
const NOTHING: Stock = { left: 0, taken: {} }

/** What is left of one reward or of all, over their shards; a damaged shard counts as empty. */
async function stockOf(
  context: Pick<Context, 'brand' | 'now'>,
  rewardId?: string,
): Promise<Map<string, Stock>> {
  const { brand } = context
  const where = rewardId === undefined ? { brand } : { brand, rewardId }
  const shards = await findDocuments('stock', { where, limit: PAGE_MAX })
  const stock = new Map<string, Stock>()
  for (const shard of await readable(context, 'stock', shards, Shard, (each) => each)) {
    const { left, taken } = stock.get(shard.rewardId) ?? NOTHING
    stock.set(shard.rewardId, {
      left: left + shard.left,
      taken: { ...taken, ...shard.taken },
    })
  }
  return stock
}
