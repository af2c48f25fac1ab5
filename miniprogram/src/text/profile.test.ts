import type { OutputOf } from '@contracts/action'
import type { openProfile } from '@contracts/member/profile'
import { beforeKeeping, gainsInWords, keptInWords } from './profile'

const page: OutputOf<typeof openProfile> = {
  today: '2026-11-20',
  birthday: null,
  untilNewYear: null,
  changeableFrom: null,
  nextChangeFrom: '2027-11-20',
  multiplier: null,
  reward: 0,
}

test('E5: what a birthday brings is shown only if it brings something', () => {
  expect(gainsInWords(page)).toEqual([])
  const multiplier = { scope: 'day', percent: 150 } as const
  expect(gainsInWords({ ...page, reward: 1200, multiplier })).toEqual([
    '第一次填写，得 1,200 积分',
    '生日当天买的，积分 1.5 倍',
  ])
})

test('E7: a change says that it counts from the next year on, and a first entry does not', () => {
  const change = { ...page, birthday: '05-04' }
  expect(beforeKeeping(page, '06-18')).toEqual([
    '一年内只能改一次，2027 年 11 月 20 日起才能再改。',
  ])
  expect(beforeKeeping(change, '06-18')[1]).toBe('今年仍按 5 月 4 日算，明年 1 月 1 日起按新的。')
  const changedThisYear = { ...change, untilNewYear: '03-02' }
  expect(beforeKeeping(changedThisYear, '06-18')[1]).toContain('今年仍按 3 月 2 日算')
})

test('somebody born on 29 February is told which day counts in other years', () => {
  expect(beforeKeeping(page, '02-29').join('')).toContain('按 2 月 28 日算')
})

test('E6: what the daily cap kept back is shown', () => {
  const kept = { birthday: '05-04', changeableFrom: '2027-11-20', balance: 105 }
  expect(keptInWords({ ...kept, earned: 5, missed: 25 })).toEqual([
    '到账了，+5 积分',
    '到了今天的上限，少得 25 积分',
    '现在有 105 积分',
    '2027 年 11 月 20 日起可以再改',
  ])
})
