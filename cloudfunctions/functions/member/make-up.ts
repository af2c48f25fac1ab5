import { makeUp } from '../../contracts/check-in/check-in'
import { spendable, type Account } from '../../domain/account/account'
import { businessDay } from '../../domain/business-day'
import { checkInStrip } from '../../domain/check-in/check-in'
import { refuseUnagreed } from '../../domain/member/consent'
import { monthOccasions } from '../../domain/check-in/check-in-reward'
import { burn, expire } from '../../domain/ledger/ledger'
import { makeUpDay, refuseMakeUp } from '../../domain/check-in/make-up'
import { firstAnswer, withAnswer } from '../../domain/once-only'
import { countDay } from '../../domain/task/task'
import { tasksInForce } from '../../workflows/programme/action-rules'
import { memberHandler, type MemberContext } from '../../platform/door/caller-gate'
import { checkInRules, giveOccasions } from '../../workflows/check-in/check-in-gifts'
import { withFreeCodes } from '../../workflows/coupon/issue-coupon'
import { ownAccount } from '../../platform/door/member-account'
import { inForce, type InForce } from '../../workflows/programme/publication'
import { transact, type Transaction } from '../../platform/database/transaction'
import type { Movement } from '../../domain/ledger/movement'

export const handleMakeUp = memberHandler(makeUp, async (input, context) => {
  const rules = await inForce(context.brand, context.now)
  return withFreeCodes((attempt) =>
    transact((tx) => makeUpOnce(tx, { ...input, attempt }, rules, context)),
  )
})

async function makeUpOnce(
  tx: Transaction,
  asked: { requestId: string; day: string; attempt: number },
  inForceNow: InForce,
  { now, today, accountId }: MemberContext,
) {
  const { requestId, day, attempt } = asked
  const rules = checkInRules(inForceNow)
  const account = await ownAccount(tx, accountId)
  const strip = (state: typeof account.checkIn) => checkInStrip(state, rules, today)
  const joinedOn = businessDay(account.joinedAt)
  const { makeUpRequests } = account.checkIn
  const again = firstAnswer(makeUpRequests, { requestId, about: day })
  if (again) {
    return tx.abort('told' in again ? { ...again.told, strip: strip(account.checkIn) } : again)
  }
  const refusal = refuseMakeUp(account.checkIn, rules, day, joinedOn, today)
  if (refusal) return tx.abort(refusal)
  const unagreed = refuseUnagreed(account, inForceNow.program)
  if (unagreed) return tx.abort(unagreed)
  const cost = rules.makeUp?.cost ?? 0
  const short = cost - spendable(account, today).points
  if (short > 0) return tx.abort({ refused: 'POINTS_SHORT' as const, detail: { short } })
  const made = makeUpDay(account.checkIn, rules, day, today)
  const paid = pay(account, asked, cost, inForceNow.program.versions, now)
  const steps = monthOccasions(made.steps, day)
  const giving = { rules: inForceNow, requestId, now, attempt }
  const moved = await giveOccasions(tx, paid, steps, giving)
  const { growthEarned, coupons, cap } = moved
  const monthlyEarned = moved.earned.reduce((sum, each) => sum + each, 0)
  const won = { monthlyEarned, growthEarned, coupons, cap }
  const { streakDays } = made
  const told = { day, cost, ...won, streakDays, balance: moved.account.balance }
  await tx.add('ledger', moved.entries)
  const requests = withAnswer(makeUpRequests, { requestId, about: day }, told)
  const checkIn = { ...made.state, makeUpRequests: requests }
  const counted = countDay(moved.account, tasksInForce(inForceNow), day, now)
  await tx.put('accounts', { ...counted, checkIn })
  return { ...told, strip: strip(made.state) }
}

function pay(
  account: Account,
  { requestId, day }: { requestId: string; day: string },
  cost: number,
  versions: InForce['program']['versions'],
  now: number,
): Movement {
  const start = expire(account, now, versions.expiry)
  const moved = burn(start.account, cost, {
    key: `make-up:${day}`,
    source: 'check-in',
    now,
    ruleVersion: versions['check-in'],
    requestId,
    happened: { what: 'make-up', facts: { day } },
  })
  return { account: moved.account, entries: [...start.entries, ...moved.entries] }
}
