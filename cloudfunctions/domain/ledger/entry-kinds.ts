import { allOf, assertKinds, isNoKind, type ByKind, type EarnedKind } from '../account/by-kind'
import type { EntryKind, EntrySource } from '../account/entry'
import type { Cause, Change } from './movement'

/** What a source earns where the movement does not split it by kind. */
const KIND_OF_SOURCE: Record<EntrySource, EarnedKind> = {
  'check-in': 'interaction',
  order: 'consumption',
  waiver: 'reward',
  'print-code': 'reward',
  profile: 'interaction',
  redemption: 'reward',
  expiry: 'reward',
  leave: 'reward',
  staff: 'reward',
  tier: 'reward',
  task: 'interaction',
}

/** Points that are spent, that expire or that go back to their lots were earned earlier. */
const EARNING: readonly EntryKind[] = ['earn', 'clawback', 'adjust']

/** What a movement earned of each kind. */
export function kindsOf(change: Change, points: number, cause: Cause): ByKind {
  const kind = cause.kind ?? change.kind
  const earned = EARNING.includes(kind) ? points - (change.deficit ?? 0) : 0
  const told = change.byKind ?? cause.byKind
  // Reversing a burn gives back points that were earned earlier, so no kind is earned now.
  if (kind === 'adjust' && told && isNoKind(told)) return told
  const split = told ?? allOf(KIND_OF_SOURCE[cause.source], earned)
  assertKinds(split, earned)
  return split
}
