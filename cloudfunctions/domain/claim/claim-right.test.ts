import { at, lin, orderOf } from '../../../testing/scenes/claims'
import type { Order, OrderClaim } from '../order/order'
import { contestOf, isBuyer, shownBy, type ClaimProof } from './claim-right'
import { factsFor } from './proof-facts'

const paidAt = at('2026-11-10') + 9 * 60_000
const order = orderOf('1930679858170647101', { paidAt, createdAt: paidAt - 120_000, paidFen: 6600 })
const withPhone: Order = { ...order, phoneTail: '0427' }

test('O13: the buyer is whose phone WeChat has verified to be that of the order', () => {
  expect(isBuyer(withPhone, { ...lin, phoneEnd: '0427' })).toBe(true)
  expect(isBuyer(withPhone, { ...lin, phoneEnd: '0428' })).toBe(false)
  expect(isBuyer(withPhone, lin)).toBe(false)
  expect(isBuyer(order, lin)).toBe(false)
})

test('O13: the buyer needs no proof; for others the programme says when the number is enough', () => {
  const nothing = { proof: null, tries: 0 }
  for (const proof of ['never', 'phone', 'always'] as const) {
    expect(shownBy(withPhone, { ...lin, phoneEnd: '0427' }, nothing, { proof })).toBe('phone')
  }
  const shown = (each: Order, proof: 'never' | 'phone' | 'always') =>
    shownBy(each, lin, nothing, { proof })
  expect([shown(withPhone, 'never'), shown(order, 'never')]).toEqual(['number', 'number'])
  expect([shown(withPhone, 'phone'), shown(order, 'phone')]).toEqual([null, 'number'])
  expect([shown(withPhone, 'always'), shown(order, 'always')]).toEqual([null, null])
})

const proves = (proof: ClaimProof, of = withPhone, tries = 1) =>
  shownBy(of, lin, { proof, tries }, { proof: 'always' }) === 'proof'

test('O4: two right facts prove an order, one does not, and a wrong one spoils the others', () => {
  expect(proves({ paidFen: 6600, paidOn: '2026-11-10' })).toBe(true)
  expect(proves({ paidFen: 6600, phoneTail: '0427' })).toBe(true)
  expect(proves({ paidTime: '10:09', phoneTail: '0427' })).toBe(true)
  // The time of the order counts as well as that of its payment.
  expect(proves({ paidTime: '10:07', phoneTail: '0427' })).toBe(true)
  for (const one of [{ paidFen: 6600 }, { paidOn: '2026-11-10' }, { phoneTail: '0427' }, {}]) {
    expect(proves(one)).toBe(false)
  }
  expect(proves({ paidFen: 6600, paidOn: '2026-11-11' })).toBe(false)
  expect(proves({ paidFen: 6600, paidOn: '2026-11-10', phoneTail: '0428' })).toBe(false)
  expect(proves({ paidFen: 6600, paidTime: '10:08' })).toBe(false)
  expect(proves({ paidFen: 6600, paidOn: '2026-11-10', phoneTail: undefined })).toBe(true)
  expect(proves({ paidFen: 1, phoneTail: '0427' }, { ...withPhone, paidFen: 1 })).toBe(true)
})

test('O4: what the order does not tell counts neither for nor against', () => {
  expect(proves({ paidFen: 6600, paidOn: '2026-11-10', phoneTail: '9999' }, order)).toBe(true)
  expect(proves({ paidFen: 6600, phoneTail: '9999' }, order)).toBe(false)
  const unpaid = { ...withPhone, paidFen: 0, paidAt: null }
  expect(proves({ paidFen: 0, phoneTail: '0427' }, unpaid)).toBe(false)
  expect(proves({ paidOn: '2026-11-10', phoneTail: '0427' }, unpaid)).toBe(false)
  expect(proves({ paidTime: '10:07', phoneTail: '0427' }, unpaid)).toBe(true)
  // A source that knows only the day says midnight: nobody is asked for that.
  const midnight = at('2026-11-10') - 10 * 3_600_000
  const dayOnly = { ...withPhone, paidAt: midnight, createdAt: null }
  expect(proves({ paidTime: '00:00', phoneTail: '0427' }, dayOnly)).toBe(false)
  const aSecondLater = { ...dayOnly, paidAt: midnight + 1000 }
  expect(proves({ paidTime: '00:00', phoneTail: '0427' }, aSecondLater)).toBe(true)
})

test('O4: facts that a number gives away prove nothing', () => {
  const told = { ...withPhone, channel: 'pdd' as const, orderNo: '261110-123456789012345' }
  expect(proves({ paidFen: 6600, paidOn: '2026-11-10' }, told)).toBe(false)
  expect(proves({ paidFen: 6600, phoneTail: '0427' }, told)).toBe(true)
})

test('O4: after eight tries by all members together a proof decides nothing any more', () => {
  const right = { paidFen: 6600, paidOn: '2026-11-10' }
  expect([8, 9].map((tries) => proves(right, withPhone, tries))).toEqual([true, false])
})

test('O4: members are asked for what an export of the channel is likely to show, first things first', () => {
  expect(factsFor('tmall', '1930679858170647101')).toEqual([
    'paidFen',
    'paidOn',
    'paidTime',
    'phoneTail',
  ])
  expect(factsFor('jd', '312345678901')).toEqual(['paidFen', 'phoneTail', 'paidTime'])
  expect(factsFor('pdd', '261110-123456789012345')).toEqual(['paidFen', 'paidTime', 'phoneTail'])
  expect(factsFor('kuaishou', '2600000000000001')).toEqual(['paidFen', 'paidTime', 'phoneTail'])
  expect(factsFor('weixin', '3737550999277696001')).toEqual([
    'paidFen',
    'phoneTail',
    'paidOn',
    'paidTime',
  ])
  expect(factsFor('youzan', 'E20201029105338053904125')).toEqual(['paidFen', 'phoneTail'])
  // A till knows no phone; its number may hold the day, and even the second.
  expect(factsFor('pos', '8812')).toEqual(['paidFen', 'paidOn', 'paidTime'])
  expect(factsFor('pos', 'HB20261120-0107')).toEqual(['paidFen', 'paidTime'])
  expect(factsFor('pos', 'HB20261120-101500')).toEqual(['paidFen'])
  expect(factsFor('pos', 'HB20261120101500')).toEqual(['paidFen'])
})

test('O13: the buyer comes before a number at once, and before anything that has posted only by staff', () => {
  const held = (shown: OrderClaim['shown'], state: OrderClaim['state']) =>
    ({ shown, state }) as OrderClaim
  expect(contestOf(held('number', 'waiting'), 'phone')).toBe('moves')
  expect(contestOf(held('number', 'pending'), 'phone')).toBe('moves')
  expect(contestOf(held('number', 'credited'), 'phone')).toBe('staff')
  expect(contestOf(held('number', 'closed'), 'phone')).toBe('staff')
  expect(contestOf(held('proof', 'pending'), 'phone')).toBe('staff')
  expect(contestOf(held('phone', 'pending'), 'phone')).toBe('staff')
  expect(contestOf(held('number', 'pending'), 'proof')).toBe('staff')
  expect(contestOf(held('number', 'pending'), 'number')).toBe('stays')
  expect(contestOf(held('phone', 'credited'), 'number')).toBe('stays')
  // Claims from before it was kept were shown by their number.
  expect(contestOf({ state: 'pending' } as OrderClaim, 'phone')).toBe('moves')
})
