import { join, openJoin } from '../../contracts/join'
import { accountId as accountIdOf, newAccount, type Account } from '../../domain/account'
import { assert } from '../../domain/assert'
import type { VisitorContext } from '../../platform/caller-gate'
import { pause } from '../../platform/clock'
import { getDocument } from '../../platform/collection'
import type { Identity } from '../../platform/documents'
import { handler } from '../../platform/door'
import { isDuplicate } from '../../platform/failures'
import { contentHash, newId } from '../../platform/ids'
import { encrypt, identityId, maskPhone } from '../../platform/personal-data'
import { phoneOf } from '../../platform/phone-number'
import { invitedBy, payInvite } from '../../platform/invite'
import { inForce, type InForce } from '../../platform/publication'
import { transact, type Transaction } from '../../platform/transaction'

/** What a person without a name is called. */
const NAMELESS = '新会员'
const LOOKS = 4
const LOOK_AGAIN_MS = 100

export const handleOpenJoin = handler(openJoin, async (_input, context: VisitorContext) => {
  const { rules } = (await inForce(context.brand, context.now)).program
  const account = context.accountId ? await getDocument('accounts', context.accountId) : null
  return {
    brandName: rules.brandName,
    consent: rules.consent,
    benefits: rules.benefits,
    joined: account !== null,
    consentOutdated: account !== null && account.consentVersion !== rules.consent.version,
  }
})

interface Phone {
  id: string
  sealed: string
  masked: string
  tail: string
  end: string
}

/** Everything that was known before the transaction opened; it may run several times. */
interface Applicant {
  requestId: string
  inputHash: string
  newMemberId: string
  wechatId: string
  phone: Phone | null
  nickname: string
  consentVersion: string
  source: string | null
  inviter: string | undefined
}

export const handleJoin = handler(join, async (input, context: VisitorContext) => {
  const rules = await inForce(context.brand, context.now)
  if (input.consentVersion !== rules.program.rules.consent.version)
    return { refused: 'CONSENT_OUTDATED' }
  // A phone code works once, so somebody who is a member already does not spend it again.
  const known = context.memberId ? await getDocument('members', context.memberId) : null
  const wanted = known?.phoneSealed ? undefined : input.phoneCode
  const phone = wanted === undefined ? null : await phoneOf(wanted)
  if (wanted !== undefined && phone === null && !(await isJoining(input.requestId, context))) {
    return { refused: 'PHONE_CODE_INVALID' }
  }
  const applicant: Applicant = {
    requestId: input.requestId,
    // Without the phone's code: WeChat gives another one whenever the phone asks again.
    inputHash: contentHash({ ...input, requestId: '', phoneCode: '' }),
    newMemberId: newId(),
    wechatId: identityId('wechat', context.openId),
    phone: phone === null ? null : sealedPhone(phone),
    nickname: input.nickname || NAMELESS,
    consentVersion: input.consentVersion,
    source: input.source ?? null,
    inviter: input.inviter,
  }
  return joinOnce(applicant, rules, context)
})

/** The same request, delivered twice, may have spent the code and be about to join with it. */
async function isJoining(requestId: string, { openId }: VisitorContext): Promise<boolean> {
  for (let look = 1; ; look++) {
    const identity = await getDocument('identities', identityId('wechat', openId))
    if (identity?.requestId === requestId) return true
    if (look === LOOKS) return false
    await pause(LOOK_AGAIN_MS)
  }
}

function sealedPhone(phone: string): Phone {
  return {
    id: identityId('phone', phone),
    sealed: encrypt(phone),
    masked: maskPhone(phone),
    tail: phone.slice(-2),
    end: phone.slice(-4),
  }
}

async function joinOnce(applicant: Applicant, rules: InForce, context: VisitorContext) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transact((tx) => joinInside(tx, applicant, rules, context))
    } catch (thrown) {
      // The same person joined a moment ago, from another tap: the next try finds the member.
      if (!isDuplicate(thrown) || attempt === 3) throw thrown
    }
  }
}

async function joinInside(
  tx: Transaction,
  applicant: Applicant,
  rules: InForce,
  context: VisitorContext,
) {
  const { phone, wechatId, requestId, inputHash } = applicant
  const byWechat = await tx.get('identities', wechatId)
  const isRetry = byWechat?.requestId === requestId
  if (isRetry && byWechat.inputHash !== inputHash) {
    return tx.abort({ refused: 'REQUEST_ID_REUSED' as const })
  }
  const byPhone = phone && (await tx.get('identities', phone.id))
  if (byWechat && byPhone && byWechat.memberId !== byPhone.memberId) {
    return tx.abort({ refused: 'PHONE_TAKEN' as const })
  }
  const memberId = byWechat?.memberId ?? byPhone?.memberId ?? applicant.newMemberId
  const found = byWechat !== null || Boolean(byPhone)
  const link = { memberId, linkedAt: context.now, requestId, found, inputHash }
  await addIdentities(tx, link, applicant, byWechat, byPhone)
  const account = found ? await tx.get('accounts', accountIdOf(context.brand, memberId)) : null
  if (!found) await addMember(tx, memberId, applicant, context.now)
  else if (phone) await addPhone(tx, memberId, phone)
  const by = found ? undefined : await invitedBy(tx, applicant.inviter, context.brand)
  const joined = accountAfter(account, memberId, applicant, context)
  const invited = by ? { ...joined, invitedBy: by } : joined
  const isNewPhone = phone !== null && !byPhone
  const asked = { requestId, now: context.now }
  const paid = isNewPhone ? await payInvite(tx, invited, rules, asked) : invited
  await tx.put('accounts', paid)
  return { memberId, found: isRetry ? byWechat.found : found, balance: paid.balance }
}

async function addIdentities(
  tx: Transaction,
  link: Omit<Identity, '_id'>,
  { wechatId, phone }: Applicant,
  byWechat: unknown,
  byPhone: unknown,
): Promise<void> {
  const missing = [byWechat ? [] : [wechatId], phone && !byPhone ? [phone.id] : []].flat()
  const identities = missing.map((_id) => ({ _id, ...link }))
  await tx.add('identities', identities)
}

async function addMember(tx: Transaction, memberId: string, applicant: Applicant, now: number) {
  const { phone, nickname, source } = applicant
  const sealed = { phoneSealed: phone?.sealed ?? null, phoneMasked: phone?.masked ?? null }
  await tx.add('members', [{ _id: memberId, joinedAt: now, source, nickname, ...sealed }])
}

/** A member who joined without a phone gives it now. */
async function addPhone(tx: Transaction, memberId: string, phone: Phone): Promise<void> {
  const member = await tx.get('members', memberId)
  assert(member !== null, 'an identity belongs to a member')
  if (member.phoneSealed) return
  await tx.put('members', { ...member, phoneSealed: phone.sealed, phoneMasked: phone.masked })
}

/** A new account, also for a member of another brand; an old one notes the consent and phone. */
function accountAfter(
  account: Account | null,
  memberId: string,
  { phone, nickname, consentVersion }: Applicant,
  { now, brand }: VisitorContext,
): Account {
  const card = phone
    ? { phoneTail: phone.tail, phoneMasked: phone.masked, phoneEnd: phone.end }
    : {}
  if (account) return { ...account, ...card, consentVersion }
  const none = { phoneTail: '', phoneMasked: null }
  return newAccount({ brand, memberId, nickname, consentVersion, joinedAt: now, ...none, ...card })
}
