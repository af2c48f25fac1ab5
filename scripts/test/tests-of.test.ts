import { slugsLike, testsOf } from './tests-of.mjs'

const FILES = [
  'cloudfunctions/contracts/check-in/check-in.test.ts',
  'cloudfunctions/domain/check-in/make-up.test.ts',
  'cloudfunctions/domain/member/memory-parts.test.ts',
  'cloudfunctions/functions/member/check-in.test.ts',
  'cloudfunctions/functions/member/claim.test.ts',
  'cloudfunctions/functions/staff/reclaim.test.ts',
  'miniprogram/src/packages/earn/claim/claim-state.test.ts',
  'miniprogram/src/pages/home/check-in-state.test.ts',
]

test('a slug finds its chapter, its handler and its screen', () => {
  expect(testsOf('check-in', FILES)).toEqual([FILES[0], FILES[1], FILES[3], FILES[7]])
})

test('a slug is a whole word', () => {
  expect(testsOf('claim', FILES)).toEqual([FILES[4], FILES[6]])
})

test('the folder of a deployed function is not a slug', () => {
  expect(testsOf('member', FILES)).toEqual([FILES[2]])
})

test('a mistyped slug shows those that begin alike', () => {
  expect(testsOf('check', FILES)).not.toEqual([])
  expect(testsOf('cheque', FILES)).toEqual([])
  expect(slugsLike('cheque', FILES)).toEqual(['check-in', 'check-in-state'])
})
