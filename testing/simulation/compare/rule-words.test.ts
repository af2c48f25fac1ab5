import { inWords } from './rule-words'

test('a difference names its rule, what was expected and what was found', () => {
  expect(inWords(`m2's lots: expected [["2028-01-31",5]], is []`)).toEqual([
    'rule: Points live in lots by the day they expire; the earliest is spent first.',
    `  m2's lots`,
    '  expected: [["2028-01-31",5]]',
    '  found:    []',
  ])
})

test('a refusal that was expected otherwise names both', () => {
  const told = 'claim: expected {"refused":"NOT_JOINED"}, was answered {"ok":{}}'
  expect(inWords(told).slice(1)).toEqual([
    '  claim',
    '  expected: {"refused":"NOT_JOINED"}',
    '  found:    {"ok":{}}',
  ])
})

test('what the auditor says stands under its rule as it is', () => {
  expect(inWords('the balance of an account is wrong')).toEqual([
    'rule: The books add up: every account equals the sum of its entries.',
    '  the balance of an account is wrong',
  ])
})
