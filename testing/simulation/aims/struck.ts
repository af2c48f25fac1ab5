import { ALL, type Member } from './crowds'

/** The faults that can strike any call. */
const FAULTS = [
  ...(['conflict', 'busy', 'timeout', 'replyLost', 'crashBefore', 'crashAfter'] as const),
  ...(['together', 'after', 'late'] as const),
] as const

export interface Struck extends Member {
  fault: (typeof FAULTS)[number] | 'timerTwice'
  /** The request that is struck; nearly every call makes a first one. */
  at: number
}

/** As many such calls come in nearly every life, so that neighbours go on in the list. */
const PER_LIFE = 6

const CELLS: readonly Omit<Struck, 'at'>[] = [
  ...FAULTS.flatMap((fault) => ALL.map((member) => ({ ...member, fault }))),
  { great: 'jobs', fault: 'timerTwice' },
]

/**
 * The call that comes as this one in the life of a seed, with its fault. Lives next to each other go
 * on in the list, so that a few hundred seeds strike every action with every fault. Calls beside
 * ways may not come to be asked, so they walk the list once more from its middle.
 */
export function struckAt(seed: number, place: number, isSure: boolean): Struck {
  const number = seed * PER_LIFE + place + (isSure ? 0 : Math.floor(CELLS.length / 2))
  const cell = CELLS[number % CELLS.length] ?? { fault: 'late' as const }
  // A small act may make one request alone.
  const at = cell.great ? 1 + (Math.floor(number / CELLS.length) % 2) : 1
  return { ...cell, at }
}
