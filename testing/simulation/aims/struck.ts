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

/** The lives of neighbours overlap: not each call that is planned comes to be asked. */
const STRIDE = 7

const CELLS: readonly Omit<Struck, 'at'>[] = [
  ...FAULTS.flatMap((fault) => ALL.map((member) => ({ ...member, fault }))),
  { great: 'jobs', fault: 'timerTwice' },
]

/**
 * The call that comes as this one in the life of a seed, with its fault. Lives next to each other go
 * on in the list, so that a few hundred seeds strike every action with every fault.
 */
export function struckAt(seed: number, place: number): Struck {
  const number = seed * STRIDE + place
  const cell = CELLS[number % CELLS.length] ?? { fault: 'late' as const }
  return { ...cell, at: 1 + (Math.floor(number / CELLS.length) % 2) }
}
