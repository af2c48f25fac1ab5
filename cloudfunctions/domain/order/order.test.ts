import fc from 'fast-check'
import { lin, rulesWith } from '../../../testing/scenes/claims'
import type { Account } from '../account/account'
import { openClaim } from '../claim/claim'
import { bareFacts, finishedBy, type Order, type OrderFacts } from './order'
import { ORDER_STATUSES } from './order-status'
import { factsOf, learn, mergeFacts } from './merge-facts'
import { settle } from '../claim/settlement'

const instant = fc.option(fc.integer({ min: 1, max: 5 }).map((n) => n * 1000))
const facts: fc.Arbitrary<OrderFacts> = fc.record({
  channel: fc.constant('tmall' as const),
  orderNo: fc.constant('2930679858170647101'),
  status: fc.constantFrom(...ORDER_STATUSES),
  paidFen: fc.oneof(fc.constant(0), fc.nat(5000)),
  refundedFen: fc.nat(5000),
  freightFen: fc.nat(3),
  createdAt: instant,
  paidAt: instant,
  completedAt: instant,
  phoneTail: fc.option(fc.constantFrom('0027', '0042')),
  items: fc.array(
    fc.record({
      title: fc.constantFrom('吐司', '蛋糕'),
      quantity: fc.integer({ min: 1, max: 2 }),
      paidFen: fc.option(fc.nat(2)),
    }),
    { maxLength: 3 },
  ),
  refunds: fc.array(fc.record({ id: fc.constantFrom('r1', 'r2', 'r3'), fen: fc.nat(1000) })),
  untold: fc.subarray(['paid', 'refunds'] as const).map((each) => [...each]),
})

const bare = bareFacts('tmall', '2930679858170647101')
/** Says that nothing was paid and nothing refunded, which is more than leaving it unreported. */
const none: OrderFacts = { ...bare, untold: [] }
/** What is known after these reports, in this order. */
const known = (reports: OrderFacts[]) => factsOf(reports.reduce(mergeFacts, bare))

test('O9: reports of an order give the same in any sequence, grouping and repetition', () => {
  fc.assert(
    fc.property(facts, facts, facts, (a, b, c) => {
      const all = known([a, b, c])
      for (const other of [
        [c, b, a],
        [b, a, c, a],
        [a, a, b, c, c],
        [mergeFacts(known([b]), known([c])), a],
      ]) {
        expect(known(other)).toEqual(all)
      }
    }),
    { numRuns: 1000 },
  )
})

test('O9: refunds reported one by one add up, each once', () => {
  const refund = (id: string, fen: number): OrderFacts => ({
    ...none,
    refundedFen: fen,
    refunds: [{ id, fen }],
  })
  const told = [refund('r1', 300), refund('r2', 300), refund('r1', 300)]
  expect(known(told).refundedFen).toBe(600)
  expect(known([...told, { ...none, refundedFen: 500 }]).refundedFen).toBe(600)
  expect(known([...told, { ...none, refundedFen: 900 }]).refundedFen).toBe(900)
})

test('O12: what one report leaves out stays unreported until another one has it', () => {
  const finished: OrderFacts = { ...bare, status: 'completed', untold: ['paid', 'refunds'] }
  expect(known([finished]).untold).toEqual(['paid', 'refunds'])
  expect(known([finished, { ...bare, paidFen: 500, untold: ['refunds'] }]).untold).toEqual([
    'refunds',
  ])
  expect(known([{ ...bare, untold: ['paid'] }, finished]).untold).toEqual(['paid'])
  expect(known([finished, none])).not.toHaveProperty('untold')
})

test('O11: if an order’s finish has no day, the first time we heard of it counts, until a day is reported', () => {
  const finished: OrderFacts = { ...none, status: 'completed' }
  const heard = [finishedBy(finished, 3000), finishedBy(finished, 2000)]
  expect(known(heard).finishedBy).toBe(2000)
  expect(known([...heard, { ...finished, completedAt: 1000 }])).not.toHaveProperty('finishedBy')
  expect(finishedBy({ ...finished, completedAt: 1000 }, 3000)).not.toHaveProperty('finishedBy')
  expect(finishedBy(none, 3000)).not.toHaveProperty('finishedBy')
})

const rules = rulesWith({ version: 1, expiryVersion: 1 })
const now = Date.UTC(2026, 10, 20)

interface World {
  order: Order
  account: Account
  held: boolean
}

/** The same steps as in an import, a webhook or a claim: learn, match waiting claims, settle. */
function step(world: World, event: OrderFacts | 'claim'): World {
  const held = world.held || event === 'claim'
  let order = event === 'claim' ? world.order : learn(world.order, event)
  if (held && !order.claim && order.status !== 'unpaid' && order.status !== 'closed') {
    const asked = { requestId: 'r', claimedAt: now, shown: 'number' as const }
    order = { ...order, claim: openClaim(order, world.account, asked, rules) }
  }
  const settlement = settle(order, world.account, rules, now)
  if (!settlement) return { order, held, account: world.account }
  return { order: { ...order, claim: settlement.claim }, held, account: settlement.account }
}

test('O9: 500 random orders of imports, webhooks, a claim, refunds and repeats give one balance', () => {
  const report = facts.map((each): OrderFacts => ({
    ...each,
    status: each.status === 'closed' ? 'shipped' : each.status,
  }))
  const history = fc.array(report, { minLength: 1, maxLength: 5 }).chain((reports) => {
    const finish: OrderFacts = { ...none, status: 'completed', paidFen: 3000 }
    const events: (OrderFacts | 'claim')[] = [...reports, finish, 'claim']
    const shuffled = fc.shuffledSubarray(events, { minLength: events.length })
    const repeats = fc.shuffledSubarray(events)
    return fc.record({ events: fc.constant(events), shuffled, repeats })
  })
  const start: World = {
    order: { ...bare, _id: 'b:tmall:1', brand: 'b', claim: null, importedAt: 0 },
    account: lin,
    held: false,
  }
  fc.assert(
    fc.property(history, ({ events, shuffled, repeats }) => {
      const end = (run: (OrderFacts | 'claim')[]) => run.reduce(step, start)
      const straight = end(events)
      const mixed = end([...shuffled, ...repeats])
      const net = Math.max(0, straight.order.paidFen - straight.order.refundedFen)
      const worth = (world: World) => world.account.balance - world.account.deficit
      expect(worth(straight)).toBe(Math.floor(net / 100))
      expect(worth(mixed)).toBe(worth(straight))
      expect(mixed.account.growth).toBe(straight.account.growth)
      expect(factsOf(mixed.order)).toEqual(factsOf(straight.order))
      expect(mixed.order.claim?.points).toBe(straight.order.claim?.points)
    }),
    { numRuns: 500 },
  )
})
