import type { Account } from '../account/account'
import { earnForAction, type ActionRules } from '../ledger/action-reward'
import { afterYear, changeableFrom, tellBirthday, type MonthDay } from '../account/birthday'
import { businessDay } from '../business-day'
import { expire } from '../ledger/ledger'
import { withAnswer } from '../once-only'
import { nextTierDay } from '../tier/tier-due'
import { tierStateOn, type TierTerms } from '../tier/tier-state'
import type { Movement } from '../ledger/movement'
import type { Happened } from '../account/entry-facts'
import type { BirthdayAnswer } from '../account/account-parts'

export interface ProfileRules extends ActionRules {
  points: number
  /** Absent where the programme has no tier policy. */
  tierTerms?: TierTerms
}

/** Why the birthday cannot be set now, or null. */
export function refuseBirthday(account: Account, now: number) {
  const from = account.profile && changeableFrom(account.profile.birthday)
  if (from === undefined || businessDay(now) >= from) return null
  return { refused: 'BIRTHDAY_SET_LATELY' as const, detail: { from } }
}

/** 完善资料: stores the birthday; the first time brings its reward, once forever. */
export function setBirthday(
  account: Account,
  monthDay: MonthDay,
  rules: ProfileRules,
  asked: { requestId: string; now: number },
): Movement & { told: BirthdayAnswer } {
  const isFirst = account.profile === undefined
  const today = businessDay(asked.now)
  const told = tellBirthday(account.profile?.birthday ?? null, monthDay, today)
  const birthday = isFirst ? afterYear(told, account.birthdayYear) : told
  const moved = isFirst && rules.points > 0 ? reward(account, rules, asked) : nothing(account)
  const { balance } = moved.account
  const { earned, missed, entries } = moved
  const answer = { birthday: monthDay, changeableFrom: changeableFrom(birthday) }
  const answered = { ...answer, earned, missed, balance }
  const request = { requestId: asked.requestId, about: monthDay }
  const requests = withAnswer(account.profile?.requests, request, answered)
  const next = { ...moved.account, profile: { birthday, requests } }
  return { account: { ...next, ...lookAgain(next, rules, asked.now) }, entries, told: answered }
}

/** So that the tier's job handles the new birthday on its day. */
function lookAgain(account: Account, { tierTerms }: ProfileRules, now: number): Partial<Account> {
  if (!tierTerms) return {}
  const today = businessDay(now)
  const next = nextTierDay(account, tierStateOn(account, tierTerms, today), tierTerms, today)
  const { nextTier } = account
  return nextTier < next ? {} : { nextTier: next }
}

function nothing(account: Account) {
  return { account, entries: [], earned: 0, missed: 0 }
}

function reward(account: Account, rules: ProfileRules, asked: { requestId: string; now: number }) {
  const start = expire(account, asked.now, rules.expiryVersion)
  const birthdayReward = {
    action: 'profile' as const,
    key: 'birthday',
    points: rules.points,
    growth: 0,
  }
  const happened: Happened = { what: 'profile', facts: { told: 'birthday' } }
  const moved = earnForAction(start.account, { ...birthdayReward, happened }, rules, asked)
  const entries = [...start.entries, ...moved.entries]
  return { account: moved.account, entries, earned: moved.earned, missed: moved.hit?.missed ?? 0 }
}
