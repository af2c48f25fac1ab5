import { openAlert } from '../../domain/message/alert'
import { assert } from '../../domain/assert'
import {
  countWrongCode,
  refuseLockedCodes,
  WRONG_PER_DAY,
} from '../../domain/print-code/wrong-code'
import type { GuideContext } from '../../platform/door/caller-gate'
import type { Context } from '../../platform/door/door'
import { auditLine } from '../../platform/door/audit'
import { transact, type Transaction } from '../../platform/database/transaction'
import type { CodeKind } from '../../domain/account/account-parts'

type Call = Pick<Context, 'brand' | 'now' | 'today' | 'reference'>

/** The alert and the audit line of a lock, in the transaction that counts the try that locks. */
export async function tellLocked(
  tx: Transaction,
  who: { account: string; name: string },
  { kind, wrong }: { kind: CodeKind; wrong: number },
  call: Call,
): Promise<void> {
  const { brand, now, today } = call
  const about = { brand, topic: 'code' as const, subject: who.account }
  const finding = { kind: `code-${kind}` as const, facts: { wrong } }
  const before = await tx.get('alerts', `${who.account}:${finding.kind}`)
  await tx.put('alerts', openAlert(about, finding, before, now))
  const input = { account: who.account, kind, wrong }
  const line = auditLine(call, { operator: who.name, action: 'code.lock', input }, 'CODES_LOCKED')
  await tx.add('audit', [{ ...line, _id: `${brand}:locked:${today}:${who.account}:${kind}` }])
}

/** Counts a guide's wrong code on the roster; returns the lock if it was reached meanwhile. */
export async function countGuidesWrong(kind: CodeKind, { guide, ...call }: GuideContext) {
  return transact(async (tx) => {
    const found = await tx.get('guides', guide._id)
    assert(found !== null, 'a guide who passed the door is on the roster')
    const locked = refuseLockedCodes(found.wrongCodes, kind, call.today)
    if (locked) return tx.abort(locked)
    const counted = countWrongCode(found.wrongCodes, kind, call.today)
    await tx.put('guides', { ...found, wrongCodes: counted.codes })
    const who = { account: guide._id, name: `导购 ${guide.name}` }
    if (counted.locks) await tellLocked(tx, who, { kind, wrong: WRONG_PER_DAY[kind] }, call)
    return null
  })
}

/** Counts a member's wrong code on their account, inside the transaction that read it. */
export async function countMembersWrong(
  tx: Transaction,
  kind: CodeKind,
  accountId: string,
  call: Call,
): Promise<ReturnType<typeof refuseLockedCodes>> {
  const account = await tx.get('accounts', accountId)
  assert(account !== null, 'the account was read before')
  const locked = refuseLockedCodes(account.wrongCodes, kind, call.today)
  if (locked) return locked
  const counted = countWrongCode(account.wrongCodes, kind, call.today)
  await tx.put('accounts', { ...account, wrongCodes: counted.codes })
  const who = { account: accountId, name: `会员 ${account.memberId}` }
  if (counted.locks) await tellLocked(tx, who, { kind, wrong: WRONG_PER_DAY[kind] }, call)
  return null
}
