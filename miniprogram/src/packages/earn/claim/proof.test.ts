import { NO_PROOF, proofOf, typedProof, type ProofState } from './proof'

const TODAY = '2026-11-20'
const of = (state: Partial<ProofState>) => proofOf({ ...NO_PROOF, ...state }, TODAY)

test.each([
  ['0027', { phoneTail: '0027' }],
  ['027', null],
  ['', null],
])('a phone that ends with %s is %j', (phone, proof) => {
  expect(of({ kind: 'phone', phone })).toEqual(proof)
})

test.each([
  ['66', { paidFen: 6600 }],
  ['66.', { paidFen: 6600 }],
  ['66.5', { paidFen: 6650 }],
  ['66.05', { paidFen: 6605 }],
  ['0.01', { paidFen: 1 }],
  ['19.99', { paidFen: 1999 }],
  ['66.055', null],
  ['0', null],
  ['.5', null],
  ['6.6.0', null],
])('an amount of %s is %j, without any rounding', (amount, proof) => {
  expect(of({ kind: 'amount', amount })).toEqual(proof)
})

test.each([
  [11, 20, '2026-11-20'],
  [11, 21, '2025-11-21'],
  [12, 31, '2025-12-31'],
  [1, 1, '2026-01-01'],
])('month %d and day %d are the newest such day that has been: %s', (month, day, paidOn) => {
  expect(of({ kind: 'day', month, day })).toEqual({ paidOn })
})

test('29 February without one in the last year is no day, and half a date is none', () => {
  expect(of({ kind: 'day', month: 2, day: 29 })).toBeNull()
  expect(of({ kind: 'day', month: 2, day: null })).toBeNull()
})

test('only what can become right is kept of what is typed', () => {
  expect(typedProof('phone', ' 尾号００２７9 ')).toEqual({ phone: '0027' })
  expect(typedProof('amount', '￥1,066.00 元')).toEqual({ amount: '1066.00' })
})
