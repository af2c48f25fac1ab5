import { changePhone } from '../../contracts/phone'
import type { Account } from '../../domain/account'
import { assert } from '../../domain/assert'
import { businessDay } from '../../domain/business-day'
import { giftsOnly, usedUp } from '../../domain/memory'
import { memberHandler, type MemberContext } from '../../platform/caller-gate'
import { pause } from '../../platform/clock'
import { getDocument } from '../../platform/collection'
import type { Member } from '../../platform/documents'
import { payInvite } from '../../platform/invite'
import { ownAccount } from '../../platform/member-account'
import { memoryIds, remember, withMemories } from '../../platform/memory'
import { keptPhone, withPhone, type Phone } from '../../platform/member-phone'
import { identityId, openSealed } from '../../platform/personal-data'
import { phoneOf } from '../../platform/phone-number'
import { inForce, type InForce } from '../../platform/publication'
import { transact, type Transaction } from '../../platform/transaction'

const LOOKS = 4
const LOOK_AGAIN_MS = 100
const PAST_PHONES_MAX = 10

export const handleChangePhone = memberHandler(changePhone, async (input, context) => {
  const { requestId, phoneCode } = input
  const first = await firstAnswer(requestId, context)
  if (first) return first
  const phone = await phoneOf(phoneCode)
  // The same request, delivered twice, may have spent the code and be about to use it.
  if (phone === null) return (await lookAgain(requestId, context)) ?? CODE_INVALID
  const kept = keptPhone(phone)
  const rules = await inForce(context.brand, context.now)
  return transact((tx) => changeOnce(tx, kept, requestId, rules, context))
})

const CODE_INVALID = { refused: 'PHONE_CODE_INVALID' as const }

async function firstAnswer(requestId: string, { memberId }: MemberContext) {
  const member = await getDocument('members', memberId)
  const isDone = member?.phoneRequest === requestId && member.phoneMasked !== null
  return isDone ? { phoneMasked: member.phoneMasked ?? '' } : null
}

async function lookAgain(requestId: string, context: MemberContext) {
  for (let look = 1; ; look++) {
    const first = await firstAnswer(requestId, context)
    if (first || look === LOOKS) return first
    await pause(LOOK_AGAIN_MS)
  }
}

/** The link moves with the number: one phone leads to one member, at every instant. */
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
  const holder = await tx.get('identities', phone.id)
  if (holder && holder.memberId !== memberId && !(await hasLeft(tx, holder.memberId))) {
    return tx.abort({ refused: 'PHONE_TAKEN' as const })
  }
  const before = phoneLinkOf(member)
  if (before && before !== phone.id) {
    await tx.remove('identities', before)
    await rememberGifts(tx, account, before, now)
  }
  const link = { memberId, linkedAt: now, requestId, found: true, inputHash: '' }
  // A number that is the member's already keeps the link that it has.
  if (holder?.memberId !== memberId) await tx.put('identities', { _id: phone.id, ...link })
  const sealed = { phoneSealed: phone.sealed, phoneMasked: phone.masked }
  const past = pastPhonesOf(member, before, phone.id)
  await tx.put('members', { ...member, ...sealed, ...past, phoneRequest: requestId })
  const terms = { now, version: rules.program.version }
  const recalled = await withMemories(tx, withPhone(account, phone), [phone.id], terms)
  await tx.add('ledger', recalled.entries)
  const known = recalled.account
  // Whoever was invited and gives their first phone here is new, if nobody had it before.
  const isNew = !member.phoneSealed && holder === null && !known.giftsHad?.includes('join')
  const asked = { requestId, now }
  await tx.put('accounts', isNew ? await payInvite(tx, known, rules, asked) : known)
  return { phoneMasked: phone.masked }
}

/** The number is free, and who brings it next is no newcomer: its gifts were paid. */
function rememberGifts(tx: Transaction, account: Account, link: string, at: number) {
  const { brand } = account
  const parts = giftsOnly(usedUp(account, businessDay(at)))
  return remember(tx, memoryIds(brand, [link]), { brand, lives: [], parts, at })
}

/** What a member uses up is remembered of these, too, when they leave. */
function pastPhonesOf({ pastPhones = [] }: Member, before: string | null, now: string) {
  const all = [...pastPhones, ...(before ? [before] : [])].filter((each) => each !== now)
  return all.length === 0 ? {} : { pastPhones: [...new Set(all)].slice(-PAST_PHONES_MAX) }
}

async function hasLeft(tx: Transaction, memberId: string): Promise<boolean> {
  return (await tx.get('members', memberId))?.leftAt !== undefined
}

function phoneLinkOf({ phoneSealed }: Member): string | null {
  const phone = openSealed(phoneSealed)
  return phone === null ? null : identityId('phone', phone)
}
