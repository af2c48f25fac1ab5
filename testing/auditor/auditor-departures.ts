import { read, type Reader } from './auditor-reader'

interface Account {
  _id: string
  memberId: string
  nickname: string
  phoneTail: string
  phoneMasked: string | null
  balance: number
  deficit: number
  pending: number
  leftAt?: number
}
interface Member {
  _id: string
  phoneEncrypted: string | null
  phoneMasked: string | null
  nickname: string
  leftAt?: number
}

interface Review {
  _id: string
  account: string
  text: string
}

/** Fields that a closed account does not have. */
export const PERSONAL = ['phoneEnd', 'phoneMove', 'profile', 'subscriptions', 'claimWatch', 'joins']
const OPEN = ['placed', 'issued', 'waiting', 'review']

/** No person may be linked to a closed account; once closing is done, nothing is left in it. */
export async function auditDepartures(database: Reader): Promise<string[]> {
  const faults: string[] = []
  const open = await read<{ account: string; state: string }>(database, 'departures')
  const unfinished = new Set(open.filter((d) => d.state !== 'done').map((d) => d.account))
  const left = new Set<string>()
  for (const account of await read<Account>(database, 'accounts')) {
    if (account.leftAt === undefined) continue
    left.add(account._id)
    const { _id, phoneTail, phoneMasked, balance, deficit, pending } = account
    if (phoneTail !== '' || phoneMasked !== null) faults.push(`${_id} was left with a phone`)
    const kept = PERSONAL.filter((field) => field in account)
    if (kept.length > 0) faults.push(`${_id} was left with ${kept.join(', ')}`)
    const rest = balance + deficit + pending
    if (!unfinished.has(_id) && rest !== 0) faults.push(`${_id} was left with ${rest} points`)
  }
  faults.push(...(await linkFaults(database)))
  for (const collection of ['coupons', 'redemptions', 'claims']) {
    for (const each of await read<{ _id: string; account: string; state: string }>(
      database,
      collection,
    )) {
      if (!left.has(each.account) || unfinished.has(each.account)) continue
      if (OPEN.includes(each.state))
        faults.push(`${each._id} is ${each.state}, but its member has left`)
    }
  }
  for (const { _id, account, text } of await read<Review>(database, 'reviews')) {
    if (left.has(account) && !unfinished.has(account) && text !== '') {
      faults.push(`${_id} still has the words of a member who left`)
    }
  }
  return faults
}

/** Every link leads to a member who exists; a phone that was found is found once. */
async function linkFaults(database: Reader): Promise<string[]> {
  const faults: string[] = []
  const members = new Map<string, Member>()
  for (const member of await read<Member>(database, 'members')) {
    members.set(member._id, member)
    if (member.leftAt === undefined) continue
    const { _id, phoneEncrypted, phoneMasked, nickname } = member
    if (phoneEncrypted !== null || phoneMasked !== null || nickname !== '') {
      faults.push(`${_id} left and is still named`)
    }
    if ('openIdEncrypted' in member) faults.push(`${_id} left and can still be written to`)
  }
  for (const { memberId, leftAt, phoneMasked } of await read<Account>(database, 'accounts')) {
    const own = members.get(memberId)
    // An account of another brand may show none: the member joined there before giving a phone.
    if (leftAt !== undefined || phoneMasked === null || !own) continue
    if (phoneMasked !== own.phoneMasked) faults.push(`${memberId} shows an old phone`)
  }
  const phones = new Map<string, number>()
  for (const { _id, memberId } of await read<{ _id: string; memberId: string }>(
    database,
    'identities',
  )) {
    const member = members.get(memberId)
    if (!member) faults.push(`${_id} leads to no member`)
    if (_id.startsWith('phone:')) phones.set(memberId, (phones.get(memberId) ?? 0) + 1)
  }
  for (const { _id, phoneEncrypted } of members.values()) {
    if (phoneEncrypted !== null && !phones.has(_id))
      faults.push(`${_id} has a phone that no identity leads to`)
  }
  for (const [memberId, count] of phones) {
    if (count > 1) faults.push(`${memberId} has ${count} phones`)
    if (members.get(memberId)?.phoneEncrypted === null)
      faults.push(`${memberId} is found by a phone that it no longer has`)
  }
  return faults
}
