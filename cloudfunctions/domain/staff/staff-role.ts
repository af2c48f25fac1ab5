import type { MayAsk, StaffRole } from '../../contracts/staff/staff-role'

/** Whether somebody with these roles may call an action that is open to those. */
export function mayAsk(open: readonly MayAsk[], held: readonly MayAsk[]): boolean {
  return open.some((role) => held.includes(role))
}

/** The first role that the caller tries to give without holding it; the console may give all. */
export function roleNotHeld(
  given: readonly StaffRole[],
  held: readonly MayAsk[],
): StaffRole | null {
  if (held.includes('console')) return null
  return given.find((role) => !held.includes(role)) ?? null
}

/** What a role may look after: claims belong to the clerks, all other alerts come from checks. */
export function rolesForAlert(topic: string): readonly MayAsk[] {
  return topic === 'claim' ? ['console', 'claims'] : ['console', 'checks']
}

/** One person's name, in any way that two people may write it. */
export function isSameName(a: string, b: string): boolean {
  return plainName(a) === plainName(b)
}

/** Only letters and digits: width, case, spaces, dots and accents do not make another name. */
export function plainName(name: string): string {
  const spelled = name.normalize('NFKD').toLowerCase()
  return spelled.replace(/[^\p{L}\p{N}]/gu, '') || spelled.trim()
}
