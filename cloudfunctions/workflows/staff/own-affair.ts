import type { Refused } from '../../contracts/action'
import { isSameName, plainName } from '../../domain/staff/staff-role'
import { findAll } from '../../platform/database/pages'
import type { Documents } from '../../platform/database/documents'
import type { Transaction } from '../../platform/database/transaction'
import { contentHash } from '../../platform/ids'
import type { StaffContext } from '../../platform/door/staff-gate'

/** A transaction, or the database itself. */
export interface Reads {
  get<C extends 'staff' | 'guides'>(collection: C, id: string): Promise<Documents[C] | null>
}

type Who = Pick<StaffContext, 'brand' | 'memberId' | 'staffName'>

/**
 * Nobody may act on themselves, whichever member they came in as: the check covers the caller and
 * everybody enrolled as staff or as a guide under the caller's name. The console knows only the
 * name that the call gives as its operator.
 */
export async function refuseOwnAffair(
  reads: Reads,
  { brand, memberId, staffName }: Who,
  operator: string,
  members: readonly string[],
): Promise<Refused<'OWN_AFFAIR'> | null> {
  if (memberId !== null && members.includes(memberId)) return OWN
  const actor = staffName ?? operator
  for (const member of new Set(members)) {
    const id = `${brand}:${member}`
    const [staff, guide] = [await reads.get('staff', id), await reads.get('guides', id)]
    const names = [staff?.name, guide?.name]
    if (names.some((name) => name !== undefined && isSameName(name, actor))) return OWN
  }
  return null
}

/** All members that a person is: those enrolled under the name, and the one they came in as. */
export async function membersBehind(who: Who, operator: string): Promise<string[]> {
  const named = await enrolledAs(who.brand, who.staffName ?? operator)
  const own = who.memberId === null ? [] : [who.memberId]
  return [...new Set([...own, ...named.map(({ memberId }) => memberId)])]
}

/** One key for a person, on the phone and in the console, however their name is spelled. */
export async function personKey(who: Who, operator: string): Promise<string> {
  const [first] = (await membersBehind(who, operator)).sort()
  return contentHash(first ?? plainName(operator)).slice(0, 16)
}

interface Entry {
  memberId: string
  name: string
  active: boolean
}

/** A name stands for one person: refuses where somebody else on a roster already has it. */
export async function refuseTakenName(
  brand: string,
  { memberId, name, active }: Entry,
): Promise<Refused<'NAME_TAKEN'> | null> {
  if (!active) return null
  const others = (await enrolledAs(brand, name)).filter((each) => each.memberId !== memberId)
  // Somebody who has left keeps their name on the roster, and may come back as another member.
  return others.some((each) => each.active) ? nameTaken(name) : null
}

/** The same inside the transaction: of two enrolments at once under one name only one may act. */
export async function takeName(
  tx: Transaction,
  brand: string,
  { memberId, name, active }: Entry,
): Promise<Refused<'NAME_TAKEN'> | null> {
  if (!active) return null
  const _id = `${brand}:${contentHash(plainName(name))}`
  const last = await tx.get('roster_names', _id)
  if (last && last.memberId !== memberId) {
    const id = `${brand}:${last.memberId}`
    const entries = [await tx.get('staff', id), await tx.get('guides', id)]
    if (entries.some((each) => each?.active && isSameName(each.name, name))) return nameTaken(name)
  }
  // Written also where it stays the same, so that whoever reads it at the same time meets a conflict.
  await tx.put('roster_names', { _id, brand, memberId })
  return null
}

function nameTaken(name: string): Refused<'NAME_TAKEN'> {
  const reason = `「${name}」已经登记给另一位会员：两个人同名请在名字里加上区别，同一个人请先停用原来的登记`
  return { refused: 'NAME_TAKEN', detail: { reason } }
}

async function enrolledAs(brand: string, wanted: string) {
  const enrolled = [...(await findAll('staff', { brand })), ...(await findAll('guides', { brand }))]
  return enrolled.filter(({ name }) => isSameName(name, wanted))
}

const OWN = {
  refused: 'OWN_AFFAIR' as const,
  detail: { reason: '不能处理自己的积分、订单、等级、认领和登记，请同事来办' },
}
