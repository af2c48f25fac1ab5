import { checkIn, openCheckIn } from '../../contracts/check-in'
import type { ProgramRules } from '../../contracts/program'
import type { Account } from '../../domain/account'
import { assert } from '../../domain/assert'
import { businessDay, monthOf } from '../../domain/business-day'
import {
  checkedDays,
  checkInStrip,
  decideCheckIn,
  newCheckInState,
  type CheckedIn,
} from '../../domain/check-in'
import { earn, expire, type Movement } from '../../domain/ledger'
import { makeUpsLeft, missedDays } from '../../domain/make-up'
import { memberHandler, type MemberContext, type VisitorContext } from '../../platform/caller-gate'
import { getDocument } from '../../platform/collection'
import { handler } from '../../platform/door'
import { inForce } from '../../platform/publication'
import { transact } from '../../platform/transaction'

export const handleOpenCheckIn = handler(openCheckIn, async (input, context: VisitorContext) => {
  const { brand, now, today, accountId } = context
  const rules = (await inForce(brand, now)).program.rules.checkIn
  const account = accountId ? await getDocument('accounts', accountId) : null
  const state = account?.checkIn ?? newCheckInState()
  const month = input.month ?? monthOf(today)
  const joinedOn = businessDay(account?.joinedAt ?? now)
  const done = checkedDays(state, month)
  return {
    strip: checkInStrip(state, rules, today),
    month,
    checkedDays: done,
    joined: account !== null,
    monthly: rules.monthly.map((step) => ({ ...step, reached: done.length >= step.days })),
    makeUp: rules.makeUp && {
      cost: rules.makeUp.cost,
      withinDays: rules.makeUp.withinDays,
      left: makeUpsLeft(state, rules, today),
      days: account ? missedDays(state, rules, joinedOn, today) : [],
    },
  }
})

export const handleCheckIn = memberHandler(checkIn, async ({ requestId }, context) => {
  const { brand, now, today, accountId } = context
  const { rules, version } = (await inForce(brand, now)).program
  return transact(async (tx) => {
    const account = await tx.get('accounts', accountId)
    assert(account !== null, 'a member has an account')
    const again = firstAnswer(account, rules, requestId, today)
    if (again) return tx.abort(again)
    const decision = decideCheckIn(account.checkIn, rules.checkIn, today)
    if ('refused' in decision) return tx.abort(decision)
    const moved = reward(account, decision, rules, version, requestId, context)
    const { earned, monthlyEarned } = decision
    const { paidToDeficit } = moved
    const { balance } = moved.account
    const last = { requestId, earned, monthlyEarned, paidToDeficit, balance }
    const state = { ...decision.state, last }
    await tx.add('ledger', moved.entries)
    await tx.put('accounts', { ...moved.account, checkIn: state })
    return {
      ...{ day: today, earned, monthlyEarned, paidToDeficit, balance },
      streakDays: state.streakDays,
      strip: checkInStrip(state, rules.checkIn, today),
    }
  })
})

/** The answer that this request got before; a request id kept from another day is a new one. */
function firstAnswer(account: Account, rules: ProgramRules, requestId: string, today: string) {
  const { last, lastDay, streakDays } = account.checkIn
  if (last?.requestId !== requestId || lastDay !== today) return null
  const { earned, monthlyEarned, paidToDeficit, balance } = last
  return {
    ...{ day: today, earned, monthlyEarned, paidToDeficit, balance, streakDays },
    strip: checkInStrip(account.checkIn, rules.checkIn, today),
  }
}

/** The reward of the day and, when a step of the month is reached, that of the month. */
function reward(
  account: Account,
  decision: CheckedIn,
  rules: ProgramRules,
  version: number,
  requestId: string,
  { now, today }: MemberContext,
): Movement & { paidToDeficit: number } {
  const start = expire(account, now, version)
  const cause = { source: 'check-in' as const, now, ruleVersion: version, requestId }
  const day = earn(start.account, { points: decision.earned, growth: 0 }, rules.expiry, {
    ...cause,
    key: `check-in:${today}`,
    title: '每日签到',
    note: `连签第 ${decision.state.streakDays} 天`,
  })
  const entries = [...start.entries, ...day.entries]
  const paid = { account: day.account, entries }
  const moved = earnMonthly(paid, decision, rules, version, requestId, { now, today })
  return { ...moved, paidToDeficit: day.paidToDeficit + moved.paidToDeficit }
}

/** 当月累计: adds the month's own reward to a movement, when a step was reached. */
export function earnMonthly(
  before: Movement,
  reached: { monthlyEarned: number; monthlyDays: number },
  rules: ProgramRules,
  ruleVersion: number,
  requestId: string,
  { now, today }: Pick<MemberContext, 'now' | 'today'>,
): Movement & { paidToDeficit: number } {
  const { monthlyEarned, monthlyDays } = reached
  if (monthlyEarned === 0) return { ...before, paidToDeficit: 0 }
  const month = monthOf(today)
  const points = { points: monthlyEarned, growth: 0 }
  const moved = earn(before.account, points, rules.expiry, {
    ...{ source: 'check-in' as const, now, ruleVersion, requestId },
    key: `check-in:${month}:days:${monthlyDays}`,
    title: '当月签到奖励',
    note: `${Number(month.slice(5))} 月签到满 ${monthlyDays} 天`,
  })
  return { ...moved, entries: [...before.entries, ...moved.entries] }
}
