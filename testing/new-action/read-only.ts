import type { ActionName } from '../../cloudfunctions/contracts/action-titles'

/** Actions that write no document, so that nothing of them can be cut off half-way. */
export const READ_ONLY: readonly ActionName[] = [
  'approval.list',
  'check-in.open',
  'claim.list',
  'claim.openQueue',
  'claim.recognise',
  'coupon.show',
  'coupon.wallet',
  'duty.open',
  'earning.simulate',
  'home.open',
  'join.open',
  'leave.open',
  'mall.open',
  'mall.reward',
  'notice.list',
  'profile.open',
  'program.calculate',
  'reconciliation.open',
  'redemption.list',
  'redemption.showPickUp',
  'review.open',
  // One picture in the storage, always under the same name.
  'shop.makeDutyCode',
  'shop.makeVisitCode',
  'statement.open',
  'task.open',
  'task.openInvite',
  'tier.open',
  // A wrong code is counted, and each time anew: `functions/guide/rights.test.ts`.
  'write-off.validate',
]

/** Actions that are cut off in a test of their own, because two runs can not be compared. */
export const CUT_OFF_ELSEWHERE: Partial<Record<ActionName, string>> = {
  // Its codes are drawn at random.
  'print-code.makeBatch': 'cloudfunctions/functions/staff/print-code.test.ts',
  // It needs a function that was deployed anew, with another key.
  'reseal.run': 'cloudfunctions/functions/staff/reseal.test.ts',
}
