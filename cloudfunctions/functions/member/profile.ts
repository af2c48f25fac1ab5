import { openProfile, setBirthday } from '../../contracts/profile'
import { assert } from '../../domain/assert'
import { birthdayAt, changeableFrom, DAYS_BETWEEN_CHANGES } from '../../domain/birthday'
import { addDays } from '../../domain/business-day'
import { refuseBirthday, setBirthday as keepBirthday, type Profile } from '../../domain/profile'
import { actionRules } from '../../platform/action-rules'
import { memberHandler } from '../../platform/caller-gate'
import { getDocument } from '../../platform/collection'
import { inForce } from '../../platform/publication'
import { transact } from '../../platform/transaction'

export const handleOpenProfile = memberHandler(openProfile, async (_input, context) => {
  const { brand, now, today, accountId } = context
  const { profile, earn } = (await inForce(brand, now)).program.rules
  const account = await getDocument('accounts', accountId)
  const birthday = account?.profile?.birthday ?? null
  const counting = birthdayAt(birthday, today)
  return {
    today,
    birthday: birthday?.monthDay ?? null,
    untilNewYear: counting === birthday?.monthDay ? null : counting,
    changeableFrom: birthday && changeableFrom(birthday),
    nextChangeFrom: addDays(today, DAYS_BETWEEN_CHANGES),
    multiplier: earn.birthday,
    reward: birthday ? 0 : profile.points,
  }
})

export const handleSetBirthday = memberHandler(setBirthday, async (input, context) => {
  const { requestId, birthday: monthDay } = input
  const { brand, now, accountId } = context
  const rules = await inForce(brand, now)
  const { points } = rules.program.rules.profile
  return transact(async (tx) => {
    const account = await tx.get('accounts', accountId)
    assert(account !== null, 'a member has an account')
    const { profile } = account
    if (profile?.last.requestId === requestId) {
      const isSame = profile.birthday.monthDay === monthDay
      return tx.abort(isSame ? answerOf(profile) : { refused: 'REQUEST_ID_REUSED' as const })
    }
    const refusal = refuseBirthday(account, now)
    if (refusal) return tx.abort(refusal)
    const terms = { ...actionRules(rules), points }
    const moved = keepBirthday(account, monthDay, terms, { requestId, now })
    await tx.add('ledger', moved.entries)
    await tx.put('accounts', moved.account)
    return answerOf(moved.profile)
  })
})

function answerOf({ birthday, last: { earned, missed, balance } }: Profile) {
  const { monthDay } = birthday
  const told = { earned, missed, balance }
  return { birthday: monthDay, changeableFrom: changeableFrom(birthday), ...told }
}
