import { checkIn, openCheckIn } from '../../contracts/check-in'
import { assert } from '../../domain/assert'
import { monthOf } from '../../domain/business-day'
import { checkedDays, checkInStrip, decideCheckIn, newCheckInState } from '../../domain/check-in'
import { earn, expire } from '../../domain/ledger'
import { memberHandler, type VisitorContext } from '../../platform/caller-gate'
import { getDocument } from '../../platform/collection'
import { handler } from '../../platform/door'
import { inForce } from '../../platform/publication'
import { transact } from '../../platform/transaction'

export const handleOpenCheckIn = handler(openCheckIn, async (input, context: VisitorContext) => {
  const { brand, now, today, accountId } = context
  const { rules } = (await inForce(brand, now)).program
  const account = accountId ? await getDocument('accounts', accountId) : null
  const state = account?.checkIn ?? newCheckInState()
  const month = input.month ?? monthOf(today)
  return {
    strip: checkInStrip(state, rules.checkIn, today),
    month,
    checkedDays: checkedDays(state, month),
    joined: account !== null,
  }
})

export const handleCheckIn = memberHandler(checkIn, async ({ requestId }, context) => {
  const { brand, now, today, accountId } = context
  const { rules, version } = (await inForce(brand, now)).program
  return transact(async (tx) => {
    const account = await tx.get('accounts', accountId)
    assert(account !== null, 'a member has an account')
    const strip = (state: typeof account.checkIn) => checkInStrip(state, rules.checkIn, today)
    const { last, lastDay, streakDays } = account.checkIn
    if (last?.requestId === requestId && lastDay === today) {
      const { earned, paidToDeficit, balance } = last
      const first = { day: today, earned, paidToDeficit, balance, streakDays }
      return tx.abort({ ...first, strip: strip(account.checkIn) })
    }
    const decision = decideCheckIn(account.checkIn, rules.checkIn, today)
    if ('refused' in decision) return tx.abort(decision)
    const start = expire(account, now, version)
    const reward = { points: decision.earned, growth: 0 }
    const moved = earn(start.account, reward, rules.expiry.months, {
      key: `check-in:${today}`,
      source: 'check-in',
      title: '每日签到',
      note: `连签第 ${decision.state.streakDays} 天`,
      now,
      ruleVersion: version,
      requestId,
    })
    const { balance } = moved.account
    const { earned } = decision
    const { paidToDeficit } = moved
    const state = { ...decision.state, last: { requestId, earned, paidToDeficit, balance } }
    await tx.add('ledger', [...start.entries, ...moved.entries])
    await tx.put('accounts', { ...moved.account, checkIn: state })
    return {
      ...{ day: today, earned, paidToDeficit, balance },
      streakDays: state.streakDays,
      strip: strip(state),
    }
  })
})
