import { checkIn, openCheckIn } from '../../contracts/check-in/check-in'
import type { Account } from '../../domain/account/account'
import { businessDay, monthOf } from '../../domain/business-day'
import { refuseUnagreed } from '../../domain/member/consent'
import {
  checkedDays,
  checkInStrip,
  decideCheckIn,
  firstMonth,
  giftShown,
  type CheckInRules,
} from '../../domain/check-in/check-in'
import { lastDayOf } from '../../domain/check-in/check-in-run'
import { dayOccasion, monthOccasions } from '../../domain/check-in/check-in-reward'
import { expire } from '../../domain/ledger/ledger'
import { firstAnswer } from '../../domain/once-only'
import { makeUpsLeft, missedDays } from '../../domain/check-in/make-up'
import { countDay } from '../../domain/task/task'
import { tasksInForce } from '../../workflows/programme/action-rules'
import { memberHandler, visitorHandler, type MemberContext } from '../../platform/door/caller-gate'
import { checkInRules, giveOccasions } from '../../workflows/check-in/check-in-gifts'
import { withFreeCodes } from '../../workflows/coupon/issue-coupon'
import { ownAccount, readOwnAccount } from '../../platform/door/member-account'
import { inForce, type InForce } from '../../workflows/programme/publication'
import { transact, type Transaction } from '../../platform/database/transaction'
import { newCheckInState } from '../../domain/account/account-parts'

export const handleOpenCheckIn = visitorHandler(openCheckIn, async (input, context) => {
  const { brand, now, today, accountId } = context
  const rules = checkInRules(await inForce(brand, now))
  const account = await readOwnAccount(accountId)
  const state = account?.checkIn ?? newCheckInState()
  const month = input.month ?? monthOf(today)
  const joinedOn = businessDay(account?.joinedAt ?? now)
  const done = checkedDays(state, month)
  return {
    strip: checkInStrip(state, rules, today),
    month,
    firstMonth: firstMonth(joinedOn, today),
    checkedDays: done,
    joined: account !== null,
    monthly: rules.monthly.map((step) => {
      const { days, points } = step
      return { days, points, gift: giftShown(step), reached: done.length >= days }
    }),
    makeUp: rules.makeUp && {
      cost: rules.makeUp.cost,
      withinDays: rules.makeUp.withinDays,
      left: makeUpsLeft(state, rules, today),
      days: account ? missedDays(state, rules, joinedOn, today) : [],
    },
  }
})

export const handleCheckIn = memberHandler(checkIn, async ({ requestId }, context) => {
  const rules = await inForce(context.brand, context.now)
  return withFreeCodes((attempt) =>
    transact((tx) => checkInOnce(tx, { requestId, attempt }, rules, context)),
  )
})

async function checkInOnce(
  tx: Transaction,
  asked: { requestId: string; attempt: number },
  inForceNow: InForce,
  { now, today, accountId }: MemberContext,
) {
  const rules = checkInRules(inForceNow)
  const account = await ownAccount(tx, accountId)
  const again = answerOfToday(account, rules, asked.requestId, today)
  if (again) return tx.abort(again)
  const unagreed = refuseUnagreed(account, inForceNow.program)
  if (unagreed) return tx.abort(unagreed)
  const decision = decideCheckIn(account.checkIn, rules, today)
  if ('refused' in decision) return tx.abort(decision)
  const start = expire(account, now, inForceNow.program.versions.expiry)
  const occasions = [dayOccasion(decision, today), ...monthOccasions(decision.steps, today)]
  const paid = await giveOccasions(tx, start, occasions, { ...asked, rules: inForceNow, now })
  const [earned = 0, ...monthly] = paid.earned
  const { paidToDeficit, growthEarned, coupons, cap } = paid
  const told = {
    earned,
    monthlyEarned: monthly.reduce((sum, each) => sum + each, 0),
    growthEarned,
    coupons,
    cap,
    paidToDeficit,
    balance: paid.account.balance,
    streakDays: decision.streakDays,
  }
  const state = { ...decision.state, last: { requestId: asked.requestId, ...told } }
  await tx.add('ledger', paid.entries)
  const counted = countDay(paid.account, tasksInForce(inForceNow), today, now)
  await tx.put('accounts', { ...counted, checkIn: state })
  return { day: today, ...told, strip: checkInStrip(state, rules, today) }
}

/** The answer that this request got before; an id kept from another day is a new request. */
function answerOfToday(account: Account, rules: CheckInRules, requestId: string, today: string) {
  const { last } = account.checkIn
  if (!last || lastDayOf(account.checkIn) !== today) return null
  const { requestId: before, ...told } = last
  const first = firstAnswer([{ requestId: before, about: today, told }], {
    requestId,
    about: today,
  })
  if (!first || 'refused' in first) return first
  return { day: today, ...first.told, strip: checkInStrip(account.checkIn, rules, today) }
}
