import { by, goods, NOW } from '../../../testing/scenes/placed-goods'
import { startOfDay } from '../business-day'
import { handOver, isOver, newPickUp, refuseHandOver, withoutDue, until } from './pick-up'
import type { Redemption } from './redemption'
import { redemptionView } from './redemption-view'
import { restock, shardsFor, spread } from './stock'

const shen = { account: 'b:g', shopId: 'hubin' }

test('goods wait to the end of their last day, and the shop is alerted on the next', () => {
  expect(newPickUp('b:m:r1', 'key', 3, '2026-11-20')).toEqual({
    pickUpKey: 'key',
    handOverRequest: 'b:m:r1',
    handedOver: null,
    lastDay: '2026-11-23',
    dueOn: '2026-11-24',
  })
  expect(until('2026-12-31')).toEqual({ lastDay: '2026-12-31', dueOn: '2027-01-01' })
  expect([isOver(goods, '2026-11-23'), isOver(goods, '2026-11-24')]).toEqual([false, true])
  expect(isOver({ ...goods, state: 'fulfilled' }, '2026-11-24')).toBe(false)
  expect(withoutDue(goods)).toEqual({ ...goods, dueOn: '9999-12-31' })
})

test('goods are handed over once, by another person, in time and at their shop', () => {
  const at = (change: Partial<Redemption>, guide = shen, today = '2026-11-23') =>
    refuseHandOver({ ...goods, ...change }, guide, today)
  expect(at({})).toBeNull()
  expect(at({ handedOver: by, state: 'fulfilled' })).toEqual({
    refused: 'PICK_UP_DONE',
    detail: { at: NOW + 5, shopName: '湖滨店' },
  })
  expect(at({ state: 'cancelled' })).toEqual({ refused: 'PICK_UP_CANCELLED' })
  expect(at({}, { ...shen, account: 'b:m' })).toEqual({ refused: 'OWN_PICK_UP' })
  expect(at({}, shen, '2026-11-24')).toEqual({
    refused: 'PICK_UP_OVER',
    detail: { on: '2026-11-23' },
  })
  expect(at({}, { ...shen, shopId: 'wulin' })).toEqual({
    refused: 'PICK_UP_OTHER_SHOP',
    detail: { shopName: '湖滨店' },
  })
})

test('a hand-over is stored under the guide’s request, and its deadline raises no further alert', () => {
  expect(handOver(goods, by)).toEqual({
    ...goods,
    dueOn: '9999-12-31',
    state: 'fulfilled',
    handedOver: by,
    handOverRequest: 'b:g:g1',
  })
})

test('of a hand-over the member sees when, where and by whom, and no id', () => {
  expect(redemptionView(goods, NOW)).toEqual({
    redemptionId: 'b:m:r1',
    rewardId: 'box',
    name: '礼盒',
    picture: 'box',
    kind: 'goods',
    points: 100,
    state: 'placed',
    placedAt: NOW,
    couponId: null,
    shopName: '湖滨店',
    cancellable: true,
    poolCode: null,
    pickUp: { lastDay: '2026-11-23', isOver: false, handedOver: null },
  })
  const late = redemptionView(goods, startOfDay('2026-11-24'))
  expect(late.pickUp?.isOver).toBe(true)
  const done = redemptionView(handOver(goods, by), NOW)
  expect(done.cancellable).toBe(false)
  expect(done.pickUp?.handedOver).toEqual({ at: NOW + 5, shopName: '湖滨店', guideName: 'shen' })
})

test('a stock of 64 is split into eight shards that add up to it and differ by at most one', () => {
  const shards = (kind: string, stock: number) => shardsFor({ kind, stock })
  expect([shards('goods', 63), shards('goods', 64), shards('code', 0)]).toEqual([1, 8, 8])
  expect(spread(67, 8)).toEqual([9, 9, 9, 8, 8, 8, 8, 8])
  expect(spread(0, 3)).toEqual([0, 0, 0])
  expect(() => spread(-1, 3)).toThrow('a stock')
})

test('a changed stock is spread again, and cannot be lower than what was redeemed', () => {
  expect(restock([3, 0, 1], 3)).toEqual([3, 2, 2])
  expect(restock([3, 0, 1], -4)).toEqual([0, 0, 0])
  expect(restock([3, 0, 1], -5)).toBeNull()
})
