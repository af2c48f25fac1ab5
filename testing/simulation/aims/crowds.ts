import { ASKED } from '../acts/act-asks'

/** An act by its name, or one of the great actions by its kind. */
export interface Member {
  great?: Great
  act?: string
}

/** The actions that move something, with the two ways to cancel apart. */
const GREAT = [
  ...(['check-in', 'make-up', 'claim', 'adjust', 'duty', 'hand-over', 'jobs', 'join'] as const),
  ...([
    'import',
    'collect',
    'publish',
    'roll-back',
    'cancel',
    'cancel-by-staff',
    'redeem',
  ] as const),
  ...(['collect-task', 'visit', 'write-off'] as const),
] as const
export type Great = (typeof GREAT)[number]

/** These acts are great actions that are asked wrongly. */
const SAME_ACTION = ['claim.submit', 'join.join', 'order-import.commit']

/** As many actions stand in a group; two groups at once are a crowd. */
const GROUP = 6

export const ALL: readonly Member[] = [
  ...GREAT.map((great) => ({ great })),
  ...[...ASKED].filter((act) => !SAME_ACTION.includes(act)).map((act) => ({ act })),
]
/** Dealt out like cards, so that each group has its share of the great actions. */
const COUNT = Math.ceil(ALL.length / GROUP)
const GROUPS = Array.from({ length: COUNT }, (_, group) =>
  ALL.filter((_, place) => place % COUNT === group),
)
/** Every two groups, and each group with itself. */
const CROWDS = GROUPS.flatMap((one, place) =>
  GROUPS.slice(place).map((other) => [...one, ...other]),
)

/**
 * The actions that the life of a seed asks for at once. As many lives as there are crowds bring
 * every two actions together, and each action with itself.
 */
export function crowdAt(seed: number): readonly Member[] {
  return CROWDS[seed % CROWDS.length] ?? []
}
