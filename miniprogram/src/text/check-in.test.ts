import { nextGift, wonInWords } from './check-in'

const day = (at: number, gift: { growth: number; couponTitle: string | null } | null) => ({
  day: `2026-11-2${at}`,
  points: 5,
  gift,
  state: at === 0 ? ('done' as const) : ('ahead' as const),
})
const strip = (gifts: Parameters<typeof day>[1][]) => ({
  today: '2026-11-21',
  checkedInToday: false,
  streakDays: 1,
  cycleDays: gifts.length,
  days: gifts.map((gift, at) => day(at, gift)),
})

test('the strip names the next gift, and none that was given already', () => {
  const coffee = { growth: 0, couponTitle: '咖啡' }
  expect(nextGift(strip([coffee, null, { growth: 20, couponTitle: '咖啡' }]))).toBe(
    '签到第 3 天另得成长值 +20 和「咖啡」',
  )
  expect(nextGift(strip([null, coffee]))).toBe('今天签到另得「咖啡」')
  expect(nextGift(strip([coffee, null]))).toBeNull()
})

test('the answer shows what was earned and what a cap kept back', () => {
  const coupons = [{ couponId: 'c', title: '咖啡' }]
  expect(wonInWords({ growthEarned: 1000, coupons, cap: { limit: 20, missed: 3 } })).toEqual([
    '另得成长值 1,000',
    '送你「咖啡」，已放进券包',
    '已到今日上限 20 积分，少得 3',
  ])
  expect(wonInWords({ growthEarned: 0, coupons: [], cap: null })).toEqual([])
})
