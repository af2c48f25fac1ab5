import type { World } from '../world/world'

/** What an act is about is chosen from this. */
export interface Choice {
  world: World
  /** A member of the seed's choice, and a draw. */
  who: string
  a: number
  requestId: string
}

export type About = (choice: Choice) => string | null

export function pick<T>(list: readonly T[], a: number): T | undefined {
  return list[a % Math.max(1, list.length)]
}
