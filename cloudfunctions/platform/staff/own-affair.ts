import type { Refused } from '../../contracts/action'
import { isSameName } from '../../domain/staff-role'
import { findAll } from '../collection'
import type { Documents } from '../documents'
import type { StaffContext } from '../staff-gate'

/** A transaction, or the database itself. */
export interface Reads {
  get<C extends 'staff' | 'guides'>(collection: C, id: string): Promise<Documents[C] | null>
}

type Who = Pick<StaffContext, 'brand' | 'memberId'>

/**
 * Nobody acts for themselves. The console knows no person: there it is whoever is enrolled as staff
 * or as a guide under the name that the call gives as its operator.
 */
export async function refuseOwnAffair(
  reads: Reads,
  { brand, memberId }: Who,
  operator: string,
  members: readonly string[],
): Promise<Refused<'OWN_AFFAIR'> | null> {
  if (memberId !== null) return members.includes(memberId) ? OWN : null
  for (const member of new Set(members)) {
    const id = `${brand}:${member}`
    const [staff, guide] = [await reads.get('staff', id), await reads.get('guides', id)]
    const names = [staff?.name, guide?.name]
    if (names.some((name) => name !== undefined && isSameName(name, operator))) return OWN
  }
  return null
}

/** The members who somebody is: the console's operator is whoever is enrolled under that name. */
export async function membersBehind({ brand, memberId }: Who, operator: string): Promise<string[]> {
  if (memberId !== null) return [memberId]
  const enrolled = [...(await findAll('staff', { brand })), ...(await findAll('guides', { brand }))]
  const named = enrolled.filter(({ name }) => isSameName(name, operator))
  return [...new Set(named.map((each) => each.memberId))]
}

const OWN = {
  refused: 'OWN_AFFAIR' as const,
  detail: { reason: '不能处理自己的积分、订单、等级、认领和登记，请同事来办' },
}
