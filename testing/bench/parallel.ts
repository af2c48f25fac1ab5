import { randomUUID } from 'node:crypto'
import type { InvocationResult } from '../../localcloud/cloud'
import { checkIn } from '../../cloudfunctions/contracts/check-in/check-in'
import { redeem } from '../../cloudfunctions/contracts/mall/redemption'
import { DAY_MS, openBrandCloud } from '../brand-cloud'
import { addEntries } from './crowd'
import { line, type Line } from './line'

const MEMBERS = 50
const ROUNDS = 10

/**
 * Fifty members check in and redeem the same reward, each as fast as answers come. They all want
 * the reward's stock, so the conflicts are reported.
 */
export async function benchParallel(): Promise<Line[]> {
  const brand = await openBrandCloud({ poolSize: 8, isolation: 'process' })
  const shelf = { points: 1, stock: 5000, onSale: true, shops: ['hubin'] }
  const cheap = { name: '一分好礼', picture: 'mug', kind: 'goods', ...shelf }
  await brand.edit('catalog', 'shanyu:cheap', cheap)
  const members = []
  for (let i = 0; i < MEMBERS; i++) {
    const member = await brand.member(`parallel${i}`)
    await addEntries(brand, member.memberId, ROUNDS)
    members.push(member)
  }
  const seen = watch(brand.cloud)
  const began = performance.now()
  for (let round = 0; round < ROUNDS; round++) {
    brand.cloud.clock.advance(DAY_MS)
    await Promise.all(
      members.map(async (member) => {
        await member.get(checkIn, { requestId: randomUUID() })
        const request = { requestId: randomUUID(), rewardId: 'cheap', points: 1, shopId: 'hubin' }
        await member.get(redeem, request)
      }),
    )
  }
  const seconds = (performance.now() - began) / 1000
  const left = await brand.cloud.database.find('stock', { rewardId: 'cheap' })
  const sold = 5000 - left.reduce((sum, shard) => sum + Number(shard.left), 0)
  await brand.close()
  const actions = MEMBERS * ROUNDS * 2
  const note = `${MEMBERS} at once, every answer good, and the auditor agrees`
  return [
    line('actions a second', Math.round(actions / seconds), { note }),
    line('redeemed more or less than asked', sold - MEMBERS * ROUNDS, { limit: 0 }),
    line('conflicts', seen.conflicts, { note: `of ${seen.commits} transactions` }),
    line('retries per action', seen.retries / actions, { limit: 1 }),
  ]
}

/** Counts, at the wire, how the transactions ended. */
function watch(cloud: { invoke: (...call: never[]) => Promise<InvocationResult> }) {
  const seen = { conflicts: 0, commits: 0, retries: 0 }
  const plain = cloud.invoke.bind(cloud)
  cloud.invoke = async (...call) => {
    const result = await plain(...call)
    const of = (action: string) => result.requests.filter((each) => each.action === action).length
    seen.conflicts += result.requests.filter(({ error }) => error?.includes('Conflict')).length
    seen.commits += of('database.commitTransaction')
    seen.retries += Math.max(0, of('database.startTransaction') - 1)
    return result
  }
  return seen
}
