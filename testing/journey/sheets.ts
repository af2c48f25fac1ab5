/** What is pressed on a page, one after another, to open a sheet; the sheet has the name. */
export const SHEETS: Record<string, Record<string, RegExp[]>> = {
  'claim-list': { 'withdraw-sheet': [/^withdraw-/] },
  leave: { 'leave-sheet': [/^leave-agree$/, /^leave-next$/] },
  'pick-up': { 'cancel-sheet': [/^pick-up-cancel$/] },
  'pool-code': { 'cancel-sheet': [/^pool-code-cancel$/] },
  redemption: { 'cancel-sheet': [/^cancel-/] },
  reward: { 'redeem-sheet': [/^redeem$/] },
  tier: { 'tier-rules-sheet': [/^tier-rules$/] },
}

/** Sheets that need more than presses, and what has to be done before. */
export const NOT_OPENED: Record<string, string> = {
  'birthday-sheet': 'a birthday that is chosen',
  'claim-result': 'a claim that was sent',
  'decision-sheet': 'a claim that waits for staff',
  invite: 'a task of inviting',
  'make-up-sheet': 'a missed day',
  'proof-sheet': 'an order that asks for a proof',
  visit: 'a task of visiting',
}
