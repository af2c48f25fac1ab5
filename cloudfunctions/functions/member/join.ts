import { join, openJoin } from '../../contracts/join'
import { accountId as accountIdOf, newAccount, type Account } from '../../domain/account'
import { assert } from '../../domain/assert'
import { agree, hasAgreed } from '../../domain/consent'
import type { JoinSource } from '../../domain/source'
import { visitorHandler, type VisitorContext } from '../../platform/caller-gate'
import { pause } from '../../platform/clock'
import { getDocument } from '../../platform/collection'
import type { Identity, Member } from '../../platform/documents'
import { handler } from '../../platform/door'
import { isDuplicate } from '../../platform/failures'
import { contentHash, newId } from '../../platform/ids'
import { sourceOf } from '../../platform/join-source'
import { readOwnAccount } from '../../platform/member-account'
import { withMemories } from '../../platform/memory'
import { keptPhone, withPhone, type Phone } from '../../platform/member-phone'
import { identityId } from '../../platform/personal-data'
import { phoneOf } from '../../platform/phone-number'
import { invitedBy, payInvite } from '../../platform/invite'
import { inForce, type InForce } from '../../platform/publication'
import { transact, type Transaction } from '../../platform/transaction'

/** What a person without a name is called. */
const NAMELESS = '新会员'
const LOOKS = 4
const LOOK_AGAIN_MS = 100

export const handleOpenJoin = visitorHandler(openJoin, async (_input, context) => {
  const { program } = await inForce(context.brand, context.now)
  const { brandName, consent, benefits } = program.rules
  const account = await readOwnAccount(context.accountId)
  return {
    ...{ brandName, consent, benefits, joined: account !== null },
    consentOutdated: account !== null && !hasAgreed(account, program),
    phoneMasked: account?.phoneMasked ?? null,
  }
})

/** Everything that was known before the transaction opened; it may run several times. */
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

export const handleJoin = handler(join, async (input, context: VisitorContext) => {
  const rules = await inForce(context.brand, context.now)
  if (input.consentVersion !== rules.program.rules.consent.version) {
    return { refused: 'CONSENT_OUTDATED' }
  }
  // A phone code works once, so somebody who is a member already does not spend it again.
  const known = context.memberId ? await getDocument('members', context.memberId) : null
  const wanted = known?.phoneSealed ? undefined : input.phoneCode
  const phone = wanted === undefined ? null : await phoneOf(wanted)
  if (wanted !== undefined && phone === null && !(await isJoining(input.requestId, context))) {
    return { refused: 'PHONE_CODE_INVALID' }
  }
  const { openId, caller } = context
  const applicant: Applicant = {
    requestId: input.requestId,
    // Without the phone's code: WeChat gives another one whenever the phone asks again.
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

/** The same request, delivered twice, may have spent the code and be about to join with it. */
async function isJoining(requestId: string, { openId }: VisitorContext): Promise<boolean> {
  for (let look = 1; ; look++) {
    const identity = await getDocument('identities', identityId('wechat', openId))
    if (identity?.requestId === requestId) return true
    if (look === LOOKS) return false
    await pause(LOOK_AGAIN_MS)
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

/** What stands under an id; a link to somebody who has left counts as none and is replaced. */
interface Link {
  _id: string
  found: { identity: Identity; member: Member } | null
  isStale: boolean
}

async function linkOf(tx: Transaction, _id: string): Promise<Link> {
  const identity = await tx.get('identities', _id)
  const member = identity && (await tx.get('members', identity.memberId))
  const isStale = identity !== null && member?.leftAt !== undefined
  assert(identity === null || member !== null, 'an identity belongs to a member')
  return { _id, found: identity && member && !isStale ? { identity, member } : null, isStale }
}

async function joinInside(
  tx: Transaction,
  applicant: Applicant,
  rules: InForce,
  context: VisitorContext,
) {
  const { unionId, requestId, inputHash } = applicant
  const wechat = await linkOf(tx, applicant.wechatId)
  const first = wechat.found?.identity
  const isRetry = first?.requestId === requestId
  if (isRetry && first?.inputHash !== inputHash) {
    return tx.abort({ refused: 'REQUEST_ID_REUSED' as const })
  }
  const union = unionId === null ? null : await linkOf(tx, unionId)
  const self = wechat.found ?? union?.found ?? null
  const phoneLink = applicant.phone && (await linkOf(tx, applicant.phone.id))
  const holder = phoneLink?.found ?? null
  // Two members with a past are not merged here: which points would be counted twice?
  if (self && holder && self.member._id !== holder.member._id) {
    return tx.abort({ refused: 'PHONE_TAKEN' as const })
  }
  const member = (self ?? holder)?.member ?? null
  // Who has a phone keeps it here; changing it is an action of its own.
  const isKept = holder !== null || !member?.phoneSealed
  const phone = isKept ? applicant.phone : null
  const memberId = member?._id ?? applicant.newMemberId
  const found = member !== null
  const hasUnion = unionId !== null
  const told = { requestId, found, inputHash }
  const link = { memberId, linkedAt: context.now, ...told, ...(hasUnion ? { hasUnion } : {}) }
  await writeLinks(tx, [wechat, union, phone && phoneLink], link)
  const id = accountIdOf(context.brand, memberId)
  const account = member && (await tx.get('accounts', id))
  const given = { ...applicant, phone }
  if (!member) await addMember(tx, memberId, given, context.now)
  else await touchMember(tx, member, phone, account === null)
  const links = [wechat, union, phone && phoneLink].filter((each) => each !== null)
  const known = account === null ? links : links.filter((each) => each.found === null)
  const after = accountAfter(account, memberId, given, rules, context)
  const by = member ? undefined : await invitedBy(tx, applicant.inviter, context.brand)
  const { now } = context
  const invited = by ? { ...after, invitedBy: by } : after
  const joined = await recalled(tx, invited, known, rules, now)
  const isNew = phone !== null && holder === null && !joined.giftsHad?.includes('join')
  const paid = isNew ? await payInvite(tx, joined, rules, { requestId, now }) : joined
  await tx.put('accounts', paid)
  return { memberId, found: isRetry ? first.found : found, balance: paid.balance }
}

/** What these phones and WeChat ids had used up before counts on. */
async function recalled(
  tx: Transaction,
  account: Account,
  links: Link[],
  { program: { version } }: InForce,
  now: number,
): Promise<Account> {
  const ids = links.map(({ _id }) => _id)
  const moved = await withMemories(tx, account, ids, { now, version })
  await tx.add('ledger', moved.entries)
  return moved.account
}

/** Every id that leads nowhere yet leads to the member from now on, all together. */
async function writeLinks(
  tx: Transaction,
  links: (Link | null)[],
  link: Omit<Identity, '_id'>,
): Promise<void> {
  const open = links.filter((each) => each !== null).filter(({ found }) => found === null)
  const fresh = open.filter(({ isStale }) => !isStale)
  await tx.add(
    'identities',
    fresh.map(({ _id }) => ({ _id, ...link })),
  )
  for (const { _id, isStale } of open) if (isStale) await tx.put('identities', { _id, ...link })
}

async function addMember(tx: Transaction, memberId: string, applicant: Applicant, now: number) {
  const { phone, nickname, source } = applicant
  const sealed = { phoneSealed: phone?.sealed ?? null, phoneMasked: phone?.masked ?? null }
  await tx.add('members', [{ _id: memberId, joinedAt: now, source, nickname, ...sealed }])
}

/** A member who joined without a phone gives it now. */
async function touchMember(
  tx: Transaction,
  member: Member,
  phone: Phone | null,
  isNewHere: boolean,
): Promise<void> {
  const given = phone && !member.phoneSealed
  const sealed = given ? { phoneSealed: phone.sealed, phoneMasked: phone.masked } : {}
  // Joining another brand writes the member, too, so that leaving at the same time is a conflict.
  if (given || isNewHere) await tx.put('members', { ...member, ...sealed })
}

/** A new account, also for a member of another brand; an old one notes the consent and phone. */
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
