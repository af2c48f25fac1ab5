import type { ExportedOrder } from './exported-order'
import { FileTally } from './file-tally'

const order = (over: Partial<ExportedOrder>): ExportedOrder => ({
  channel: 'jd',
  orderNo: '389592175001',
  status: 'completed',
  consumerPaidFen: 8850,
  refundedFen: 0,
  freightFen: 0,
  createdAt: null,
  paidAt: null,
  phoneTail: null,
  completedAt: '2026-10-20 10:00:00',
  items: [],
  row: 2,
  untold: ['refunds'],
  ...over,
})

function noted(...orders: ExportedOrder[]) {
  const tally = new FileTally()
  for (const each of orders) tally.count(each, null)
  return tally.notes()
}

test('O11: unreported refunds are counted for orders that were paid and may still be refunded, for no others', () => {
  expect(noted(order({}), order({ status: 'shipped' }))).toEqual([
    { code: 'REFUNDS_UNKNOWN', rows: 2 },
  ])
  expect(noted(order({ status: 'closed' }))).toEqual([])
  expect(noted(order({ consumerPaidFen: 0 }))).toEqual([])
  expect(noted(order({ untold: [] }), order({ untold: ['paid'] }))).toEqual([])
})

test('O11: an order that comes again, now complete, is counted by its last form', () => {
  const tally = new FileTally()
  const [before, after] = [order({}), order({ status: 'closed' })]
  tally.count(before, null)
  tally.count(after, before)
  expect(tally.notes()).toEqual([])
  expect(tally.untoldLater).toEqual([])
  tally.count(before, after)
  expect(tally.notes()).toEqual([{ code: 'REFUNDS_UNKNOWN', rows: 1 }])
  expect(tally.untoldLater).toEqual(['389592175001'])
})

test('O11: a finished order without its day, and lost numbers, are counted too', () => {
  const lost = order({ untold: [], numbersLost: true, completedAt: null })
  expect(noted(lost, order({ untold: [], status: 'shipped', completedAt: null }))).toEqual([
    { code: 'COMPLETION_UNKNOWN', rows: 1 },
    { code: 'SUB_NUMBERS_LOST', rows: 1 },
  ])
})
