import type { ProgramRules } from '../../contracts/programme/program'
import { openProfile, setBirthday } from '../../contracts/member/profile'
import type { Account } from '../../domain/account/account'
import { birthdayAt, changeableFrom, DAYS_BETWEEN_CHANGES } from '../../domain/account/birthday'
import { addDays } from '../../domain/business-day'
import { refuseUnagreed } from '../../domain/member/consent'
import { refuseBirthday, setBirthday as keepBirthday } from '../../domain/member/profile'
import { firstAnswer } from '../../domain/once-only'
import { actionRules } from '../../workflows/programme/action-rules'
import { memberHandler } from '../../platform/door/caller-gate'
import { ownAccount, readOwnAccount } from '../../platform/door/member-account'
import { tierTermsOf } from '../../domain/tier/tier-standing'
import { inForce } from '../../workflows/programme/publication'
import { transact } from '../../platform/database/transaction'

export const handleOpenProfile = memberHandler(openProfile, async (_input, context) => {
  const { brand, now, today, accountId } = context
  const { rules } = (await inForce(brand, now)).program
  const account = await readOwnAccount(accountId)
  const birthday = account.profile?.birthday ?? null
  const counting = birthdayAt(birthday, today)
  return {
    today,
    birthday: birthday?.monthDay ?? null,
    untilNewYear: counting === birthday?.monthDay ? null : counting,
    changeableFrom: birthday && changeableFrom(birthday),
    nextChangeFrom: addDays(today, DAYS_BETWEEN_CHANGES),
    multiplier: rules.earn.birthday,
    reward: birthday ? 0 : rewardOf(rules, account),
  }
})

/** 完善资料 is paid once per person, also to one who left and came back. */
function rewardOf({ profile }: ProgramRules, { giftsHad }: Account): number {
  return giftsHad?.includes('profile') ? 0 : profile.points
}

export const handleSetBirthday = memberHandler(setBirthday, async (input, context) => {
  const { requestId, birthday: monthDay } = input
  const { brand, now, accountId } = context
  const rules = await inForce(brand, now)
  return transact(async (tx) => {
    const account = await ownAccount(tx, accountId)
    const again = firstAnswer(account.profile?.requests, { requestId, about: monthDay })
    if (again) return tx.abort('told' in again ? again.told : again)
    const refusal = refuseUnagreed(account, rules.program) ?? refuseBirthday(account, now)
    if (refusal) return tx.abort(refusal)
    const points = rewardOf(rules.program.rules, account)
    const tierTerms = tierTermsOf(rules.program.rules)
    const terms = { ...actionRules(rules, 'tasks'), tierTerms, points }
    const moved = keepBirthday(account, monthDay, terms, { requestId, now })
    await tx.add('ledger', moved.entries)
    await tx.put('accounts', moved.account)
    return moved.told
  })
})
