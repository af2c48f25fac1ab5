import { assert } from '../assert'

/** 消费、奖励、互动积分: how points were earned. With a sign, so that an entry can take some back. */
export interface ByKind {
  /** From the base rate or a category's rate of an order. */
  consumption: number
  /** From multipliers of an order, printed codes, and staff. */
  reward: number
  /** From actions without buying: check-in, completing the profile. */
  interaction: number
}

export type EarnedKind = keyof ByKind

export function noKind(): ByKind {
  return { consumption: 0, reward: 0, interaction: 0 }
}

export function allOf(kind: EarnedKind, points: number): ByKind {
  return { ...noKind(), [kind]: points }
}

export function sumOfKinds({ consumption, reward, interaction }: ByKind): number {
  return consumption + reward + interaction
}

export function addKinds(a: ByKind, b: ByKind): ByKind {
  return {
    consumption: a.consumption + b.consumption,
    reward: a.reward + b.reward,
    interaction: a.interaction + b.interaction,
  }
}

export function lessKinds(a: ByKind, b: ByKind): ByKind {
  return addKinds(a, {
    consumption: -b.consumption,
    reward: -b.reward,
    interaction: -b.interaction,
  })
}

export function isNoKind(split: ByKind): boolean {
  return Object.values(split).every((points) => points === 0)
}

/** Asserts that the parts are whole numbers and make up what was earned or taken back. */
export function assertKinds(split: ByKind, earned: number): void {
  for (const points of Object.values(split)) {
    assert(Number.isSafeInteger(points), 'points of a kind are a safe integer')
  }
  assert(sumOfKinds(split) === earned, 'the kinds of an entry add up to what it earned')
}
