import type { Entry } from './auditor'
import { auditHandOvers, type Goods } from './auditor-hand-over'

const handedOver = {
  requestId: 'r1',
  guideId: 'shanyu:shen',
  shopId: 'hubin',
  at: Date.UTC(2026, 10, 20, 2),
  businessDay: '2026-11-20',
}
const good: Goods = {
  _id: 'shanyu:lin:1',
  account: 'shanyu:lin',
  state: 'fulfilled',
  shopId: 'hubin',
  lastDay: '2026-11-23',
  handedOver,
}
const restore = { kind: 'restore', ref: good._id } as Entry

test('M16: goods handed over once, in time and in their shop are in order', () => {
  expect(auditHandOvers([good, { ...good, state: 'placed', handedOver: null }], [])).toEqual([])
})

test.each<[string, Goods[], Entry[]]>([
  ['cancelled', [{ ...good, cancelled: {} }], []],
  ['cancelled', [good], [restore]],
  ['another shop', [{ ...good, shopId: 'wulin' }], []],
  ['after its last day', [{ ...good, lastDay: '2026-11-19' }], []],
  ['oneself', [{ ...good, account: handedOver.guideId }], []],
  ['is placed, and handed over', [{ ...good, state: 'placed' }], []],
  ['not handed over', [{ ...good, handedOver: null }], []],
  ['a request of another', [good, good], []],
  ['another day', [{ ...good, handedOver: { ...handedOver, at: 0 } }], []],
])('M16: the auditor sees goods that are %s', (says, goods, entries) => {
  expect(auditHandOvers(goods, entries).join()).toContain(says)
})
