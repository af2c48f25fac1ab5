import { localId } from '../../workflows/programme/publication'
import { poolDrift, stockDrift } from '../../domain/books/reconciliation'
import { codesLeft } from '../../domain/mall/code-pool'
import type { Found } from '../../domain/message/alert-facts'
import { tellFindings } from '../../workflows/message/alerts'
import { _ } from '../../platform/wechat/cloud'
import {
  countDocuments,
  findDocuments,
  getDocument,
  PAGE_MAX,
} from '../../platform/database/collection'
import type { Published } from '../../platform/database/documents'
import { findAll } from '../../platform/database/pages'
import type { Step } from '../../workflows/books/reconciliation-sweep'

/** A reward that is being redeemed is counted again, this often. */
const TRIES = 3

/** Every reward on offer: what is left and what was redeemed must add up to its stock. */
export async function checkStock(brand: string, now: number): Promise<Step> {
  const published = await findAll('published', { brand, current: true })
  const rewards = published.filter((each) => each.collection === 'catalog')
  const where = { brand, topic: 'stock', state: 'open' }
  const open = await findDocuments('alerts', { where, limit: PAGE_MAX })
  const subjects = new Set(open.map((alert) => alert.subject))
  let drifts = 0
  for (const reward of rewards) {
    const subject = reward.document
    subjects.delete(subject)
    const finding = await findingOf(brand, reward)
    if (finding) drifts++
    await tellFindings({ brand, topic: 'stock', subject }, finding ? [finding] : [], open, now)
  }
  // A reward that is no longer on offer has no stock to compare.
  for (const subject of subjects) {
    await tellFindings({ brand, topic: 'stock', subject }, [], open, now)
  }
  return { after: '', isLast: true, checked: 0, drifts }
}

/** Also null when the reward kept changing while it was counted: the next night checks it again. */
async function findingOf(brand: string, reward: Published): Promise<Found | null> {
  const rewardId = localId(brand, reward.document)
  for (let i = 0; i < TRIES; i++) {
    const before = await leftOf(brand, rewardId)
    // A cancelled redemption returned its piece to the stock: its coupon is revoked.
    const kept = { 'redemption.rewardId': rewardId, state: _.in(['issued', 'writtenOff']) }
    const coupons = await countDocuments('coupons', { brand, ...kept })
    const state = _.in(['placed', 'fulfilled'])
    const goods = await countDocuments('redemptions', { brand, rewardId, state })
    const held = await countDocuments('reservations', { brand, rewardId, state: 'reserved' })
    const { stock, name } = reward.body
    const given = coupons + goods + held
    const finding =
      reward.body.kind === 'code'
        ? poolDrift(
            String(name),
            await countDocuments('pool_codes', { brand, rewardId }),
            before,
            given,
          )
        : stockDrift(String(name), Number(stock), before, given)
    if (!finding) return null
    const now = await getDocument('published', reward._id)
    const stood = now?.version === reward.version && (await leftOf(brand, rewardId)) === before
    if (stood) return finding
  }
  return null
}

async function leftOf(brand: string, rewardId: string): Promise<number> {
  const shards = await findDocuments('stock', { where: { brand, rewardId }, limit: PAGE_MAX })
  return shards.reduce((sum, shard) => sum + (shard.seats ? codesLeft(shard) : shard.left), 0)
}
