import { makeUp } from '../../contracts/check-in'
import { spendable } from '../../domain/account'
import { assert } from '../../domain/assert'
import { businessDay } from '../../domain/business-day'
import { checkInStrip } from '../../domain/check-in'
import { burn, expire } from '../../domain/ledger'
import { makeUpDay, refuseMakeUp } from '../../domain/make-up'
import { memberHandler } from '../../platform/caller-gate'
import { getDocument } from '../../platform/collection'
import { inForce } from '../../platform/publication'
import { transact } from '../../platform/transaction'

export const handleMakeUp = memberHandler(makeUp, async ({ requestId, day }, context) => {
  const { brand, now, today, accountId } = context
  const { rules, version } = (await inForce(brand, now)).program
  const key = `make-up:${day}`
  return transact(async (tx) => {
    const account = await tx.get('accounts', accountId)
    assert(account !== null, 'a member has an account')
    const strip = (state: typeof account.checkIn) => checkInStrip(state, rules.checkIn, today)
    const joinedOn = businessDay(account.joinedAt)
    const refusal = refuseMakeUp(account.checkIn, rules.checkIn, day, joinedOn, today)
    if (refusal) {
      const first = await getDocument('ledger', `${accountId}:${key}`)
      if (first?.requestId !== requestId) return tx.abort(refusal)
      const { streakDays } = account.checkIn
      const told = { day, cost: -first.points, streakDays, balance: first.balanceAfter }
      return tx.abort({ ...told, strip: strip(account.checkIn) })
    }
    const cost = rules.checkIn.makeUp?.cost ?? 0
    const short = cost - spendable(account, today).points
    if (short > 0) return tx.abort({ refused: 'POINTS_SHORT' as const, detail: { short } })
    const start = expire(account, now, version)
    const moved = burn(start.account, cost, {
      key,
      source: 'check-in',
      title: '补签',
      note: `补 ${day}`,
      now,
      ruleVersion: version,
      requestId,
    })
    const state = makeUpDay(account.checkIn, day, today)
    await tx.add('ledger', [...start.entries, ...moved.entries])
    await tx.put('accounts', { ...moved.account, checkIn: state })
    const { balance } = moved.account
    return { day, cost, streakDays: state.streakDays, balance, strip: strip(state) }
  })
})
