/** Cells that the lives of CI do not reach, with the reason; `*` stands for any text. */
export interface Exempt {
  cells: readonly string[]
  why: string
}

/** The whole list: a cell that is never reached and is not in it fails a run with `--reach`. */
export const UNREACHED: readonly Exempt[] = [
  {
    cells: ['fault timerTwice in *'],
    why: 'Only the timer fires twice.',
  },
  {
    cells: ['fault * in claim.recognise'],
    why: 'It asks the database nothing once the rules are cached, so few faults find a request.',
  },
  {
    cells: [
      'redemption.cancelByStaff: SECOND_PERSON_NEEDED',
      'redemption.cancelByStaff: DAY_LIMIT_REACHED',
      'print-code.activate: SECOND_PERSON_NEEDED',
      'print-code.activate: DAY_LIMIT_REACHED',
      'approval.decide: *ENTRY',
      'approval.decide: *REVERS*',
      'approval.decide: LOT_ENDED',
      'approval.decide: POINTS_SHORT',
      'approval.decide: MEMBER_NOT_FOUND',
    ],
    why: 'The lives know two persons for adjusted points; cancellations, batches and reversals are in functions/staff.',
  },
  {
    cells: ['claim.decide: *', 'claim.submit: CLAIM_LOCKED', 'claim.proof*'],
    why: 'A number alone is enough in the lives, so nothing waits for a decision; proofs are in functions/member/claim.',
  },
  {
    cells: ['claim.submit: CHANNEL_AMBIGUOUS', 'earn.*channels[] is *'],
    why: 'All orders of the lives come from one shop.',
  },
  {
    cells: ['correction.reverse: *'],
    why: 'The model keeps what members have, not the entries that led to it, so nothing is reversed.',
  },
  {
    cells: ['redemption.cancel*: COUPON_REVOKED', 'write-off.*: COUPON_NOT_STARTED'],
    why: 'No coupon of the lives is revoked without its redemption, or starts later than it is issued.',
  },
  {
    cells: ['print-code.*: BATCH_UNFINISHED', 'print-code.collect: OWN_CODE'],
    why: 'Batches are small enough for one call, and the console made them, who is no member.',
  },
  {
    cells: ['leave.leave: ok', 'job departures had work'],
    why: 'The model does not follow people who leave: what outlives them is in functions/member/leave-*.test.ts.',
  },
  {
    cells: [
      'review.*: *',
      'task.openInvite: ok',
      'tasks[].kind is invite',
      'tasks[].kind is review',
      'tasks[].inviteePoints*',
      'tasks[].leastLetters*',
    ],
    why: 'The tasks of the lives are the demo brand’s, without reviews and invitations.',
  },
  {
    cells: [
      'redemption.redeem: OFFER_*',
      'redemption.redeem: NOT_ON_SALE_YET',
      'redemption.cancel: NOT_CANCELLABLE',
    ],
    why: 'The shelf of the lives is the demo brand’s, on sale and cancellable.',
  },
  {
    cells: [
      'order-import.*: PREVIEW_NOT_DONE',
      'order-import.preview: IMPORT_NOT_FOUND',
      'order-import.commit: FILE_NOT_*',
      'order-import.commit: REFUNDS_UNDECIDED',
      'order-import.commit: ACCEPTED_OTHERWISE',
    ],
    why: 'Files of the lives are small and say all about refunds; slices and untold refunds are in functions/staff.',
  },
  {
    cells: ['alert.resolve: ok', 'alert.resolve: ALERT_RESOLVED'],
    why: 'The model knows no alerts.',
  },
  {
    cells: ['shop.makeVisitCode: NO_VISIT_CODE', 'staff.enrol: ROLE_NOT_YOURS'],
    why: 'Every shop has its visit code, and the console holds every role.',
  },
  {
    cells: ['program.rollBack: VERSION_REFUSED'],
    why: 'Each part of a programme of the lives fits every other one.',
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
      'checkIn.*.coupon is some',
      'tierPolicy.gifts[].*',
      'tierPolicy.benefits[].birthday*',
      'earn.campaigns[].budget is some',
    ],
    why: 'The model knows no coupons beside points, no birthday gifts and no budgets of campaigns.',
  },
  {
    cells: ['profile.setBirthday: BIRTHDAY_SET_LATELY', 'tasks[].points is none'],
    why: 'Too seldom in 10,000 actions to be sure of it; functions/member/profile.test.ts and domain/task know it.',
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
      'tasks[].categories* is none',
      'earn.categories[].words is none',
    ],
    why: 'The contract refuses an empty list here.',
  },
]
