import { checkIn } from '../../contracts/check-in/check-in'
import { reverseEntry } from '../../contracts/books/correction'
import { openTier } from '../../contracts/tier/tier'
import { collectTask } from '../../contracts/task/task'
import { requestId, type BrandCloud } from '../../../testing/brand-cloud'
import { withTierCloud } from '../../../testing/scenes/tiers'

jest.setTimeout(120_000)

/** One check-in brings enough growth for the second tier of the demo brand. */
const TASK = { id: 'days', kind: 'check-in', title: '本月签到 1 天', goal: 1, points: 20 }
const tasks = [{ ...TASK, growth: 600, window: 'month', from: '2026-01-01' }]

async function grown(brand: BrandCloud) {
  const lin = await brand.member('lin')
  await lin.get(checkIn, { requestId: requestId() })
  const asked = { requestId: requestId(), task: 'days', cycle: '2026-11' }
  await lin.get(collectTask, asked)
  const { tier, growth } = await lin.get(openTier, {})
  expect([tier.name, growth]).toEqual(['聚丘', 600])
  return lin
}

const reversal = { operator: '店长', reason: '录错了', entry: 2 }
const accountOf = ({ cloud }: BrandCloud, memberId: string) =>
  cloud.database.get('accounts', `shanyu:${memberId}`)

test('L9, T1: growth that staff reverse lowers the tier if all growth counts', async () => {
  const policy = { window: { kind: 'none' } }
  await withTierCloud({ policy, program: { tasks } }, async (brand) => {
    const lin = await grown(brand)
    await brand.console.get(reverseEntry, { ...reversal, memberId: lin.memberId })
    expect(await accountOf(brand, lin.memberId)).toMatchObject({
      growth: 0,
      tier: { id: 'shisha' },
    })
    const { tier, growth } = await lin.get(openTier, {})
    expect([tier.name, growth]).toEqual(['拾沙', 0])
  })
})
