import { isNear, onShelf, type Reward } from './shelf'

const reward = (rewardId: string, points: number, left: number): Reward => ({
  rewardId,
  name: rewardId,
  subtitle: '',
  picture: '',
  kind: 'goods',
  points,
  fen: 0,
  fullPoints: points,
  discount: null,
  campaign: null,
  closed: null,
  opensAt: null,
  earlyUntil: null,
  left,
})

const SHELF = [reward('sold-out', 10, 0), reward('dear', 900, 3), reward('cheap', 100, 1)]
const ids = (rewards: Reward[]) => rewards.map(({ rewardId }) => rewardId)

test('sold-out rewards come last', () => {
  expect(ids(onShelf(SHELF, 'all', 100))).toEqual(['dear', 'cheap', 'sold-out'])
})

test('redeemable means enough points and some left; exactly enough is enough', () => {
  expect(ids(onShelf(SHELF, 'reachable', 100))).toEqual(['cheap'])
})

test('a reward that is not on sale yet is not redeemable', () => {
  const soon = { ...reward('soon', 100, 1), opensAt: 1 }
  expect(ids(onShelf([soon], 'reachable', 100))).toEqual([])
  expect(ids(onShelf([soon], 'all', 100))).toEqual(['soon'])
})

test('M4: a reward whose offers are all for others is not redeemable, and is still on the shelf', () => {
  const closed = { why: 'tier' as const, tiers: ['筑塔'] }
  const exclusive = { ...reward('exclusive', 100, 1), closed }
  expect(ids(onShelf([exclusive], 'reachable', 100))).toEqual([])
  expect(ids(onShelf([exclusive], 'all', 100))).toEqual(['exclusive'])
})

test('M6: from 80 percent of its price on a reward is nearly reached, unless points are not what is missing', () => {
  const near = (balance: number | null, change: Partial<Reward> = {}) =>
    isNear({ ...reward('mug', 100, 3), ...change }, balance)
  expect([near(79), near(80), near(99), near(100), near(null)]).toEqual([
    false,
    true,
    true,
    false,
    false,
  ])
  expect(near(90, { left: 0 })).toBe(false)
  expect(near(90, { closed: { why: 'tier', tiers: ['筑塔'] } })).toBe(false)
})

test('M5: a code is found among the goods', () => {
  const shelf: Reward[] = [...SHELF, { ...reward('parking', 60, 1), kind: 'code' }]
  expect(ids(onShelf(shelf, 'goods', 100))).toContain('parking')
  expect(ids(onShelf(shelf, 'coupon', 100))).toEqual([])
})

test('somebody who has not joined can redeem nothing yet', () => {
  expect(onShelf(SHELF, 'reachable', null)).toEqual([])
})
