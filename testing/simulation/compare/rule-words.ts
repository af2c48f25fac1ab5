/** Which rule a difference breaks, by the words in which the difference is told. */
const RULES: readonly [RegExp, string][] = [
  [/'s lots/, 'Points live in lots by the day they expire; the earliest is spent first.'],
  [/deficit/, 'What was spent already is owed after a refund, and the next earnings pay it.'],
  [/growth/, 'Growth comes and goes with its orders, and never falls below 0.'],
  [/pending/, 'Points of an order wait until its posting day.'],
  [/order points of a day/, 'The daily cap counts the first worth of the orders of a day.'],
  [/'s tasks/, 'A task counts what happened in its window, and pays once.'],
  [/tier owes|gifts of tiers/, 'A tier brings its gift once for each cycle.'],
  [/'s tier/, 'A tier rises with growth, and falls after its cycle and its grace.'],
  [/stock of/, 'What is left and what is redeemed make the stock.'],
  [/who holds/, 'An order belongs to one member, and brings what was promised at its claim.'],
  [/claims that wait/, 'A claim waits for the file of its order, and no longer than its days.'],
  [/order /, 'However reports arrive, the furthest status and the largest sums count.'],
  [/paid with/, 'A redemption keeps the lots that paid for it.'],
  [/was redeemed/, 'A redeemed thing is issued, used or cancelled once.'],
  [/sees/, 'The first screen shows what the account holds.'],
  [/transactions were still open/, 'A call that was answered holds no lock.'],
  [/got no answer/, 'A call that is repeated is answered in the end.'],
  [/was answered/, 'Each call has the one answer that its rules give.'],
]

const OTHERWISE = 'The books add up: every account equals the sum of its entries.'

/** A difference with the rule in words, what was expected and what was found. */
export function inWords(problem: string): string[] {
  const told = /^(.*?):? expected (.*?), (?:is|was answered) (.*)$/s.exec(problem)
  const [, what, expected, found] = told ?? []
  // An answer is told by the call that it is to.
  const about = told?.[0].includes(', was answered ') ? 'was answered' : (what ?? problem)
  const rule = RULES.find(([words]) => words.test(about))?.[1] ?? OTHERWISE
  if (what === undefined) return [`rule: ${rule}`, `  ${problem}`]
  return [`rule: ${rule}`, `  ${what}`, `  expected: ${expected}`, `  found:    ${found}`]
}
