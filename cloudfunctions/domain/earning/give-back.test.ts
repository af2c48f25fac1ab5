import fc from 'fast-check'
import { giveBack } from './give-back'

const question = {
  earn: { points: 10, fen: 100 },
  worth: { points: 100, fen: 100 },
  expiryPercent: 0,
  marginPercent: 40,
  limitPercent: 20,
}

test('E10: 10 points per ¥ earned and 100 points per ¥ burned is 10 %', () => {
  expect(giveBack(question)).toEqual({
    giveBackBasisPoints: 1000,
    expectedBasisPoints: 1000,
    marginLeftBasisPoints: 3000,
    withinLimit: true,
    verdict: '顾客每消费 100 元，送出价值 10 元的积分，扣掉预计过期的部分约 10 元，毛利还剩 30 元',
  })
})

test('a give-back above the limit is reported as not publishable', () => {
  const answer = giveBack({ ...question, earn: { points: 201, fen: 1000 } })
  expect(answer.withinLimit).toBe(false)
  expect(answer.verdict).toContain('超过上限 20 元，不能发布')
})

test('expected expiry lowers the expected cost, never the full give-back', () => {
  const answer = giveBack({ ...question, expiryPercent: 30 })
  expect(answer).toMatchObject({ giveBackBasisPoints: 1000, expectedBasisPoints: 700 })
})

test('a give-back above the margin is reported as a loss', () => {
  expect(giveBack({ ...question, marginPercent: 5 }).verdict).toContain('每卖一单都亏')
})

test('twice the earning is twice the give-back, twice the price is half of it', () => {
  const rate = fc.record({ points: fc.integer({ min: 1, max: 1000 }) })
  fc.assert(
    fc.property(rate, rate, (earned, burned) => {
      const of = (points: number, price: number) =>
        giveBack({
          ...question,
          earn: { points, fen: 100 },
          worth: { points: price, fen: 100 },
        }).giveBackBasisPoints
      const once = of(earned.points, burned.points)
      expect(Math.abs(of(earned.points * 2, burned.points) - 2 * once)).toBeLessThanOrEqual(1)
      expect(Math.abs(2 * of(earned.points, burned.points * 2) - once)).toBeLessThanOrEqual(1)
    }),
  )
})

test('E10: a give-back at its limit is within it, one that uses up the margin is no loss', () => {
  expect(giveBack({ ...question, limitPercent: 10 }).withinLimit).toBe(true)
  const even = giveBack({ ...question, marginPercent: 10 })
  expect(even).toMatchObject({ marginLeftBasisPoints: 0 })
  expect(even.verdict).toContain('毛利还剩 0 元')
  const loss = giveBack({ ...question, marginPercent: 10, earn: { points: 1001, fen: 10_000 } })
  expect(loss.verdict).toContain('每卖一单都亏')
})

test('E10: a rate is rounded up, so that one just over its limit never counts as within it', () => {
  const third = { ...question, earn: { points: 1, fen: 300 }, worth: { points: 1, fen: 100 } }
  expect(giveBack(third).giveBackBasisPoints).toBe(3334)
  expect(() => giveBack({ ...question, earn: { points: 0.5, fen: 100 } })).toThrow('points')
  expect(() => giveBack({ ...question, worth: { points: 100, fen: -1 } })).toThrow('worthFen')
})
