import { makeUp } from '../../contracts/check-in'
import { spendable, type Account } from '../../domain/account'
import { assert } from '../../domain/assert'
import { businessDay } from '../../domain/business-day'
import { checkInStrip } from '../../domain/check-in'
import { burn, expire, type Movement } from '../../domain/ledger'
import { makeUpDay, refuseMakeUp } from '../../domain/make-up'
import { memberHandler } from '../../platform/caller-gate'
import { getDocument } from '../../platform/collection'
import { inForce } from '../../platform/publication'
import { transact } from '../../platform/transaction'
import { earnMonthly } from './check-in'

export const handleMakeUp = memberHandler(makeUp, async (input, context) => {
  const { requestId, day } = input
  const { now, today, accountId } = context
  const { rules, version } = (await inForce(context.brand, now)).program
  return transact(async (tx) => {
    const account = await tx.get('accounts', accountId)
    assert(account !== null, 'a member has an account')
    const strip = (state: typeof account.checkIn) => checkInStrip(state, rules.checkIn, today)
    const joinedOn = businessDay(account.joinedAt)
    const { lastMakeUp } = account.checkIn
    if (lastMakeUp?.requestId === requestId && lastMakeUp.day !== day) {
      return tx.abort({ refused: 'REQUEST_ID_REUSED' as const })
    }
    const refusal = refuseMakeUp(account.checkIn, rules.checkIn, day, joinedOn, today)
    if (refusal) {
      const first = await firstAnswer(account, input)
      return tx.abort(first ? { ...first, strip: strip(account.checkIn) } : refusal)
    }
    const cost = rules.checkIn.makeUp?.cost ?? 0
    const short = cost - spendable(account, today).points
    if (short > 0) return tx.abort({ refused: 'POINTS_SHORT' as const, detail: { short } })
    const made = makeUpDay(account.checkIn, rules.checkIn, day, today)
    const paid = pay(account, input, cost, version, now)
    const moved = earnMonthly(paid, made, rules, version, requestId, context)
    const { balance } = moved.account
    const { monthlyEarned, state } = made
    const told = { requestId, day, cost, monthlyEarned, streakDays: state.streakDays, balance }
    await tx.add('ledger', moved.entries)
    await tx.put('accounts', { ...moved.account, checkIn: { ...state, lastMakeUp: told } })
    const { streakDays } = state
    return { day, cost, monthlyEarned, streakDays, balance, strip: strip(state) }
  })
})

function pay(
  account: Account,
  { requestId, day }: { requestId: string; day: string },
  cost: number,
  ruleVersion: number,
  now: number,
): Movement {
  const start = expire(account, now, ruleVersion)
  const moved = burn(start.account, cost, {
    ...{ key: `make-up:${day}`, source: 'check-in', title: '补签', note: `补 ${day}` },
    ...{ now, ruleVersion, requestId },
  })
  return { account: moved.account, entries: [...start.entries, ...moved.entries] }
}

/** The answer that this request got before, or null. */
async function firstAnswer(account: Account, asked: { requestId: string; day: string }) {
  const { lastMakeUp } = account.checkIn
  if (lastMakeUp?.requestId === asked.requestId && lastMakeUp.day === asked.day) {
    const { day, cost, monthlyEarned, streakDays, balance } = lastMakeUp
    return { day, cost, monthlyEarned, streakDays, balance }
  }
  const entry = await getDocument('ledger', `${account._id}:make-up:${asked.day}`)
  if (entry?.requestId !== asked.requestId) return null
  const { streakDays } = account.checkIn
  const { points, balanceAfter: balance } = entry
  return { day: asked.day, cost: -points, monthlyEarned: 0, streakDays, balance }
}
