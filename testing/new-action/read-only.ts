import type { ActionName } from '../../cloudfunctions/contracts/action-titles'

/** Actions that write no document, so a cut in the middle leaves nothing half done. */
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
  // It writes one picture to the storage, always under the same name.
  'shop.makeDutyCode',
  'shop.makeVisitCode',
  'statement.open',
  'task.open',
  'task.openInvite',
  'tier.open',
  // It counts one more wrong code each time: `functions/guide/rights.test.ts`.
  'write-off.validate',
]

/** Actions that are cut off in a test of their own, because two runs cannot be compared. */
export const CUT_OFF_ELSEWHERE: Partial<Record<ActionName, string>> = {
  // Its codes are drawn at random.
  'print-code.makeBatch': 'cloudfunctions/functions/staff/print-code.test.ts',
  // It needs a function that was deployed again with another key.
  'key-rotation.run': 'cloudfunctions/functions/staff/key-rotation.test.ts',
}
