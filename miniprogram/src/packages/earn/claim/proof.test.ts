import { missingOf, NO_PROOF, proofOf, secondFacts, typedProof, type ProofState } from './proof'

const TODAY = '2026-11-20'
const FACTS = ['paidFen', 'paidOn', 'paidTime', 'phoneTail'] as const
const of = (state: Partial<ProofState>) =>
  proofOf({ ...NO_PROOF, amount: '66', ...state }, FACTS, TODAY)

test.each([
  ['0027', { paidFen: 6600, phoneTail: '0027' }],
  ['027', null],
  ['', null],
])('O4: a phone that ends with %s, with the amount, is %j', (phone, proof) => {
  expect(of({ second: 'phoneTail', phone })).toEqual(proof)
})

test.each([
  ['66', 6600],
  ['66.', 6600],
  ['66.5', 6650],
  ['66.05', 6605],
  ['0.01', 1],
  ['19.99', 1999],
  ['66.055', null],
  ['0', null],
  ['.5', null],
  ['6.6.0', null],
])('an amount of %s is %j, without any rounding', (amount, paidFen) => {
  const proof = of({ amount, second: 'paidTime', time: '9:05' })
  expect(proof).toEqual(paidFen === null ? null : { paidFen, paidTime: '09:05' })
})

test.each([
  ['9:05', '09:05'],
  ['0905', '09:05'],
  ['23:59:07', '23:59'],
  ['24:00', null],
  ['9', null],
  ['12:6', null],
])('a time of %s is %j', (time, paidTime) => {
  const proof = of({ second: 'paidTime', time })
  expect(proof).toEqual(paidTime === null ? null : { paidFen: 6600, paidTime })
})

test.each([
  [11, 20, '2026-11-20'],
  [11, 21, '2025-11-21'],
  [12, 31, '2025-12-31'],
  [1, 1, '2026-01-01'],
])('month %d and day %d are the latest such day in the past: %s', (month, day, paidOn) => {
  expect(of({ second: 'paidOn', month, day })).toEqual({ paidFen: 6600, paidOn })
})

test('29 February is refused if the last year had none, and so is half a date', () => {
  expect(of({ second: 'paidOn', month: 2, day: 29 })).toBeNull()
  expect(of({ second: 'paidOn', month: 2, day: null })).toBeNull()
})

test('O4: one fact of the two is not enough, and the missing one is named', () => {
  expect(of({ second: 'phoneTail' })).toBeNull()
  expect(of({ amount: '', second: 'phoneTail', phone: '0027' })).toBeNull()
  expect(missingOf(NO_PROOF, FACTS)).toBe('paidFen')
  expect(missingOf({ ...NO_PROOF, amount: '66' }, FACTS)).toBe('paidOn')
})

test('O13: facts that the number reveals are not asked', () => {
  expect(secondFacts(['paidFen', 'phoneTail'])).toEqual(['phoneTail'])
  const state = { ...NO_PROOF, amount: '66', second: 'paidOn', phone: '0027' } as const
  expect(proofOf(state, ['paidFen', 'phoneTail'], TODAY)).toEqual({
    paidFen: 6600,
    phoneTail: '0027',
  })
})

test('only characters that can become a valid answer are kept', () => {
  expect(typedProof('phoneTail', ' 尾号００２７9 ')).toEqual({ phone: '0027' })
  expect(typedProof('paidFen', '￥1,066.00 元')).toEqual({ amount: '1066.00' })
  expect(typedProof('paidTime', ' ９：05 分')).toEqual({ time: '9:05' })
})
