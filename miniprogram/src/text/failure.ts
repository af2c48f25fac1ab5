import { DOOR_REFUSALS, type DoorRefusal, type Reply } from '@contracts/action'
import { CHECK_IN, MAKE_UP } from './check-in'
import { SUBMIT_CLAIM, WITHDRAW_CLAIM } from './claim/claim'
import { SHOW_COUPON } from './coupon'
import { BUG, DOOR, UNAVAILABLE } from './door'
import { HAND_OVER, START_DUTY, WRITE_OFF } from './guide'
import { JOIN } from './join'
import { LEAVE } from './leave'
import { CANCEL, OPEN_REWARD, PAY, REDEEM, RESERVE, SHOW_CODE, SHOW_PICK_UP } from './mall'
import { CHANGE_PHONE } from './phone'
import { COLLECT_CODE } from './print-code'
import { SET_BIRTHDAY } from './profile'
import { OPEN_REVIEWS, SUBMIT_REVIEW } from './review'
import type { Sentence, Write } from './sentence'
import { COLLECT_TASK, OPEN_INVITE, VISIT_SHOP } from './task'

/** Every kind of answer except `ok`. */
export type Failed = Exclude<Reply, { ok: unknown }>

export interface Failure extends Sentence {
  kind: 'refused' | 'unavailable' | 'bug'
  /** The refusal's name, for a page that does more than show it. */
  refusal: string | null
  reference: string
}

const TEXTS: Record<string, Record<string, Write>> = {
  'check-in.checkIn': CHECK_IN,
  'check-in.makeUp': MAKE_UP,
  'claim.submit': SUBMIT_CLAIM,
  'claim.withdraw': WITHDRAW_CLAIM,
  'coupon.show': SHOW_COUPON,
  'duty.start': START_DUTY,
  'hand-over.handOver': HAND_OVER,
  'join.join': JOIN,
  'leave.leave': LEAVE,
  'mall.reward': OPEN_REWARD,
  'phone.change': CHANGE_PHONE,
  'print-code.collect': COLLECT_CODE,
  'profile.setBirthday': SET_BIRTHDAY,
  'redemption.cancel': CANCEL,
  'redemption.redeem': REDEEM,
  'redemption.showCode': SHOW_CODE,
  'redemption.showPickUp': SHOW_PICK_UP,
  'reservation.cancel': PAY,
  'reservation.check': PAY,
  'reservation.pay': PAY,
  'reservation.reserve': RESERVE,
  'review.open': OPEN_REVIEWS,
  'review.submit': SUBMIT_REVIEW,
  'task.collect': COLLECT_TASK,
  'task.openInvite': OPEN_INVITE,
  'task.visitShop': VISIT_SHOP,
  'write-off.validate': WRITE_OFF,
  'write-off.writeOff': WRITE_OFF,
}

/** The sentence of an answer that was not `ok`. */
export function failureOf(action: { name: string }, reply: Failed): Failure {
  return failureIn(TEXTS[action.name] ?? {}, reply)
}

/** The same of sentences that one package alone needs: all others lie in the main package. */
export function failureIn(sentences: Record<string, Write>, reply: Failed): Failure {
  if ('refused' in reply) {
    const write = isDoorRefusal(reply.refused) ? DOOR[reply.refused] : sentences[reply.refused]
    const sentence = write ? write(reply.detail ?? {}) : BUG
    return { kind: 'refused', refusal: reply.refused, reference: '', ...sentence }
  }
  if ('bug' in reply) return { kind: 'bug', refusal: null, reference: reply.reference, ...BUG }
  return { kind: 'unavailable', refusal: null, reference: reply.reference, ...UNAVAILABLE }
}

function isDoorRefusal(refused: string): refused is DoorRefusal {
  return DOOR_REFUSALS.some((name) => name === refused)
}
