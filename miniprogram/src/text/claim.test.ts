import { claimPending } from './claim'

const claim = (postsOn: string) => ({ points: 1612, postsOn })

test('pending points are said with their number, their day, and what a refund does', () => {
  const { title, body } = claimPending(claim('2026-12-01'), '2026-11-22')
  expect(title).toBe('收到了，+1,612 积分 12 月 1 日到账')
  expect(body).toContain('12 月 1 日起可以用')
  expect(body).toContain('退款')
})

test('a day of next year is said with its year', () => {
  expect(claimPending(claim('2027-01-03'), '2026-12-27').title).toContain('2027 年 1 月 3 日到账')
})
