import { newAccount, NEVER } from '../account/account'
import { noKind } from '../account/by-kind'
import { businessDay } from '../business-day'
import { earnForAction } from './action-reward'
import { waiveAbove } from './deficit-limit'
import { couponOf, isNews, oneMoreNews } from './entry-news'
import { burn, clawBack, earn } from './ledger'
import { kindsOf } from './entry-kinds'
import type { Cause } from './movement'

const NOW = Date.parse('2026-11-20T23:59:59.999+08:00')
const MONTHS = { policy: 'rolling', months: 12 } as const
const shown = { phoneTail: '', phoneMasked: null, consentVersion: '1' }
const lin = newAccount({ brand: 'b', memberId: 'm', nickname: 'n', joinedAt: NOW, ...shown })

function cause(key: string, change: Partial<Cause> = {}): Cause {
  const happened = { what: 'adjustment' as const, facts: {} }
  return { key, source: 'staff', happened, now: NOW, ruleVersion: 4, ...change }
}

const NO_CAPS = {
  checkInPerDay: null,
  printCodePerDay: null,
  taskPerDay: null,
  interactionPerDay: null,
}

test('an entry records its action, its request, and the rules and cap that applied', () => {
  const reward = {
    action: 'print-code' as const,
    key: 'code-1',
    points: 50,
    growth: 3,
    happened: { what: 'print-code' as const, facts: { batch: '中秋礼盒' } },
    ref: 'code-1',
  }
  const caps = { ...NO_CAPS, printCodePerDay: 40 }
  const rules = { version: 4, expiry: MONTHS, expiryVersion: 4, caps, afterGrowth: undefined }
  const rewarded = earnForAction(lin, reward, rules, { requestId: 'r1', now: NOW })
  const hit = { of: 'print-code', limit: 40, missed: 10 }
  expect(rewarded).toMatchObject({ earned: 40, hit, paidToDeficit: 0 })
  expect(rewarded.entries).toEqual([
    {
      _id: 'b:m:print-code:code-1',
      account: 'b:m',
      brand: 'b',
      seq: 1,
      kind: 'earn',
      source: 'print-code',
      from: 'program:b',
      to: 'member:m',
      points: 40,
      growth: 3,
      deficit: expect.closeTo(0),
      byKind: { consumption: 0, reward: 40, interaction: 0 },
      lots: [{ expiresOn: '2027-11-30', points: 40 }],
      balanceAfter: 40,
      what: 'print-code',
      facts: { batch: '中秋礼盒' },
      occurredAt: NOW,
      businessDay: businessDay(NOW),
      ruleVersion: 4,
      requestId: 'r1',
      of: null,
      ref: 'code-1',
      cap: hit,
    },
  ])
  const task = { ...reward, action: 'task' as const, points: 5, growth: 0 }
  const done = earnForAction(lin, task, { ...rules, caps: NO_CAPS }, { requestId: null, now: NOW })
  expect(done.entries[0]).toMatchObject({ requestId: null, byKind: { interaction: 5, reward: 0 } })
  expect(rewarded.account).toMatchObject({
    seq: 1,
    balance: 40,
    growth: 3,
    nextExpiry: '2027-11-30',
  })
})

test('what is earned pays a debt first, and only the rest becomes a lot', () => {
  const owing = clawBack(lin, { points: 30, growth: 0 }, cause('refund')).account
  expect(owing).toMatchObject({ balance: 0, deficit: 30, lots: [], nextExpiry: NEVER })
  const exact = earn(owing, { points: 30, growth: 0 }, MONTHS, cause('exact'))
  expect(exact).toMatchObject({ paidToDeficit: 30, account: { balance: 0, deficit: 0, lots: [] } })
  // A lot without points is left out, on the entry too.
  expect(exact.entries[0]?.lots).toEqual([])
  const more = earn(owing, { points: 31, growth: 0 }, MONTHS, cause('more'))
  expect(more.account.lots).toEqual([{ expiresOn: '2027-11-30', points: 1 }])
  expect(more.entries[0]).toMatchObject({ points: 1, deficit: -30 })
  expect(more.entries[0]?.byKind).toEqual({ consumption: 0, reward: 31, interaction: 0 })
})

test('spending moves points from the member to the programme, and without lots nothing expires any more', () => {
  const rich = earn(lin, { points: 10, growth: 0 }, MONTHS, cause('earn')).account
  const spent = burn(rich, 10, cause('burn'))
  expect(spent.entries[0]).toMatchObject({ from: 'member:m', to: 'program:b', points: -10 })
  expect(spent.entries[0]?.byKind).toEqual(noKind())
  expect(spent.account).toMatchObject({ seq: 2, balance: 0, nextExpiry: NEVER })
})

test('a refund takes no more growth than there is', () => {
  const rich = earn(lin, { points: 10, growth: 5 }, MONTHS, cause('earn')).account
  const back = clawBack(rich, { points: 4, growth: 9 }, cause('refund'))
  expect(back.account).toMatchObject({ growth: 0, balance: 6, deficit: 0 })
  expect(back).toMatchObject({ deficit: 0, entries: [{ growth: -5, points: -4, deficit: 0 }] })
})

test('E2: a refund takes back the kinds of points that it names', () => {
  const byKind = { consumption: -3, reward: -1, interaction: 0 }
  const back = clawBack(lin, { points: 4, growth: 0, byKind }, cause('refund'))
  expect(back.entries[0]?.byKind).toEqual(byKind)
  expect(back.account.earnedByKind).toEqual(byKind)
})

test('E4: the brand bears the part of a debt above the limit, in an entry of its own', () => {
  const owing = clawBack(lin, { points: 30, growth: 0 }, cause('refund'))
  const why = cause('order:tmall:1:settle:1', { source: 'order', requestId: 'r1' })
  expect(waiveAbove(null, owing, MONTHS, why)).toBe(owing)
  expect(waiveAbove(30, owing, MONTHS, why)).toBe(owing)
  const waived = waiveAbove(29, owing, MONTHS, why)
  expect(waived.account).toMatchObject({ deficit: 29, balance: 0, lots: [] })
  expect(waived.entries).toHaveLength(2)
  expect(waived.entries[0]).toEqual(owing.entries[0])
  expect(waived.entries[1]).toMatchObject({
    _id: 'b:m:order:tmall:1:settle:1:waive',
    source: 'waiver',
    kind: 'earn',
    deficit: -1,
    points: 0,
    growth: 0,
    requestId: null,
    what: 'waiver',
    facts: { limit: 29 },
    occurredAt: NOW,
    ruleVersion: 4,
    byKind: { consumption: 0, reward: 1, interaction: 0 },
  })
  const one = clawBack(lin, { points: 1, growth: 0 }, cause('small'))
  expect(waiveAbove(0, one, MONTHS, why).account.deficit).toBe(0)
  expect(waiveAbove(0, owing, MONTHS, why).account.deficit).toBe(0)
})

test('E4: an older debt above the limit is not waived by a movement that adds none', () => {
  const owing = clawBack(lin, { points: 30, growth: 0 }, cause('refund')).account
  const moved = { ...earn(owing, { points: 5, growth: 0 }, MONTHS, cause('earn')), deficit: 0 }
  expect(waiveAbove(10, moved, MONTHS, cause('again'))).toBe(moved)
})

test('E2: what is earned has the kind of its source, unless the movement splits it', () => {
  const change = { kind: 'earn' as const, lots: [] }
  const split = { consumption: 2, reward: 3, interaction: 0 }
  expect(kindsOf(change, 5, cause('a', { source: 'order' }))).toMatchObject({ consumption: 5 })
  expect(kindsOf({ ...change, byKind: split }, 5, cause('a'))).toEqual(split)
  expect(kindsOf(change, 5, cause('a', { byKind: split }))).toEqual(split)
  expect(kindsOf({ ...change, deficit: -2 }, 3, cause('a'))).toMatchObject({ reward: 5 })
  expect(() => kindsOf(change, 6, cause('a', { byKind: split }))).toThrow('add up')
})

test('E2: points that are spent, expire or come back have no kind, because they were earned earlier', () => {
  for (const kind of ['burn', 'expire', 'restore'] as const) {
    expect(kindsOf({ kind, lots: [] }, -5, cause('a'))).toEqual(noKind())
  }
  const adjusting = cause('a', { kind: 'adjust' })
  expect(kindsOf({ kind: 'burn', lots: [] }, -5, adjusting)).toMatchObject({ reward: -5 })
  // Reversing a burn says so: nothing is earned now.
  expect(kindsOf({ kind: 'restore', lots: [], byKind: noKind() }, 5, adjusting)).toEqual(noKind())
})

test('news is what the member did not just do and see, and a check-in that brought a coupon', () => {
  const tap = { source: 'check-in', requestId: 'r1' }
  expect(isNews(tap)).toBe(false)
  expect(isNews({ ...tap, ref: 'b:CODE' })).toBe(true)
  expect(isNews({ source: 'redemption', requestId: 'r1', ref: 'b:CODE' })).toBe(false)
  expect(isNews({ source: 'expiry', requestId: null })).toBe(true)
  expect(isNews({ source: 'staff', requestId: 'r1', by: {} })).toBe(true)
  expect(isNews({ source: 'order', requestId: 'r1' })).toBe(true)
  expect([oneMoreNews({}), oneMoreNews({ newsCount: 4 })]).toEqual([
    { newsCount: 1 },
    { newsCount: 5 },
  ])
})

test('a movement brought a coupon if its source issues coupons and it points at one', () => {
  for (const source of ['check-in', 'tier', 'redemption']) {
    expect(couponOf({ source, ref: 'b:CODE' })).toBe('b:CODE')
    expect(couponOf({ source, ref: 'b:m:request' })).toBeNull()
    expect(couponOf({ source, ref: null })).toBeNull()
  }
  expect(couponOf({ source: 'print-code', ref: 'b:CODE' })).toBeNull()
})

test('growth of zero is not stored, other growth is stored by its month', () => {
  const still = earn(lin, { points: 1, growth: 0 }, MONTHS, cause('still')).account
  expect(still.growthBuckets).toBeUndefined()
  const grown = earn(lin, { points: 1, growth: 4 }, MONTHS, cause('grown')).account
  expect(grown.growthBuckets).toEqual([{ from: '2026-11-20', growth: 4 }])
  const spent = burn(grown, 1, cause('spent'))
  expect(spent.account).toMatchObject({ growth: 4, growthBuckets: grown.growthBuckets })
  expect(spent.entries[0]).toMatchObject({ growth: 0, deficit: 0 })
})

test('the caller decides what follows from growth, in the same write', () => {
  const asked: unknown[] = []
  const afterGrowth = (account: typeof lin, growth: number, now: number) => {
    asked.push([account._id, growth, now])
    return { nextTier: '2027-01-01' }
  }
  const moved = earn(lin, { points: 0, growth: 4 }, MONTHS, cause('a', { afterGrowth }))
  expect(moved.account).toMatchObject({ nextTier: '2027-01-01', memberId: 'm', seq: 1 })
  expect(asked).toEqual([['b:m', 4, NOW]])
  earn(lin, { points: 3, growth: 0 }, MONTHS, cause('b', { afterGrowth }))
  expect(asked).toHaveLength(1)
  const happened = { what: 'adjustment' as const, facts: {} }
  const reward = { action: 'task' as const, key: 't', points: 0, growth: 2, happened }
  const rules = { version: 1, expiryVersion: 1, expiry: MONTHS, caps: NO_CAPS, afterGrowth }
  earnForAction(lin, reward, rules, { requestId: null, now: NOW })
  expect(asked).toHaveLength(2)
})

test('a movement sets the mark for news on the account if the member did not just see it', () => {
  const seen = { source: 'check-in' as const, requestId: 'r1' }
  expect(earn(lin, { points: 1, growth: 0 }, MONTHS, cause('a')).account.newsCount).toBe(1)
  const quiet = earn(lin, { points: 1, growth: 0 }, MONTHS, cause('a', seen)).account
  expect(quiet.newsCount).toBeUndefined()
})

test('an entry keeps who did it but not the member’s name, and has no empty facts', () => {
  const by = { operator: '店长', reason: 'n 的补偿', approver: '经理' }
  const named = { ...lin, nickname: '小沙' }
  const said = { ...by, reason: '给小沙的补偿' }
  const adjusted = earn(
    named,
    { points: 5, growth: 0 },
    MONTHS,
    cause('adjust', { kind: 'adjust', by: said, requestId: 'r1', of: 'b:m:e', ref: null }),
  )
  const [entry] = adjusted.entries
  expect(entry).toMatchObject({ kind: 'adjust', of: 'b:m:e', ref: null, requestId: 'r1' })
  expect(entry?.by).toMatchObject({ operator: '店长', approver: '经理' })
  expect(entry?.by?.reason).not.toContain('小沙')
  const plain = earn(lin, { points: 0, growth: 1 }, MONTHS, cause('plain')).entries[0]
  expect(plain).not.toHaveProperty('cap')
  expect(plain).not.toHaveProperty('grace')
  expect(plain).not.toHaveProperty('by')
  // An entry that only brings growth comes from the programme, as an earning does.
  expect(plain).toMatchObject({ from: 'program:b', to: 'member:m', requestId: null, of: null })
})
