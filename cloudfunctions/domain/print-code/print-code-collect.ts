import type { Account } from '../account/account'
import { earnForAction, type ActionReward, type ActionRules } from '../ledger/action-reward'
import { addDays, businessDay } from '../business-day'
import { roomFor } from '../ledger/cap'
import { expire } from '../ledger/ledger'
import { firstAnswer, withAnswer } from '../once-only'
import type { Movement } from '../ledger/movement'

/** Wrong codes that a member may try in one business day. */
export const WRONG_CODES_PER_DAY = 10

/** 码, known only by its keyed hash. The document is the lock: the first to write it has it. */
export interface PrintCode {
  _id: string
  brand: string
  batch: string
  /**
   * On the code and not only on its batch: so voiding and collecting write the same document. No
   * code is collected once the voiding is answered, and members do not all read one batch document.
   */
  state: 'made' | 'active' | 'collected' | 'void'
  points: number
  batchName: string
  /** The members who made its batch; on the code for the same reason. */
  makers: string[]
  makerKeys: string[]
  collected: {
    account: string
    requestId: string
    at: number
    /** The first answer, for a repeated request. */
    points: number
    balance: number
    paidToDeficit: number
  } | null
}

interface Asked {
  requestId: string
  codeId: string
}

export interface Collected {
  points: number
  /** Points that the daily cap kept back; above 0 only for a code worth more than the whole cap. */
  missed: number
  balance: number
  paidToDeficit: number
  batchName: string
}

function wrongToday(account: Account, now: number): number {
  const tries = account.printCodes
  return tries?.day === businessDay(now) ? tries.wrong : 0
}

/** Notes what a request was about, and counts it when it was wrong. */
function noteTry(
  account: Account,
  now: number,
  { requestId, codeId: about }: Asked,
  wrong: 0 | 1,
): Account {
  const day = businessDay(now)
  const requests = withAnswer(account.printCodes?.requests, { requestId, about }, null)
  return { ...account, printCodes: { day, wrong: wrongToday(account, now) + wrong, requests } }
}

/** The earlier answer of this request; a request id that was about another code is refused. */
export function firstCodeAnswer(
  account: Account,
  code: PrintCode | null,
  asked: Asked,
  now: number,
) {
  if (code?.collected?.account === account._id && code.collected.requestId === asked.requestId) {
    const { batchName, collected } = code
    const { points, balance, paidToDeficit } = collected
    const missed = code.points - points
    return { points, missed, balance, paidToDeficit, batchName } satisfies Collected
  }
  const { requestId, codeId: about } = asked
  const before = firstAnswer(account.printCodes?.requests, { requestId, about })
  if (!before || 'refused' in before) return before
  return code ? null : unknownCode(wrongToday(account, now))
}

function unknownCode(wrong: number) {
  const left = Math.max(0, WRONG_CODES_PER_DAY - wrong)
  return { refused: 'CODE_UNKNOWN' as const, detail: { left } }
}

/** A member with too many wrong tries waits for the next day, even with good codes. */
export function refuseLocked(account: Account, now: number) {
  if (wrongToday(account, now) < WRONG_CODES_PER_DAY) return null
  return { refused: 'CODE_LOCKED' as const, detail: { until: addDays(businessDay(now), 1) } }
}

/** Counts a code that no batch contains, and says how many tries are left. */
export function countWrong(account: Account, asked: Asked, now: number) {
  const counted = noteTry(account, now, asked, 1)
  return { account: counted, answer: unknownCode(wrongToday(counted, now)) }
}

/** Why this member cannot have this code, or null; nobody acts for themselves. */
export function refuseCollect(code: PrintCode, account: Account, ownKeys: readonly string[]) {
  const isMaker =
    code.makers.includes(account.memberId) || code.makerKeys.some((key) => ownKeys.includes(key))
  if (isMaker) return { refused: 'OWN_CODE' as const }
  const { collected, state } = code
  if (collected) {
    const { points } = collected
    const on = businessDay(collected.at)
    return collected.account === account._id
      ? { refused: 'CODE_COLLECTED_BY_YOU' as const, detail: { on, points } }
      : { refused: 'CODE_COLLECTED' as const, detail: { on } }
  }
  if (state === 'active') return null
  const reason = state === 'void' ? 'void' : 'notYet'
  return { refused: 'CODE_NOT_ACTIVE' as const, detail: { reason } }
}

/**
 * If the day's cap leaves too little room for a code, the member can collect it on another day. A
 * code that alone is worth more than the cap is accepted on an otherwise unused day, or it could
 * never be collected.
 */
export function refuseFull(
  code: PrintCode,
  account: Account,
  caps: ActionRules['caps'],
  now: number,
) {
  const room = roomFor(account, caps, 'print-code', now)
  if (!room || code.points <= room.left || room.left === room.limit) return null
  const until = addDays(businessDay(now), 1)
  return { refused: 'CODE_CAP_REACHED' as const, detail: { limit: room.limit, until } }
}

/** The points of a code, for the first member who enters it. */
export function collect(
  code: PrintCode,
  account: Account,
  rules: ActionRules,
  requestId: string,
  now: number,
): Movement & { code: PrintCode; answer: Collected } {
  const { batchName } = code
  const asked = { requestId, codeId: code._id }
  const start = expire(noteTry(account, now, asked, 0), now, rules.expiryVersion)
  const reward: ActionReward = {
    action: 'print-code' as const,
    key: code._id,
    points: code.points,
    growth: 0,
    happened: { what: 'print-code', facts: { batch: batchName } },
    ref: code._id,
  }
  const moved = earnForAction(start.account, reward, rules, { requestId, now })
  const { earned: points, paidToDeficit } = moved
  const missed = code.points - points
  const { balance } = moved.account
  const by = { account: account._id, requestId, at: now, points, balance, paidToDeficit }
  return {
    account: moved.account,
    entries: [...start.entries, ...moved.entries],
    code: { ...code, state: 'collected', collected: by },
    answer: { points, missed, balance, paidToDeficit, batchName },
  }
}
