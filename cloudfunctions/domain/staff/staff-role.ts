import type { MayAsk, StaffRole } from '../../contracts/staff/staff-role'

/** Whether somebody with these roles may ask what is open to those. */
export function mayAsk(open: readonly MayAsk[], held: readonly MayAsk[]): boolean {
  return open.some((role) => held.includes(role))
}

/** The first role that is given away by somebody who does not hold it; the console gives all. */
export function roleNotHeld(
  given: readonly StaffRole[],
  held: readonly MayAsk[],
): StaffRole | null {
  if (held.includes('console')) return null
  return given.find((role) => !held.includes(role)) ?? null
}

/** What a role may look after: claims are the clerks', everything else is found by checking. */
export function rolesForAlert(topic: string): readonly MayAsk[] {
  return topic === 'claim' ? ['console', 'claims'] : ['console', 'checks']
}

/** One person's name as two people may write it. */
export function isSameName(a: string, b: string): boolean {
  return plainName(a) === plainName(b)
}

/** The letters and digits alone: width, case, spaces, dots and accents are spelling. */
export function plainName(name: string): string {
  const spelled = name.normalize('NFKD').toLowerCase()
  return spelled.replace(/[^\p{L}\p{N}]/gu, '') || spelled.trim()
}
