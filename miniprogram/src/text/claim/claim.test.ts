import { claimExpected, claimPending, claimReason, claimStep, claimTag } from './claim'

const claim = (postsOn: string) => ({ points: 1612, postsOn })

test('pending points are shown with their number, their day, and what a refund does', () => {
  const { title, body } = claimPending(claim('2026-12-01'), '2026-11-22')
  expect(title).toBe('收到了，+1,612 积分 12 月 1 日到账')
  expect(body).toContain('12 月 1 日起可以用')
  expect(body).toContain('退款')
})

test('a day of next year is shown with its year', () => {
  expect(claimPending(claim('2027-01-03'), '2026-12-27').title).toContain('2027 年 1 月 3 日到账')
})

test('a finished order with an unreported refund waits for the shop, not for the platform', () => {
  const waits = { state: 'waiting', reason: 'untold', staffReason: null } as const
  expect([claimTag(waits), claimStep(waits)]).toEqual(['等核对金额', '等核对金额'])
  expect(claimReason(waits).body).toMatch(/^店铺还不知道这笔订单实付或退款多少，核对后入账/)
  expect(claimExpected({ expected: 1088, postDays: null })).toBe(
    '预计 1,088 积分，有退款会相应减少。',
  )
})
