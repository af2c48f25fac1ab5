/**
 * Cells that the lives of CI do not reach, with the reason. A cell that a life does reach must not
 * stand here, so a `*`, which stands for any text, is only for cells that all have the same reason.
 */
export interface Exempt {
  cells: readonly string[]
  why: string
}

/** The whole list: a cell that is never reached and is not in it fails a run with `--reach`. */
export const UNREACHED: readonly Exempt[] = [
  {
    cells: [
      'redemption.cancelByStaff: SECOND_PERSON_NEEDED',
      'redemption.cancelByStaff: DAY_LIMIT_REACHED',
      'print-code.activate: SECOND_PERSON_NEEDED',
      'print-code.activate: DAY_LIMIT_REACHED',
      'claim.decide: SECOND_PERSON_NEEDED',
      'claim.decide: DAY_LIMIT_REACHED',
    ],
    why: 'The model knows the limits of adjusted points alone, and the lives raise the others; they are in functions/staff/approval.test.ts and decision-limits.test.ts.',
  },
  {
    cells: [
      'correction.reverse: SECOND_PERSON_NEEDED',
      'approval.decide: ALREADY_REVERSED',
      'approval.decide: ORDER_ENTRY',
      'approval.decide: REDEMPTION_ENTRY',
      'approval.decide: NOT_REVERSIBLE',
      'approval.decide: LOT_ENDED',
    ],
    why: 'What one person may not move alone is moved by an approval, whose answer names no entry, so no such entry is reversed; functions/staff/approval.test.ts does it.',
  },
  {
    cells: ['approval.decide: MEMBER_NOT_FOUND', 'leave.leave: ok', 'job departures had work'],
    why: 'The model does not follow people who leave: what outlives them is in functions/member/leave-*.test.ts.',
  },
  {
    cells: ['redemption.cancel: CODE_EXPIRED'],
    why: 'The codes of the lives have no end; functions/member/pool-code.test.ts has one that ends.',
  },
  {
    cells: ['claim.decide: ORDER_NOT_FOUND', 'claim.decide: ORDER_UNPAID'],
    why: 'In the lives staff decide about orders that have posted, and those neither vanish nor become unpaid.',
  },
  {
    cells: [
      'claim.submit: CLAIM_LOCKED',
      'claim.proof is always',
      'claim.proof is none',
      'claim.proof is phone',
    ],
    why: 'A number alone is enough in the lives; proofs and the lock after wrong ones are in functions/member/claim/claim-proof.test.ts.',
  },
  {
    cells: [
      'redemption.cancel: COUPON_REVOKED',
      'redemption.cancelByStaff: COUPON_REVOKED',
      'write-off.validate: COUPON_NOT_STARTED',
      'write-off.writeOff: COUPON_NOT_STARTED',
    ],
    why: 'No coupon of the lives is revoked without its redemption, or starts later than it is issued.',
  },
  {
    cells: [
      'print-code.activate: BATCH_UNFINISHED',
      'print-code.void: BATCH_UNFINISHED',
      'print-code.collect: OWN_CODE',
    ],
    why: 'Batches are small enough for one call, and the console made them, who is no member.',
  },
  {
    cells: ['order-import.preview: PREVIEW_NOT_DONE', 'order-import.preview: IMPORT_NOT_FOUND'],
    why: 'A preview makes its own import; only the list of refusals is that of the commit, too.',
  },
  {
    cells: [
      'order-import.commit: PREVIEW_NOT_DONE',
      'order-import.commit: FILE_NOT_FOUND',
      'order-import.commit: FILE_NOT_READABLE',
      'order-import.commit: REFUNDS_UNDECIDED',
      'order-import.commit: ACCEPTED_OTHERWISE',
    ],
    why: 'Files of the lives are small, stay where they are and say all about refunds; slices and untold refunds are in functions/staff/order-import-*.test.ts.',
  },
  {
    cells: ['alert.resolve: ok', 'alert.resolve: ALERT_RESOLVED'],
    why: 'The model knows no alerts; they are in functions/staff/alert.test.ts.',
  },
  {
    cells: ['shop.makeVisitCode: NO_VISIT_CODE', 'staff.enrol: ROLE_NOT_YOURS'],
    why: 'Every shop of the demo brand has its visit code, and the console holds every role.',
  },
  {
    cells: ['program.rollBack: VERSION_REFUSED'],
    why: 'Each part of a programme of the lives fits every other one; functions/staff/program-roll-back.test.ts has one that does not.',
  },
  {
    cells: [
      'reservation.cancel: PAY_NOT_OPEN',
      'reservation.check: PAY_NOT_OPEN',
      'reservation.pay: PAY_NOT_OPEN',
      'reservation.reserve: PAY_NOT_OPEN',
    ],
    why: 'The brand of the lives takes money; functions/member/reservation.test.ts has one that takes none.',
  },
  {
    cells: ['job sending had work', 'job orderApis had work', 'job imports had work'],
    why: 'No template, no marketplace account, and every import is finished by the person who began it.',
  },
  {
    cells: ['job cleaning had work'],
    why: 'Orders of the lives come by files, never by webhooks.',
  },
  {
    cells: [
      'checkIn.milestones[].coupon is some',
      'checkIn.monthly[].coupon is some',
      'tierPolicy.gifts[].coupon is some',
      'tierPolicy.benefits[].birthday is some',
      'tierPolicy.benefits[].birthday.coupon is *',
      'tierPolicy.benefits[].birthday.points is *',
      'earn.campaigns[].budget is some',
    ],
    why: 'The model knows no coupons beside points, no birthday gifts and no budgets of campaigns.',
  },
  {
    cells: ['tierPolicy.gifts[].points is none', 'tierPolicy.gifts[].points is zero'],
    why: 'A gift without points is a coupon, and the model knows none.',
  },
  {
    cells: ['tierPolicy.gifts is none'],
    why: 'Of a gift that no programme gives nobody can tell whether a job has looked at it.',
  },
  {
    cells: ['tierPolicy.window.kind is anniversary'],
    why: 'The lives keep tiers by the calendar, by months or for ever; anniversaries are in domain/tier.',
  },
  {
    cells: [
      'checkIn.rewards is none',
      'tiers is none',
      'tasks[].categories is none',
      'tasks[].categories[].words is none',
      'earn.categories[].words is none',
    ],
    why: 'The contract refuses an empty list here.',
  },
]
