import { join, openJoin } from '../../contracts/member/join'
import { isNamedLike } from '../../contracts/member/nickname'
import { accountId as accountIdOf, newAccount, type Account } from '../../domain/account/account'
import { agree, hasAgreed } from '../../domain/member/consent'
import { firstAnswer, refuseOther, withAnswer } from '../../domain/once-only'
import type { JoinSource } from '../../domain/member/source'
import {
  newcomerHandler,
  visitorHandler,
  type VisitorContext,
} from '../../platform/door/caller-gate'
import { getDocument } from '../../platform/database/collection'
import { waitForCopy } from '../../platform/copy'
import type { Member } from '../../platform/database/documents'
import { isDuplicate } from '../../platform/failures'
import { contentHash, newId } from '../../platform/ids'
import { sourceOf } from '../../workflows/member/join-source'
import { readOwnAccount } from '../../platform/door/member-account'
import { withMemories } from '../../workflows/member/memory'
import { linkOf, writeLinks, type Link } from '../../workflows/member/member-link'
import {
  keptPhone,
  phoneOfMember,
  phoneAnswer,
  withPhone,
  withPhoneAnswer,
  type Phone,
} from '../../workflows/member/member-phone'
import { identityId } from '../../platform/personal-data'
import { losePhone, showPhoneElsewhere, tellTaker } from '../../workflows/member/phone-move'
import { phoneOf } from '../../platform/wechat/phone-number'
import { invitedBy, payInvite } from '../../workflows/member/invite'
import { inForce, type InForce } from '../../workflows/programme/publication'
import { accountIfAny } from '../../platform/door/member-account'
import { transact, type Transaction } from '../../platform/database/transaction'

/** The name of a person who gave none. */
const NAMELESS = '新会员'

export const handleOpenJoin = visitorHandler(openJoin, async (_input, context) => {
  const { program } = await inForce(context.brand, context.now)
  const { brandName, consent, benefits } = program.rules
  const account = await readOwnAccount(context.accountId)
  return {
    brandName,
    consent,
    benefits,
    joined: account !== null,
    consentOutdated: account !== null && !hasAgreed(account, program),
    phoneMasked: account?.phoneMasked ?? null,
  }
})

/** Everything that is known before the transaction opens, because that may run several times. */
interface Applicant {
  requestId: string
  inputHash: string
  newMemberId: string
  wechatId: string
  /** Null where the app belongs to no open platform account. */
  unionId: string | null
  phone: Phone | null
  nickname: string
  source: JoinSource | null
  inviter: string | undefined
}

export const handleJoin = newcomerHandler(join, async (input, context) => {
  const rules = await inForce(context.brand, context.now)
  if (input.consentVersion !== rules.program.rules.consent.version) {
    return { refused: 'CONSENT_OUTDATED' }
  }
  const { brandName } = rules.program.rules
  if (isNamedLike(input.nickname ?? '', brandName)) {
    const reason = `昵称里不能有“${brandName}”，会让人以为是门店的人或通知，请换一个`
    return { refused: 'INPUT_INVALID', detail: { field: 'nickname', reason } }
  }
  // A phone code works once, so a person who is already a member does not use it up again.
  const known = context.memberId ? await getDocument('members', context.memberId) : null
  const wanted = known?.phoneEncrypted ? undefined : input.phoneCode
  const phone = wanted === undefined ? null : await phoneOf(wanted)
  if (wanted !== undefined && phone === null && !(await isJoining(input.requestId, context))) {
    return { refused: 'PHONE_CODE_INVALID' }
  }
  const { openId, caller } = context
  const applicant: Applicant = {
    requestId: input.requestId,
    // The phone's code is left out: WeChat gives a new one each time the phone asks.
    inputHash: contentHash({ ...input, requestId: '', phoneCode: '' }),
    newMemberId: newId(),
    wechatId: identityId('wechat', openId),
    unionId: caller.unionId && identityId('union', caller.unionId),
    phone: phone === null ? null : keptPhone(phone),
    nickname: input.nickname || NAMELESS,
    source: await sourceOf(input.source, context.brand, rules),
    inviter: input.inviter,
  }
  return joinOnce(applicant, rules, context)
})

/** A second copy of this request may have used the code and be about to join with it. */
async function isJoining(requestId: string, { openId }: VisitorContext): Promise<boolean> {
  const identity = () => getDocument('identities', identityId('wechat', openId))
  const joined = async () => ((await identity())?.requestId === requestId ? true : null)
  return (await waitForCopy(joined)) ?? false
}

async function joinOnce(applicant: Applicant, rules: InForce, context: VisitorContext) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await transact((tx) => joinInside(tx, applicant, rules, context))
    } catch (thrown) {
      // The same person joined a moment ago by another tap: the next try finds the member.
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
  const { unionId, requestId, inputHash } = applicant
  const { now, brand } = context
  const wechat = await linkOf(tx, applicant.wechatId)
  const first = wechat.found?.identity
  const isRetry = first?.requestId === requestId
  const reused = isRetry ? refuseOther(first.inputHash, inputHash) : null
  if (reused) return tx.abort(reused)
  const union = unionId === null ? null : await linkOf(tx, unionId)
  // The WeChat identifies the person; a phone never does, because numbers are given to others.
  const member = (wechat.found ?? union?.found)?.member ?? null
  const memberId = member?._id ?? applicant.newMemberId
  const given = isRetry ? null : phoneGiven(applicant, member)
  const phoneLink = given && (await linkOf(tx, given.id))
  const holder = phoneLink?.found?.member ?? null
  if (given && holder && holder._id !== memberId) await losePhone(tx, holder, given, now)
  const found = member !== null
  const links = [wechat, union, phoneLink && movable(phoneLink, memberId)]
  const own = links.filter((each) => each !== null)
  const told = { requestId, found, inputHash, ...(unionId === null ? {} : { hasUnion: true }) }
  await writeLinks(tx, own, { memberId, linkedAt: now, ...told })
  const id = accountIdOf(brand, memberId)
  const account = member && (await accountIfAny(tx, id))
  const asked = { requestId, about: inputHash }
  const again = firstAnswer(account?.joins, asked)
  if (again && 'refused' in again) return tx.abort(again)
  if (!member) await addMember(tx, memberId, { ...applicant, phone: given }, now)
  else await touchMember(tx, member, given, { requestId, isNewHere: account === null })
  // In a brand that is new to them, members keep the phone that they already have.
  const phone = given ?? (member && account === null ? phoneOfMember(member) : null)
  const known = account === null ? own : own.filter((each) => each.found === null)
  const after = accountAfter(account, memberId, { ...applicant, phone }, rules, context)
  const by = member ? undefined : await invitedBy(tx, applicant.inviter, brand)
  // Where nothing changes, nothing is written, so many taps of a member meet no conflict.
  const isNoted = first && !isRetry && after !== account
  const noted = isNoted ? { joins: withAnswer(account?.joins, asked, null) } : {}
  const invited = { ...after, ...(by ? { invitedBy: by } : {}), ...noted }
  const ids = [...known.map(({ _id }) => _id), ...(phone ? [phone.id] : [])]
  const joined = await recalled(tx, invited, ids, rules, now)
  if (given && member) await showPhoneElsewhere(tx, joined, { phone: given, before: null, now })
  const isNew = given !== null && holder === null && !joined.giftsHad?.includes('join')
  const paid = isNew ? await payInvite(tx, joined, rules, { requestId, now }) : joined
  const isTaken = given && holder && holder._id !== memberId
  await tx.put('accounts', isTaken ? await tellTaker(tx, paid, given, now) : paid)
  return { memberId, found: isRetry ? first.found : found, balance: paid.balance }
}

/** A member who has a phone keeps it here: changing it is a separate action. */
function phoneGiven({ phone, requestId }: Applicant, member: Member | null): Phone | null {
  // The number that this request set may belong to another member by now.
  const isGiven = phoneAnswer(member, requestId) !== null
  return isGiven || member?.phoneEncrypted ? null : phone
}

/** Another member's number moves here, so its link is replaced as an unused one would be. */
function movable(link: Link, memberId: string): Link {
  const isOwn = link.found === null || link.found.member._id === memberId
  return isOwn ? link : { ...link, found: null, isStale: true }
}

/** What these phones and WeChat ids had used up before still counts. */
async function recalled(
  tx: Transaction,
  account: Account,
  ids: string[],
  { program: { versions } }: InForce,
  now: number,
): Promise<Account> {
  const moved = await withMemories(tx, account, ids, { now, version: versions.claim })
  await tx.add('ledger', moved.entries)
  return moved.account
}

async function addMember(tx: Transaction, memberId: string, applicant: Applicant, now: number) {
  const { phone, nickname, source } = applicant
  const encrypted = { phoneEncrypted: phone?.encrypted ?? null, phoneMasked: phone?.masked ?? null }
  await tx.add('members', [{ _id: memberId, joinedAt: now, source, nickname, ...encrypted }])
}

/** A member who joined without a phone, or lost it, adds one now. */
async function touchMember(
  tx: Transaction,
  member: Member,
  phone: Phone | null,
  { requestId, isNewHere }: { requestId: string; isNewHere: boolean },
): Promise<void> {
  const told = phone ? withPhoneAnswer(member, requestId, phone) : member
  const encrypted = phone && { phoneEncrypted: phone.encrypted, phoneMasked: phone.masked }
  // Joining another brand also writes the member, so that leaving at the same time is a conflict.
  if (phone || isNewHere) await tx.put('members', { ...told, ...encrypted })
}

/** A new account, also for another brand's member; an existing one gets consent and phone. */
function accountAfter(
  account: Account | null,
  memberId: string,
  { phone, nickname }: Applicant,
  { program }: InForce,
  { now, brand }: VisitorContext,
): Account {
  if (account) return agree(phone ? withPhone(account, phone) : account, program, now)
  const shown = { phoneTail: '', phoneMasked: null }
  const who = { brand, memberId, nickname, consentVersion: '', joinedAt: now, ...shown }
  return agree(withPhone(newAccount(who), phone), program, now)
}
