import { leave, openLeave } from '../../contracts/member/leave'
import { spendable } from '../../domain/account/account'
import { assert } from '../../domain/assert'
import { memoryAtLeaving } from '../../domain/claim/late-refund'
import { refuseLoss, withoutPerson, type Departure } from '../../domain/member/leave'
import { refuseOther } from '../../domain/once-only'
import { sourceOfNobody } from '../../domain/member/source'
import { memberHandler, type MemberContext } from '../../platform/door/caller-gate'
import { stopwatch } from '../../platform/clock'
import { _ } from '../../platform/wechat/cloud'
import { countDocuments, findFields, getDocument } from '../../platform/database/collection'
import type { Member } from '../../platform/database/documents'
import { forgetLink } from '../../platform/door/identity'
import { contentHash } from '../../platform/ids'
import { finishLeaving } from '../../workflows/member/leave'
import { memoryIds, remember } from '../../workflows/member/memory'
import { ownAccount, readOwnAccount } from '../../platform/door/member-account'
import { phoneOfMember } from '../../workflows/member/member-phone'
import { departureId, identityId, membershipMemoryId } from '../../platform/personal-data'
import { inForce } from '../../workflows/programme/publication'
import { Exhausted, transact, type Transaction } from '../../platform/database/transaction'

/** The WeChat ids and phones of one person, and the brands of one group: both are few. */
const LINKS_MAX = 100
const BRANDS_MAX = 100
/** A transaction holds 100 operations; what does not fit is done right after it, in pieces. */
const LINKS_IN_ONE_STEP = 15
const MEMORY_OPERATIONS = 30
/** What is not closed by then is closed by the next try or by the timer. */
const TIME_LIMIT_MS = 12_000

export const handleOpenLeave = memberHandler(openLeave, async (_input, context) => {
  const { brand, now, today, accountId: account, memberId } = context
  const { brandName, pointUnit } = (await inForce(brand, now)).program.rules
  const waiting = { account, state: _.in(['waiting', 'review']) }
  const unfinished = { 'claim.account': account, 'claim.state': 'waiting' }
  const own = await readOwnAccount(account)
  const [coupons, goods, claims, orders, accounts] = await Promise.all([
    countDocuments('coupons', { account, state: 'issued', expiresAt: _.gte(now) }),
    countDocuments('redemptions', { account, state: 'placed' }),
    countDocuments('claims', waiting),
    countDocuments('orders', unfinished),
    countDocuments('accounts', { memberId }),
  ])
  return {
    brandName,
    pointUnit,
    points: spendable(own, today).points,
    pending: own.pending,
    coupons,
    goods,
    claims: claims + orders,
    otherBrands: accounts - 1,
    phoneMasked: own.phoneMasked,
  }
})

interface Asked {
  id: (brand: string) => string
  inputHash: string
  agreed: { points: number; pending: number }
  /** Read before the transaction opens, because queries are not possible inside it. */
  links: string[]
  accounts: string[]
}

/**
 * 注销. The caller is no member any more afterwards, so a repeated request is found by its own
 * document, and finishes what the first one left open.
 */
export const handleLeave = memberHandler(
  leave,
  async (input, context) => {
    const { brand, openId, memberId, now } = context
    const where = { memberId }
    const links = await findFields('identities', { where, limit: LINKS_MAX }, ['_id'])
    const accounts = await findFields('accounts', { where, limit: BRANDS_MAX }, ['_id'])
    const { requestId, ...agreed } = input
    const asked: Asked = {
      id: (of) => departureId(of, openId, requestId),
      inputHash: contentHash(agreed),
      agreed,
      links: ownFirst(
        links.map(({ _id }) => _id),
        openId,
      ),
      accounts: accounts.map(({ _id }) => _id),
    }
    const left = await transact((tx) => leaveOnce(tx, asked, context))
    if ('refused' in left) return left
    forgetLink(openId)
    await finishAll(left, now)
    return answerOf(left, brand, asked.inputHash)
  },
  async ({ requestId, ...agreed }, { brand, openId, now }) => {
    const before = await getDocument('departures', departureId(brand, openId, requestId))
    if (!before) return null
    await finishAll([before], now)
    return answerOf([before], brand, contentHash(agreed))
  },
)

function answerOf(departures: Departure[], brand: string, inputHash: string) {
  const own = departures.find((each) => each.brand === brand)
  assert(own !== undefined, 'a departure is of the brand that was asked')
  return refuseOther(own.inputHash, inputHash) ?? { leftAt: own.leftAt }
}

async function finishAll(departures: Departure[], now: number): Promise<void> {
  const elapsed = stopwatch()
  const goOn = () => elapsed() < TIME_LIMIT_MS
  for (const departure of departures) {
    if (!(await finishLeaving(departure, now, goOn))) throw new Exhausted('leaving goes on')
  }
}

/** From here on nobody can use the account: all personal data is deleted in this one step. */
async function leaveOnce(tx: Transaction, asked: Asked, context: MemberContext) {
  const { brand, now, accountId, memberId } = context
  const before = await tx.get('departures', asked.id(brand))
  if (before) return tx.abort([before])
  const own = await ownAccount(tx, accountId)
  const refusal = refuseLoss(own, asked.agreed, now)
  if (refusal) return tx.abort(refusal)
  const member = await tx.get('members', memberId)
  assert(member !== null, 'an account belongs to a member')
  const departures: Departure[] = []
  const accounts = new Set([accountId, ...asked.accounts])
  const links = [...stillOwn(asked.links, member), ...(member.pastPhones ?? []).toReversed()]
  const inOneStep = Math.max(0, Math.floor(MEMORY_OPERATIONS / accounts.size) - 4)
  for (const id of accounts) {
    const departure = await closeBrand(tx, id, { ...asked, links, inOneStep }, context)
    if (departure) departures.push(departure)
  }
  for (const id of asked.links.slice(0, LINKS_IN_ONE_STEP)) {
    const link = await tx.get('identities', id)
    if (link?.memberId === memberId) await tx.remove('identities', id)
  }
  const { _id, joinedAt, source } = member
  const nothing = { phoneEncrypted: null, phoneMasked: null, nickname: '' }
  const from = { joinedAt, source: sourceOfNobody(source) }
  await tx.put('members', { _id, ...from, ...nothing, leftAt: now })
  return departures
}

async function closeBrand(
  tx: Transaction,
  accountId: string,
  { id, inputHash, links, inOneStep }: Asked & { inOneStep: number },
  { memberId, now: leftAt }: MemberContext,
): Promise<Departure | null> {
  const account = await tx.get('accounts', accountId)
  if (!account || account.leftAt !== undefined) return null
  const { brand } = account
  const life = contentHash([id(brand)])
  const used = memoryAtLeaving(account, { _id: membershipMemoryId(brand, life), life, leftAt })
  await tx.put('memories', used)
  const { lives } = used
  const ids = memoryIds(brand, links)
  await remember(tx, ids.slice(0, inOneStep), { brand, lives, parts: {}, at: leftAt })
  const rest = { ids: ids.slice(inOneStep), lives, parts: {} }
  await endRole(tx, account.isGuide, `${brand}:${memberId}`)
  await tx.put('accounts', { ...withoutPerson(account, leftAt), life })
  const who = { brand, account: accountId, memberId, inputHash, leftAt }
  const departure: Departure = {
    _id: id(brand),
    ...who,
    state: 'leaving',
    ...(rest.ids.length > 0 ? { rest } : {}),
  }
  await tx.put('departures', departure)
  return departure
}

/** Leaves out a number that went to another member since the links were read. */
function stillOwn(links: string[], member: Member): string[] {
  const own = phoneOfMember(member)?.id
  const isLost = (link: string) => (member.phoneEncrypted === null ? true : own && link !== own)
  return links.filter((link) => !link.startsWith('phone:') || !isLost(link))
}

/** The calling WeChat comes first and the phone second, so that they fit into the first step. */
function ownFirst(links: string[], openId: string): string[] {
  const own = identityId('wechat', openId)
  const rank = (link: string) => (link === own ? 0 : link.startsWith('phone:') ? 1 : 2)
  return links.toSorted((a, b) => rank(a) - rank(b))
}

/** The roster is the brand's own list and keeps the name; the person can no longer act by it. */
async function endRole(tx: Transaction, isGuide: boolean, id: string): Promise<void> {
  const guide = isGuide ? await tx.get('guides', id) : null
  if (guide) await tx.put('guides', { ...guide, active: false, duty: null, wechats: [] })
  const staff = await tx.get('staff', id)
  if (staff) await tx.put('staff', { ...staff, active: false, wechats: [] })
}
