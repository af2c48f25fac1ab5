import { addSeats, codesEnded, codesLeft, returnSeat, takeSeat } from './code-pool'
import type { StockShard } from './redemption'

const empty = (i: number): StockShard => ({ _id: `b:r:${i}`, brand: 'b', rewardId: 'r', left: 0 })

/** A shard with this many codes. */
function shardOf(count: number): StockShard {
  const [shard] = addSeats([empty(0)], count).shards
  if (!shard) throw new Error('no shard')
  return shard
}

test('M5: new codes go to the emptiest shard, each on a seat of its own', () => {
  const { shards, seats } = addSeats([shardOf(2), empty(1)], 4)
  expect(shards.map(({ left }) => left)).toEqual([3, 3])
  expect(seats).toEqual([
    { shard: 1, seat: 0 },
    { shard: 1, seat: 1 },
    { shard: 0, seat: 2 },
    { shard: 1, seat: 2 },
  ])
})

test('M5: every seat is given once, and a seat that came back is given first', () => {
  const one = takeSeat(shardOf(2))
  const two = takeSeat(one.shard)
  expect([one.seat, two.seat, codesLeft(two.shard)]).toEqual([0, 1, 0])
  expect(() => takeSeat(two.shard)).toThrow('a code is taken from a shard that has one')
  const back = returnSeat(two.shard, 0)
  expect(codesLeft(back)).toBe(1)
  expect(takeSeat(back).seat).toBe(0)
  expect(() => returnSeat(back, 0)).toThrow('a seat goes back once')
  expect(() => returnSeat(one.shard, 1)).toThrow('a seat that goes back was given')
})

test('M5: what the count and the seats both allow is left, so a changed count gives no code twice', () => {
  expect(codesLeft({ ...shardOf(2), left: 9 })).toBe(2)
  expect(codesLeft({ ...shardOf(2), left: 1 })).toBe(1)
  expect(codesLeft(empty(0))).toBe(0)
})

test('M5: codes are given through their last day, and goods have none', () => {
  const on = (codeLastDay: string | null) => codesEnded({ kind: 'code', codeLastDay }, '2026-11-20')
  expect([on('2026-11-19'), on('2026-11-20'), on(null)]).toEqual([true, false, false])
  expect(codesEnded({ kind: 'goods', codeLastDay: '2026-01-01' }, '2026-11-20')).toBe(false)
})
