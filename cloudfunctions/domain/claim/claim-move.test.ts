import { at, claimed, lin, orderOf, rulesWith } from '../../../testing/scenes/claims'
import type { EarnRules } from '../earning/earning'
import type { Order } from '../order/order'
import { moveClaim, nextClaim, takeBack } from './claim-move'
import { takeFromHolder } from './claim-taken'
import { needsNewTerms, withBudgets, withNewTerms } from './claim-terms'

const NOW = at('2026-11-20')
const rules = rulesWith({})
const by = { operator: '店长', reason: '小票在另一位手里' }
const xu = { ...lin, _id: 'b:xu', memberId: 'xu' }
const asked = { requestId: 'r2', claimedAt: NOW, shown: 'staff' as const }

const campaign = {
  name: '双 11',
  from: '2026-11-01',
  to: '2026-11-30',
  channels: [],
  percent: 200,
  id: 'eleven',
  budget: 1000,
}
const promoted: EarnRules = { ...rules.earn, campaigns: [campaign] }
/** The terms of a claim whose campaign's budget gave this much. */
function withTaken(order: Order, most: number | null) {
  const { claim } = order
  if (!claim) throw new Error('nobody has it')
  const budget = { id: 'eleven', most }
  const terms = { ...claim.terms, multipliers: [{ label: '双 11', percent: 200, budget }] }
  return { ...order, claim: { ...claim, terms } }
}

test('O7: an order that goes to another member takes back its points and growth by an entry', () => {
  const { account, order } = claimed(lin, orderOf('1'), rules, NOW)
  const back = takeBack(order, order.claim, account, by, rules, NOW + 5)
  expect(back.account).toMatchObject({ balance: 0, growth: 0, deficit: 0, pending: 0 })
  expect(back.entries).toMatchObject([
    {
      _id: 'b:m:order:tmall:1:moved',
      of: 'b:m:order:tmall:1:earn',
      points: -300,
      by,
      source: 'order',
      ruleVersion: 3,
      ref: 'b:tmall:1',
      occurredAt: NOW + 5,
      what: 'order-moved',
      facts: { orderNo: '1', paidFen: 30_000 },
    },
  ])
})

test('O7: points that still waited just go, without an entry', () => {
  const held = claimed(lin, orderOf('1'), rulesWith({ postDays: 30 }), NOW)
  expect(takeBack(held.order, held.order.claim, held.account, by, rules, NOW)).toMatchObject({
    account: { balance: 0, pending: 0 },
    entries: [],
  })
})

test('O7: an order that brought growth alone takes it back, too', () => {
  const earn = { ...rules.earn, points: 0 }
  const { account, order } = claimed(lin, orderOf('1'), rulesWith({ earn }), NOW)
  expect(account).toMatchObject({ balance: 0, growth: 300 })
  const back = takeBack(order, order.claim, account, by, rules, NOW)
  expect(back.account.growth).toBe(0)
  expect(back.entries).toHaveLength(1)
})

test('O7: what its holder has spent is owed, and above the limit the brand bears it', () => {
  const { account, order } = claimed(lin, orderOf('1'), rules, NOW)
  const spent = { ...account, balance: 0, lots: [] }
  expect(takeBack(order, order.claim, spent, by, rules, NOW).account.deficit).toBe(300)
  const limited = takeBack(order, order.claim, spent, by, { ...rules, deficitLimit: 50 }, NOW)
  expect(limited.account.deficit).toBe(50)
  expect(limited.entries.map(({ source }) => source)).toEqual(['order', 'waiver'])
})

test('O7: tasks no longer count an order that went to another member', () => {
  const task = {
    kind: 'orders' as const,
    id: 'buy',
    title: '下一单',
    about: '',
    goal: 1,
    leastFen: 1,
    window: 'month' as const,
    from: '2026-01-01',
    to: null,
    points: 10,
    growth: 0,
  }
  const withTask = rulesWith({ tasks: { version: 1, tasks: [task] } })
  const { account, order } = claimed(lin, orderOf('1'), withTask, NOW)
  expect(account.tasks?.progress).toMatchObject([{ task: 'buy', count: 1 }])
  expect(order.claim.tasks).toMatchObject([{ task: 'buy', leastFen: 1 }])
  const back = takeBack(order, order.claim, account, by, withTask, NOW)
  expect(back.account.tasks?.progress).toEqual([])
  expect(back.account.balance).toBe(0)
  expect(back.entries).toHaveLength(1)
})

test('O7: the next holder has a promise and keys of their own, and a budget gives to an order once', () => {
  const { order } = claimed(lin, orderOf('1'), rulesWith({ earn: promoted }), NOW)
  const taken = withTaken(order, 70)
  const next = moveClaim(taken, taken.claim, xu, asked, rulesWith({ earn: promoted }))
  expect(next).toMatchObject({ account: 'b:xu', requestId: 'r2', round: 1, state: 'waiting' })
  expect(next.terms.multipliers).toMatchObject([{ budget: { id: 'eleven', most: 70 } }])
  const third = moveClaim({ ...taken, claim: next }, next, lin, asked, rules)
  expect(third.round).toBe(2)
  expect(nextClaim(taken, xu, asked, rulesWith({ earn: promoted }))).toEqual(next)
})

test('O14: a claim after one that was withdrawn has its turn and what it had from budgets', () => {
  const earn = rulesWith({ earn: promoted })
  const { claim } = withTaken(claimed(lin, orderOf('1'), earn, NOW).order, 70)
  const free = (round?: number): Order => ({
    ...orderOf('1'),
    before: { terms: claim.terms, ...(round === undefined ? {} : { round }) },
  })
  const fresh = nextClaim(orderOf('1'), xu, asked, earn)
  expect(fresh).not.toHaveProperty('round')
  expect(fresh.terms.multipliers).toMatchObject([{ budget: { most: null } }])
  const again = nextClaim(free(), xu, asked, earn)
  expect(again).not.toHaveProperty('round')
  expect(again.terms.multipliers).toMatchObject([{ budget: { most: 70 } }])
  expect(nextClaim(free(2), xu, asked, earn).round).toBe(2)
})

test('E6: new terms keep what each campaign’s budget has given, and nothing of other campaigns', () => {
  const multiplier = (id: string | null, most: number | null = null) => ({
    label: 'x',
    percent: 200,
    ...(id === null ? {} : { budget: { id, most } }),
  })
  const terms = (...multipliers: ReturnType<typeof multiplier>[]) => ({
    pieces: [],
    cap: null,
    rounding: 'floor' as const,
    multipliers,
  })
  const before = terms(multiplier('a', 5), multiplier(null), multiplier('b', 0))
  const after = terms(multiplier(null), multiplier('b'), multiplier('c'), multiplier('a'))
  expect(withBudgets(after, before)).toEqual(
    terms(multiplier(null), multiplier('b', 0), multiplier('c'), multiplier('a', 5)),
  )
})

test('O7: the member who loses an order has a trace of it, and one more piece of news only with a notice', () => {
  const { account, order } = claimed(lin, orderOf('1'), rules, NOW)
  const why = { by, at: NOW, decision: null, notice: null }
  const quiet = takeFromHolder({ order, held: order.claim }, { account, waited: null }, why, rules)
  expect(quiet.trace).toMatchObject({ state: 'closed', reason: 'moved', account: 'b:m' })
  expect([quiet.notice, quiet.account.balance]).toEqual([null, 0])
  const notice = { _id: 'n' } as never
  const told = takeFromHolder(
    { order, held: order.claim },
    { account, waited: null },
    { ...why, notice },
    rules,
  )
  expect(told.account).not.toEqual(quiet.account)
  expect(told.entries).toEqual(quiet.entries)
})

const opened = (known: Partial<Order>, rule = rules) => {
  const order = orderOf('1', known)
  return { ...order, claim: nextClaim(order, lin, asked, rule) }
}
const bare = { paidFen: 0, paidAt: null, items: [] }

test('O9: what a first report left out gives new terms, until something was credited', () => {
  const known = opened(bare)
  const whole = { ...orderOf('1'), claim: known.claim }
  expect(needsNewTerms(known, whole)).toBe(true)
  // Nothing new, or nothing that had been left out.
  expect(needsNewTerms(known, known)).toBe(false)
  const complete = opened({})
  expect(needsNewTerms(complete, { ...complete, paidFen: 1 })).toBe(false)
  for (const part of [
    { paidFen: 0 },
    { paidAt: null },
    { items: [] },
    { items: [{ title: '面包', quantity: 1, paidFen: null }] },
  ]) {
    expect(needsNewTerms({ ...complete, ...part }, complete)).toBe(part.paidAt !== null)
  }
  const items = [
    { title: '面包', quantity: 1, paidFen: null },
    { title: '蛋糕', quantity: 1, paidFen: 100 },
  ]
  expect(needsNewTerms({ ...complete, items }, complete)).toBe(true)
  const renamed = items.map((item) => ({ ...item, title: '贝果' }))
  expect(needsNewTerms({ ...complete, items }, { ...complete, items: renamed })).toBe(true)
  const sooner = { ...complete, items, paidAt: at('2026-11-09') }
  expect(needsNewTerms({ ...complete, items }, sooner)).toBe(true)
  const later = { ...complete, createdAt: null, paidAt: null }
  expect(needsNewTerms(later, complete)).toBe(true)
  const { claim } = whole
  for (const change of [
    { state: 'pending' as const },
    { settlements: 1 },
    { promisedTo: undefined },
  ]) {
    expect(needsNewTerms(known, { ...whole, claim: { ...claim, ...change } })).toBe(false)
  }
  expect(needsNewTerms(known, { ...whole, claim: null })).toBe(false)
})

test('O9: new terms are those of the purchase as it is known now, on the day of its payment', () => {
  const earn = rulesWith({ earn: promoted })
  const known = opened({ ...bare, createdAt: at('2026-10-31') }, earn)
  expect(known.claim.terms.multipliers).toEqual([])
  const paid = { ...orderOf('1', { createdAt: at('2026-10-31') }), claim: known.claim }
  const fresh = withNewTerms(paid, promoted)
  expect(fresh.claim?.terms).toMatchObject({
    pieces: [{ fen: 30_000 }],
    multipliers: [{ label: '双 11', budget: { most: null } }],
  })
  expect(withNewTerms(withTaken(paid, 70), promoted).claim?.terms.multipliers).toMatchObject([
    { budget: { most: 70 } },
  ])
  const undated = opened({ ...bare, createdAt: null }, earn)
  expect(undated.claim.terms.multipliers).toHaveLength(1)
  const old = { ...paid, claim: { ...paid.claim, promisedTo: undefined } }
  expect(withNewTerms(old, promoted)).toBe(old)
  const free = { ...paid, claim: null }
  expect(withNewTerms(free, promoted)).toBe(free)
})
