import { adjustPoints, reverseEntry } from '../../contracts/books/correction'
import { accountId, spendable, type Account } from '../../domain/account/account'
import {
  adjust,
  adjustKey,
  refuseReverse,
  reverse,
  reverseKey,
  type CorrectionTerms,
} from '../../domain/books/correction'
import { withoutNickname } from '../../domain/staff/staff-words'
import { tierMoves } from '../../domain/tier/tier-due'
import { tierTermsOf } from '../../domain/tier/tier-standing'
import { assert } from '../../domain/assert'
import { refuseOther } from '../../domain/once-only'
import { findDocuments } from '../../platform/database/collection'
import { inForce } from '../../workflows/programme/publication'
import { staffHandler, type StaffContext } from '../../platform/door/staff-gate'
import { contentHash } from '../../platform/ids'
import { passMove } from '../../workflows/staff/move-limits'
import { refuseOwnAffair } from '../../workflows/staff/own-affair'
import { transact, type Transaction } from '../../platform/database/transaction'
import type { By, Entry } from '../../domain/account/entry'
import type { Movement } from '../../domain/ledger/movement'

const NOT_FOUND = { refused: 'MEMBER_NOT_FOUND' as const }

export const handleReverseEntry = staffHandler(reverseEntry, async (input, context) => {
  const { brand, today } = context
  const id = accountId(brand, input.memberId)
  const by = byOf(input, context)
  const terms = await correctionTerms(context)
  // An entry never changes, so it is read outside the transaction, where queries by number work.
  const where = { account: id, seq: input.entry }
  const [entry] = await findDocuments('ledger', { where, limit: 1 })
  return transact(async (tx) => {
    const own = await refuseOwnAffair(tx, context, input.operator, [input.memberId])
    if (own) return tx.abort(own)
    const account = await tx.get('accounts', id)
    if (!account || account.leftAt !== undefined) return tx.abort(NOT_FOUND)
    if (!entry) return tx.abort({ refused: 'ENTRY_NOT_FOUND' as const })
    const before = await tx.get('ledger', `${id}:${reverseKey(entry.seq)}`)
    if (before) {
      return tx.abort(
        isBy(before, by, account) ? answerOf(before) : { refused: 'ALREADY_REVERSED' as const },
      )
    }
    const refusal = refuseReverse(entry, today)
    if (refusal) return tx.abort(refusal)
    const points = entry.deficit - entry.points
    const move = { kind: 'reverse' as const, entry: entry.seq }
    const asked = { _id: `${id}:${reverseKey(entry.seq)}`, account: id, move, points }
    const stopped = await passMove(tx, context, input.operator, { ...asked, reason: by.reason })
    return stopped ?? writeCorrection(tx, reverse(account, entry, by, terms))
  })
})

export const handleAdjustPoints = staffHandler(adjustPoints, async (input, context) => {
  const { requestId, points } = input
  const id = accountId(context.brand, input.memberId)
  const by = byOf(input, context)
  const terms = await correctionTerms(context)
  return transact(async (tx) => {
    const own = await refuseOwnAffair(tx, context, input.operator, [input.memberId])
    if (own) return tx.abort(own)
    const account = await tx.get('accounts', id)
    if (!account || account.leftAt !== undefined) return tx.abort(NOT_FOUND)
    const before = await tx.get('ledger', `${id}:${adjustKey(requestId)}`)
    if (before) {
      const about = aboutOf(points, by.operator, withoutNickname(by.reason, account.nickname))
      const moved = before.points - before.deficit
      const kept = aboutOf(moved, before.by?.operator, before.by?.reason)
      return tx.abort(refuseOther(kept, about) ?? answerOf(before))
    }
    const short = -points - spendable(account, context.today).points
    if (short > 0) return tx.abort({ refused: 'POINTS_SHORT' as const, detail: { short } })
    const move = { kind: 'adjust' as const, requestId, points }
    const asked = { _id: `${id}:${adjustKey(requestId)}`, account: id, move, points }
    const stopped = await passMove(tx, context, input.operator, { ...asked, reason: by.reason })
    return stopped ?? writeCorrection(tx, adjust(account, points, requestId, by, terms))
  })
})

/** The account first: a second writer then meets a conflict and not a duplicate entry. */
export async function writeCorrection(tx: Transaction, { account, entries }: Movement) {
  await tx.put('accounts', account)
  await tx.add('ledger', entries)
  const made = entries.at(-1)
  assert(made !== undefined, 'a correction has its entry')
  return answerOf(made)
}

function answerOf({ seq, points, deficit, balanceAfter }: Entry) {
  return { entry: seq, points, deficit, balance: balanceAfter }
}

function byOf(input: By, { staffName }: StaffContext): By {
  return { operator: staffName ?? input.operator, reason: input.reason }
}

/** An entry keeps the reason without the member's name, so the name is removed before comparing. */
function isBy({ by: said }: Entry, by: By, { nickname }: Account): boolean {
  return said?.operator === by.operator && said.reason === withoutNickname(by.reason, nickname)
}

function aboutOf(points: number, operator = '', reason = ''): string {
  return contentHash({ points, operator, reason })
}

export async function correctionTerms({ brand, now }: StaffContext): Promise<CorrectionTerms> {
  const { rules, versions } = (await inForce(brand, now)).program
  return {
    now,
    ruleVersion: versions.expiry,
    expiry: rules.expiry,
    afterGrowth: tierMoves(tierTermsOf(rules)),
  }
}
