import fc from 'fast-check'
import { bareFacts, type OrderFacts } from './order'
import type { OrderLine } from './order-by-line'
import { ORDER_STATUSES } from './order-status'
import { factsOf, mergeFacts } from './merge-facts'

const ORDER = '6985984479643277531'
const bare = bareFacts('douyin', ORDER)

const line = (no: string, paidFen: number, more: Partial<OrderLine> = {}): OrderLine => ({
  no,
  status: 'completed',
  paidFen,
  refundedFen: 0,
  title: '吐司',
  quantity: 1,
  ...more,
})
const back = (no: string, paidFen: number) =>
  line(no, paidFen, { status: 'closed', refundedFen: paidFen })

/** A file's report with these lines of the order and no others. */
function fileOf(lines: OrderLine[]): OrderFacts {
  const isOver = lines.every(({ status }) => status === 'closed')
  const status = isOver ? 'closed' : 'completed'
  const sum = (of: (each: OrderLine) => number) => lines.reduce((all, each) => all + of(each), 0)
  return {
    ...bare,
    status,
    paidFen: sum((each) => each.paidFen),
    untold: [],
    refundedFen: sum((each) => each.refundedFen),
    byLine: { lines, status: isOver ? null : status, untold: ['paid', 'refunds'] },
  }
}

const known = (reports: OrderFacts[]) => factsOf(reports.reduce(mergeFacts, bare))
const moneyOf = (reports: OrderFacts[]) => {
  const { status, paidFen, refundedFen } = known(reports)
  return [status, paidFen, refundedFen]
}

test('O9: lines of one order that come in several files all belong to the order', () => {
  expect(moneyOf([fileOf([line('a', 100)]), fileOf([line('b', 60)])])).toEqual([
    ...['completed', 160, 0],
  ])
  expect(moneyOf([fileOf([back('a', 100)]), fileOf([line('b', 60)])])).toEqual([
    ...['completed', 160, 100],
  ])
})

test('O9: refunds of lines that come one file after the other add up, and the last one closes the order', () => {
  const both = fileOf([line('a', 100), line('b', 60)])
  expect(moneyOf([both, fileOf([back('a', 100)])])).toEqual(['completed', 160, 100])
  const all = [both, fileOf([back('a', 100)]), fileOf([back('b', 60)])]
  expect(moneyOf(all)).toEqual(['closed', 160, 160])
})

test('O9: an order whose lines are unknown is not closed by one of them', () => {
  const whole: OrderFacts = { ...bare, status: 'completed', paidFen: 160, untold: [] }
  expect(moneyOf([whole, fileOf([back('a', 100)])])).toEqual(['completed', 160, 100])
  const all = [whole, fileOf([back('a', 100)]), fileOf([back('b', 60)])]
  expect(moneyOf(all)).toEqual(['closed', 160, 160])
  expect(moneyOf([fileOf([line('a', 100)]), { ...whole, status: 'closed' }])[0]).toBe('closed')
})

test('O12: what one line leaves unreported is not filled in by a file of another line', () => {
  const silent = fileOf([line('a', 100, { untold: true })])
  expect(known([silent, fileOf([line('b', 60)])]).untold).toEqual(['refunds'])
  expect(known([silent, fileOf([line('b', 60)]), fileOf([line('a', 100)])])).not.toHaveProperty(
    'untold',
  )
})

test('an order with more lines than a document holds keeps the sums of its file', () => {
  const many = Array.from({ length: 300 }, (_, i) => line(String(1000 + i), 10))
  const order = known([fileOf(many), fileOf(many)])
  expect(order.byLine?.lines).toHaveLength(200)
  expect(moneyOf([fileOf(many), fileOf(many)])).toEqual(['completed', 3000, 0])
})

test('O9: files of lines and reports of the whole order give the same in any order, grouping and repetition', () => {
  const anyLine: fc.Arbitrary<OrderLine> = fc.record(
    {
      no: fc.constantFrom('a', 'b', 'c', 'd'),
      status: fc.constantFrom(...ORDER_STATUSES),
      paidFen: fc.constantFrom(0, 60, 100),
      refundedFen: fc.constantFrom(0, 60),
      untold: fc.constant(true as const),
      title: fc.constantFrom('吐司', '蛋糕', '蛋糕 2'),
      quantity: fc.constantFrom(1, 2, 10),
    },
    { requiredKeys: ['no', 'status', 'paidFen', 'refundedFen', 'title', 'quantity'] },
  )
  const file = fc.uniqueArray(anyLine, { selector: ({ no }) => no, minLength: 1 }).map(fileOf)
  const whole: fc.Arbitrary<OrderFacts> = fc.record({
    channel: fc.constant('douyin' as const),
    orderNo: fc.constant(ORDER),
    status: fc.constantFrom(...ORDER_STATUSES),
    paidFen: fc.constantFrom(0, 160, 260),
    refundedFen: fc.constantFrom(0, 60),
    freightFen: fc.constant(0),
    createdAt: fc.constant(null),
    paidAt: fc.constant(null),
    completedAt: fc.constant(null),
    phoneTail: fc.constant(null),
    items: fc.constant([]),
    untold: fc.subarray(['paid', 'refunds'] as const).map((each) => [...each]),
  })
  const reports = fc.array(fc.oneof(file, file, whole), { minLength: 1, maxLength: 5 })
  const shuffled = reports.chain((all) =>
    fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.shuffledSubarray(all),
      fc.nat(all.length),
    ),
  )
  fc.assert(
    fc.property(shuffled, ([all, mixed, repeats, at]) => {
      const straight = known(all)
      expect(known([...mixed, ...repeats])).toEqual(straight)
      const [first, second] = [mixed.slice(0, at), mixed.slice(at)]
      expect(known([known(first), known(second)])).toEqual(straight)
      expect(factsOf(mergeFacts(straight, straight))).toEqual(straight)
    }),
    { numRuns: 1000 },
  )
})
