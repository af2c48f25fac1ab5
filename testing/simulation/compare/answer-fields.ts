import { isDeepStrictEqual } from 'node:util'
import * as v from 'valibot'
import { submitClaim } from '../../../cloudfunctions/contracts/claim/claim'
import { startDuty } from '../../../cloudfunctions/contracts/guide/duty'
import { cancelRedemption, redeem } from '../../../cloudfunctions/contracts/mall/redemption'
import { checkPublications, rollBack } from '../../../cloudfunctions/contracts/programme/program'
import { ACTS } from '../acts/acts'
import type { Ask, Outcome } from '../ask'
import { Misbehaviour } from '../misbehaviour'

/** How a small act is sent and read. */
export function actOf({ act }: Extract<Ask, { kind: 'act' }>) {
  const found = ACTS[act]
  if (!found) throw new Error(`no such act: ${act}`)
  return found
}

/** What the model cannot know before and takes from the answer, by act. */
const LEARNT: Readonly<Record<string, readonly string[]>> = {
  'correction.reverse': ['entry'],
  'print-code.makeBatch': ['batchId'],
  'reservation.cancel': ['code'],
  'reservation.check': ['code'],
  'reservation.pay': ['code'],
  'reservation.reserve': ['code', 'id'],
  'statement.open': ['lines'],
  'task.openInvite': ['code'],
}

/** Fields that an act picks from its answer, and of which the model says nothing. */
export function unsaidOf(ask: Ask, actual: object, expected: object): string[] {
  if (ask.kind !== 'act') return []
  const known = [...Object.keys(expected), ...(LEARNT[ask.act] ?? [])]
  return Object.keys(actual).filter((field) => !known.includes(field))
}

/** Whether all that was foretold is in the answer, as if nothing had come in between. */
export function isWhole(expected: Outcome, actual: Outcome): boolean {
  if ('refused' in expected || 'refused' in actual) {
    return 'refused' in expected && 'refused' in actual && expected.refused === actual.refused
  }
  const fields = Object.keys(expected.ok)
  return fields.every((field) => isDeepStrictEqual(expected.ok[field], actual.ok[field]))
}

/** The fields of an answer that the auditor can predict. */
export function outcomeOf(ask: Ask, outcome: Outcome | null): Outcome | null {
  if (outcome === null || 'refused' in outcome) return outcome
  if (ask.kind === 'redeem') {
    const { redemption, balance } = v.parse(redeem.output, outcome.ok)
    return { ok: { code: redemption.couponId?.split(':')[1] ?? null, balance } }
  }
  if (ask.kind === 'claim') {
    const { claim, balance, paidToDeficit } = v.parse(submitClaim.output, outcome.ok)
    return { ok: { state: claim.state, points: claim.points, balance, paidToDeficit } }
  }
  if (ask.kind === 'publish') {
    const { rejected } = v.parse(checkPublications.output, outcome.ok)
    if (rejected.length > 0) throw new Misbehaviour(JSON.stringify(rejected))
    return { ok: {} }
  }
  if (ask.kind === 'cancel') {
    const { restored, paidToDeficit, balance } = v.parse(cancelRedemption.output, outcome.ok)
    return { ok: { restored, paidToDeficit, balance } }
  }
  if (ask.kind === 'roll-back') {
    return { ok: { version: v.parse(rollBack.output, outcome.ok).version } }
  }
  if (ask.kind === 'act') return { ok: actOf(ask).shown(outcome.ok) }
  if (ask.kind === 'hand-over') return { ok: { code: ask.code } }
  if (ask.kind !== 'duty') return outcome
  return { ok: { shopId: v.parse(startDuty.output, outcome.ok).duty.shopId } }
}
