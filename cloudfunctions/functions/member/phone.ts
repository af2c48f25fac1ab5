import { changePhone } from '../../contracts/member/phone'
import { assert } from '../../domain/assert'
import { memberHandler, type MemberContext } from '../../platform/door/caller-gate'
import { getDocument } from '../../platform/database/collection'
import { waitForCopy } from '../../platform/copy'
import type { Member } from '../../platform/database/documents'
import { payInvite } from '../../workflows/member/invite'
import { ownAccount } from '../../platform/door/member-account'
import { linkOf } from '../../workflows/member/member-link'
import {
  keptPhone,
  phoneOfMember,
  phoneAnswer,
  withPhone,
  withPhoneAnswer,
  type Phone,
} from '../../workflows/member/member-phone'
import { withMemories } from '../../workflows/member/memory'
import {
  losePhone,
  rememberGifts,
  showPhoneElsewhere,
  tellTaker,
} from '../../workflows/member/phone-move'
import { phoneOf } from '../../platform/wechat/phone-number'
import { inForce, type InForce } from '../../workflows/programme/publication'
import { transact, type Transaction } from '../../platform/database/transaction'

const PAST_PHONES_MAX = 10

export const handleChangePhone = memberHandler(changePhone, async (input, context) => {
  const { requestId, phoneCode } = input
  const first = await firstAnswer(requestId, context)
  if (first) return first
  const phone = await phoneOf(phoneCode)
  if (phone === null) {
    return (await waitForCopy(() => firstAnswer(requestId, context))) ?? CODE_INVALID
  }
  const kept = keptPhone(phone)
  const rules = await inForce(context.brand, context.now)
  return transact((tx) => changeOnce(tx, kept, requestId, rules, context))
})

const CODE_INVALID = { refused: 'PHONE_CODE_INVALID' as const }

async function firstAnswer(requestId: string, { memberId }: MemberContext) {
  // The number may belong to another member by now: the same request gets the same answer.
  const phoneMasked = phoneAnswer(await getDocument('members', memberId), requestId)
  return phoneMasked ? { phoneMasked } : null
}

/** The link moves together with the number: at every instant one phone leads to one member. */
async function changeOnce(
  tx: Transaction,
  phone: Phone,
  requestId: string,
  rules: InForce,
  { accountId, memberId, now }: MemberContext,
) {
  const account = await ownAccount(tx, accountId)
  const member = await tx.get('members', memberId)
  assert(member !== null, 'an account belongs to a member')
  const { found } = await linkOf(tx, phone.id)
  const holder = found && found.member._id !== memberId ? found.member : null
  const had = phoneOfMember(member)?.id ?? null
  const before = had === phone.id ? null : had
  if (before !== null) {
    await tx.remove('identities', before)
    await rememberGifts(tx, account, before, now)
  }
  if (holder) await losePhone(tx, holder, phone, now)
  const link = { memberId, linkedAt: now, requestId, found: true, inputHash: '' }
  // A number that the member already has keeps its link.
  if (!found || holder) await tx.put('identities', { _id: phone.id, ...link })
  const encrypted = { phoneEncrypted: phone.encrypted, phoneMasked: phone.masked }
  const past = pastPhonesOf(member, before, phone.id)
  await tx.put('members', { ...withPhoneAnswer(member, requestId, phone), ...encrypted, ...past })
  await showPhoneElsewhere(tx, account, { phone, before, now })
  const terms = { now, version: rules.program.versions.claim }
  const recalled = await withMemories(tx, withPhone(account, phone), [phone.id], terms)
  await tx.add('ledger', recalled.entries)
  const known = recalled.account
  // An invited member who adds their first phone here counts as new, if nobody had it before.
  const isNew = !member.phoneEncrypted && !found && !known.giftsHad?.includes('join')
  const asked = { requestId, now }
  const paid = isNew ? await payInvite(tx, known, rules, asked) : known
  await tx.put('accounts', holder ? await tellTaker(tx, paid, phone, now) : paid)
  return { phoneMasked: phone.masked }
}

/** What a member uses up is remembered under these phones, too, when they leave. */
function pastPhonesOf({ pastPhones = [] }: Member, before: string | null, now: string) {
  const all = [...pastPhones, ...(before ? [before] : [])].filter((each) => each !== now)
  return all.length === 0 ? {} : { pastPhones: [...new Set(all)].slice(-PAST_PHONES_MAX) }
}
