import { benefitRows, keepInWords, rulesInWords, spendFor, type TierPage } from './tier'

const NONE = {
  discountPercent: null,
  multiplierPercent: null,
  birthday: null,
  earlyHours: 0,
  words: [],
  gift: null,
}

const PAGE: TierPage = {
  today: '2026-11-20',
  tier: { id: 'b', name: '聚丘' },
  growth: 600,
  window: { kind: 'rolling', months: 12, until: '2027-10-31' },
  next: { name: '筑塔', growth: 1500, missing: 900 },
  keep: { missing: 0, by: '2027-10-31', lastDay: '2027-11-10', isGrace: false },
  leaving: null,
  manual: null,
  graceDays: 10,
  earning: { growth: 1, perFen: 100 },
  tiers: [
    { id: 'a', name: '拾沙', growth: 0, benefits: NONE },
    {
      id: 'b',
      name: '聚丘',
      growth: 500,
      benefits: {
        discountPercent: 95,
        multiplierPercent: 120,
        earlyHours: 24,
        words: ['新品试吃'],
        birthday: { points: 66, couponTitle: '手冲咖啡 1 杯' },
        gift: { points: 30, couponTitle: null },
      },
    },
  ],
}

test('T9: the page says whether the tier stays, what is missing and by which day', () => {
  const leaving = { growth: 200, after: '2026-11-30', rest: 400 }
  expect(keepInWords({ ...PAGE, leaving })).toEqual({
    tone: 'success',
    status: '稳住了',
    lines: [
      '2027 年 10 月 31 日这一期结束，成长值已经够了。',
      '11 月 30 日后有 200 成长值移出统计，预计剩 400。',
    ],
  })
  const short = { missing: 460, by: '2026-12-31', lastDay: '2027-01-10', isGrace: false }
  expect(keepInWords({ ...PAGE, keep: short })).toEqual({
    tone: 'warning',
    status: '还差 460',
    lines: [
      '12 月 31 日前再攒 460，就能保住「聚丘」。',
      '不够的话，过了 2027 年 1 月 10 日降一级。',
    ],
  })
  const grace = { missing: 460, by: '2026-11-25', lastDay: '2026-11-25', isGrace: true }
  expect(keepInWords({ ...PAGE, keep: grace }).lines[0]).toBe(
    '上一期没攒够，宽限到 11 月 25 日，再攒 460 就能保住。',
  )
})

test('T8: a tier that staff gave is shown with its reason and its last day', () => {
  const manual = { until: '2026-12-31', reason: '老客' }
  expect(keepInWords({ ...PAGE, keep: null, manual }).lines).toEqual([
    '店里送的「聚丘」，用到 12 月 31 日。',
    '原因：老客',
  ])
})

test('T6: the table has a row for each benefit that any tier has, and a cell for every tier', () => {
  expect(benefitRows(PAGE)).toEqual([
    { name: '积分倍率', cells: ['1×', '1.2×'] },
    { name: '兑换折扣', cells: [null, '95 折'] },
    { name: '生日礼', cells: [null, '66 分\n+券'] },
    { name: '等级礼', cells: [null, '30 分'] },
    { name: '提前购', cells: [null, '早 1 天'] },
    { name: '新品试吃', cells: [null, true] },
  ])
  expect(benefitRows({ tiers: PAGE.tiers.slice(0, 1) })).toEqual([])
})

test('the amount still to be spent is rounded up to whole yuan, and not shown if spending brings no growth', () => {
  expect(spendFor(900, PAGE)).toBe('900')
  expect(spendFor(10, { earning: { growth: 3, perFen: 100 } })).toBe('4')
  expect(spendFor(10, { earning: { growth: 0, perFen: 100 } })).toBeNull()
})

test('the rules of tiers are whole sentences for every kind of window', () => {
  const windows: TierPage['window'][] = [
    { kind: 'none' },
    { kind: 'calendarYear', until: '2026-12-31' },
    { kind: 'anniversary', until: '2027-03-01' },
    PAGE.window,
  ]
  for (const window of windows) {
    const lines = rulesInWords({ ...PAGE, window })
    expect(lines.length).toBeGreaterThan(3)
    for (const line of lines) expect(line).toMatch(/^[\u4e00-\u9fff][^\n]+。$/)
    expect(lines.join('')).not.toMatch(/undefined|null|NaN|。。/)
  }
})
