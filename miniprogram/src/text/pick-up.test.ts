import { dueInWords, overInWords } from './pick-up'

const waiting = {
  state: 'placed' as const,
  shopName: '武林店',
  cancellable: true,
  pickUp: { lastDay: '2026-12-19', isOver: false, handedOver: null },
}

test('M16: the page says until when the code works, and what happens to the points afterwards', () => {
  expect(dueInWords(waiting, '2026-11-19')).toEqual({
    title: '12 月 19 日当天为止，还有 30 天',
    body: expect.stringContaining('可以取消兑换退积分') as string,
  })
  expect(dueInWords(waiting, '2026-12-19').title).toContain('今天是最后一天')
  const final = dueInWords({ ...waiting, cancellable: false }, '2026-12-01')
  expect(final.body).toBe('过期没取，码会停用，积分不退：请联系门店延期。')
})

test('M16: without a code the page says why: picked up, cancelled or too late', () => {
  const handedOver = { at: Date.UTC(2026, 10, 21, 7, 6), guideName: '沈清', shopName: '武林店' }
  const fetched = { ...waiting, pickUp: { ...waiting.pickUp, handedOver } }
  expect(overInWords({ ...fetched, state: 'fulfilled' })).toEqual({
    title: '取走了',
    body: expect.stringContaining('沈清在武林店交给你') as string,
  })
  expect(overInWords({ ...waiting, state: 'cancelled' }).title).toBe('这笔兑换取消了')
  const late = { ...waiting, pickUp: { ...waiting.pickUp, isOver: true } }
  expect(overInWords(late).body).toMatch(/^最后一天是\s?12 月 19 日，可以取消兑换退积分/)
})
