import { ACTION_TITLES } from '../../contracts/action-titles'
import { ApprovalView, decideApproval, listApprovals } from '../../contracts/staff/approval'
import { groupOf, isSamePerson, type Approval } from '../../domain/staff/approval'
import { spendable, type Account } from '../../domain/account/account'
import {
  adjust,
  refuseReverse,
  reverse,
  reverseKey,
  type CorrectionTerms,
} from '../../domain/books/correction'
import { _ } from '../../platform/wechat/cloud'
import { findDocuments, getDocument } from '../../platform/database/collection'
import { readable } from '../../platform/door/damaged'
import { isRefused } from '../../platform/door/door'
import { staffHandler } from '../../platform/door/staff-gate'
import { personOf } from '../../workflows/staff/move-limits'
import { refuseOwnAffair } from '../../workflows/staff/own-affair'
import { transact, type Transaction } from '../../platform/database/transaction'
import { correctionTerms, writeCorrection } from './correction'
import type { By, Entry } from '../../domain/account/entry'

const SHOWN = 50

export const handleListApprovals = staffHandler(listApprovals, async (_input, context) => {
  const { brand, now } = context
  const found = await findDocuments('approvals', {
    where: { brand, state: 'open', expiresAt: _.gte(now) },
    sort: [['expiresAt', 1]],
    limit: SHOWN,
  })
  return { approvals: await readable(context, 'approvals', found, ApprovalView, viewOf) }
})

function viewOf(approval: Approval) {
  const { _id, account, points, reason, requestedBy, requestedAt, expiresAt } = approval
  const memberId = approval.move.kind === 'codes' ? null : memberOf(account)
  const asked = { approvalId: _id, memberId, points, reason }
  return { ...asked, requestedBy: requestedBy.name, requestedAt, expiresAt }
}

/** The second person's decision and the movement are one transaction. */
export const handleDecideApproval = staffHandler(decideApproval, async (input, context) => {
  const { brand, now, today } = context
  const { approvalId, approve: approved } = input
  const person = personOf(context, input.operator)
  const terms = await correctionTerms(context)
  const entry = await entryOf(await getDocument('approvals', approvalId))
  return transact(async (tx) => {
    const approval = await tx.get('approvals', approvalId)
    if (approval?.brand !== brand) return tx.abort({ refused: 'APPROVAL_NOT_FOUND' as const })
    if (approval.move.kind === 'codes') return tx.abort(THEMSELVES)
    const own = await refuseOwnAffair(tx, context, input.operator, [memberOf(approval.account)])
    if (own) return tx.abort(own)
    const account = await tx.get('accounts', approval.account)
    if (!account || account.leftAt !== undefined) {
      return tx.abort({ refused: 'MEMBER_NOT_FOUND' as const })
    }
    const answer = { approvalId, approved, balance: account.balance }
    if (approval.state !== 'open') {
      const word = approved ? 'approved' : 'rejected'
      const isAgain = approval.decidedBy && isSamePerson(approval.decidedBy, person)
      const same = isAgain && approval.state === word
      return tx.abort(same ? answer : { refused: 'APPROVAL_DECIDED' as const })
    }
    if (now > approval.expiresAt) return tx.abort({ refused: 'APPROVAL_EXPIRED' as const })
    if (isSamePerson(approval.requestedBy, person)) return tx.abort(SAME)
    if (approved && groupOf(approval.move) !== 'points') return tx.abort(THEMSELVES)
    const state = approved ? ('approved' as const) : ('rejected' as const)
    await tx.put('approvals', { ...approval, state, decidedBy: person, decidedAt: now })
    if (!approved) return answer
    const by = {
      operator: approval.requestedBy.name,
      reason: approval.reason,
      approver: person.name,
    }
    const done = await move(tx, approval, { account, entry, by, terms, today })
    return isRefused(done) ? tx.abort(done) : { ...answer, balance: done.balance }
  })
})

const SAME = {
  refused: 'SECOND_PERSON_NEEDED' as const,
  detail: { reason: '提出的人不能自己复核，请另一位有权限的人来' },
}

/** The person must have seen what they decide. */
const THEMSELVES = {
  refused: 'SECOND_PERSON_NEEDED' as const,
  detail: {
    reason:
      '这一笔请自己做一遍同样的操作来复核：认领到认领核对里决定，' +
      `兑换用「${ACTION_TITLES['redemption.cancelByStaff']}」取消，` +
      `印刷码用「${ACTION_TITLES['print-code.activate']}」启用，不该启用的用「${ACTION_TITLES['print-code.void']}」作废`,
  },
}

interface Facts {
  account: Account
  entry: Entry | null
  by: By
  terms: CorrectionTerms
  today: string
}

/** What was possible at the time of the request may no longer be. */
async function move(tx: Transaction, { move }: Approval, facts: Facts) {
  const { account, entry, by, terms, today } = facts
  if (move.kind === 'adjust') {
    const short = -move.points - spendable(account, today).points
    if (short > 0) return { refused: 'POINTS_SHORT' as const, detail: { short } }
    return writeCorrection(tx, adjust(account, move.points, move.requestId, by, terms))
  }
  if (!entry || move.kind !== 'reverse') return { refused: 'NOT_REVERSIBLE' as const }
  const before = await tx.get('ledger', `${account._id}:${reverseKey(entry.seq)}`)
  if (before) return { refused: 'ALREADY_REVERSED' as const }
  return refuseReverse(entry, today) ?? writeCorrection(tx, reverse(account, entry, by, terms))
}

/** An entry never changes, so it is read outside the transaction. */
async function entryOf(approval: Approval | null): Promise<Entry | null> {
  if (approval?.move.kind !== 'reverse') return null
  const where = { account: approval.account, seq: approval.move.entry }
  return (await findDocuments('ledger', { where, limit: 1 }))[0] ?? null
}

function memberOf(account: string): string {
  return account.slice(account.indexOf(':') + 1)
}
