import { sentenceOf } from './statement'

test.each([
  [
    { kind: 'earn', source: 'check-in', title: '每日签到', note: '连签第 3 天', points: 5 },
    '每日签到，得到 5 积分，连签第 3 天。',
  ],
  [
    { kind: 'clawback', source: 'order', title: '订单退款扣回', note: '1930 · 退 ¥9', points: -9 },
    '订单退款扣回 9 积分，1930，退 ¥9。有疑问请带订单到门店核对。',
  ],
  [
    { kind: 'burn', source: 'check-in', title: '补签', note: '补 2026-11-18', points: -1200 },
    '补签，用掉 1,200 积分，补 2026 年 11 月 18 日。',
  ],
  [
    { kind: 'adjust', source: 'staff', title: '客服调整', note: '', points: -3 },
    '客服调整，扣掉 3 积分。有疑问请到门店核对。',
  ],
  [
    { kind: 'earn', source: 'order', title: '认领订单', note: '抵了欠账', points: 0 },
    '认领订单，余额没有变化，抵了欠账。',
  ],
] as const)('%j is said as a sentence', (line, sentence) => {
  expect(sentenceOf(line)).toBe(sentence)
})
