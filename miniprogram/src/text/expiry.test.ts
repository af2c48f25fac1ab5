import { expirySentence } from './expiry'

const fixed = (yearsLater: number, leastDays: number, on = '12-31') =>
  expirySentence({ policy: 'fixedDate', on, yearsLater, leastDays })

test('the sentence about expiry is right for both policies', () => {
  expect(expirySentence({ policy: 'rolling', months: 12 })).toBe(
    '积分按获得当月起满 12 个月到期，先到期先用',
  )
  expect(fixed(1, 0)).toBe('积分在获得次年 12 月 31 日到期，先到期先用')
  expect(fixed(0, 90)).toBe('积分在获得当年 12 月 31 日到期，不足 90 天的顺延一年，先到期先用')
  expect(fixed(0, 0, '06-30')).toBe(
    '积分在获得当年 6 月 30 日到期，当年已过这天的到次年，先到期先用',
  )
  expect(fixed(2, 0)).toBe('积分在获得后第 2 年 12 月 31 日到期，先到期先用')
})
