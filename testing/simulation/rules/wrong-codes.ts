import type { Outcome } from '../ask'
import type { World } from '../world/world'

/** Wrong codes after which a person waits for the next day. */
export const WRONG_PER_DAY = { till: 20, duty: 10, visit: 10, label: 10 } as const
export type WrongKind = keyof typeof WRONG_PER_DAY

export const LOCKED = { refused: 'CODES_LOCKED' }

export function isLocked(world: World, who: string, kind: WrongKind): boolean {
  return wrongOn(world, who, kind) >= WRONG_PER_DAY[kind]
}

export function wrongOn({ wrong, today }: World, who: string, kind: WrongKind): number {
  const tries = wrong.get(`${who} ${kind}`)
  return tries?.day === today ? tries.count : 0
}

/** One more wrong code of the day; the one after the last is not looked at. */
export function countWrong(world: World, who: string, kind: WrongKind, refused: string): Outcome {
  const count = wrongOn(world, who, kind) + 1
  world.wrong.set(`${who} ${kind}`, { day: world.today, count })
  return { refused }
}
