export const KINDS = [
  ...(['join', 'check-in', 'make-up', 'claim', 'redeem'] as const),
  ...([
    'write-off',
    'hand-over',
    'duty',
    'import',
    'jobs',
    'repeat',
    'publish',
    'roll-back',
    'cancel',
    'adjust',
    'collect',
    'collect-task',
    'visit',
    'act',
    'pay',
    'pay-news',
  ] as const),
] as const
export type CallKind = (typeof KINDS)[number]

export const JUMPS = [
  ...(['minutes', 'morning', 'midnight', 'beforeMidnight', 'days'] as const),
  ...(['monthEnd', 'yearEnd', 'leapDay', 'thirteenMonths', 'season'] as const),
] as const

export type Weighted<K extends string> = [K, number][]
export const WEIGHTS = Object.entries({
  join: 3,
  'check-in': 22,
  'make-up': 8,
  claim: 24,
  redeem: 16,
  'write-off': 7,
  'hand-over': 9,
  duty: 8,
  import: 18,
  jobs: 7,
  repeat: 8,
  publish: 4,
  'roll-back': 2,
  cancel: 7,
  adjust: 3,
  collect: 4,
  'collect-task': 7,
  visit: 5,
  pay: 14,
  'pay-news': 2,
  act: 0,
}) as Weighted<CallKind>
export const JUMP_WEIGHTS = Object.entries({
  minutes: 55,
  morning: 30,
  midnight: 5,
  days: 4,
  beforeMidnight: 3,
  monthEnd: 1.5,
  yearEnd: 0.6,
  leapDay: 0.3,
  thirteenMonths: 0.6,
  season: 0.5,
}) as Weighted<(typeof JUMPS)[number]>
/** Lives with tiers have more orders and jobs, and last for years. */
export const TIERED_WEIGHTS = reweighted(WEIGHTS, {
  claim: 34,
  import: 34,
  jobs: 18,
  redeem: 8,
  duty: 3,
})
export const TIERED_JUMPS = reweighted(JUMP_WEIGHTS, {
  days: 8,
  season: 3,
  yearEnd: 4,
  monthEnd: 3,
})

function reweighted<K extends string>(weights: Weighted<K>, changes: Partial<Record<K, number>>) {
  return weights.map(([key, weight]): [K, number] => [key, changes[key] ?? weight])
}

/** Calls that may be given up for good: an import or a job is resumed later instead. */
export const LOSABLE: CallKind[] = [
  'check-in',
  'make-up',
  'claim',
  'redeem',
  'write-off',
  'hand-over',
  'cancel',
  'collect',
  'collect-task',
  'visit',
]
/** Kinds of calls that meet on one member, one order, one reward or one coupon. */
export const RACES: [CallKind, ...CallKind[]][] = [
  ['check-in'],
  ['join'],
  ['claim'],
  ['redeem'],
  ['write-off'],
  ['hand-over'],
  ['cancel'],
  ['collect'],
  ['collect-task'],
  ['visit', 'collect-task'],
  ['collect-task', 'import', 'claim', 'jobs'],
  ['cancel', 'write-off', 'redeem'],
  ['cancel', 'hand-over'],
  ['claim', 'import'],
  ['check-in', 'redeem', 'make-up'],
  ['jobs', 'claim', 'import', 'check-in'],
  ['repeat', 'redeem', 'claim'],
  ['pay'],
  ['pay', 'pay-news', 'jobs'],
  ['pay', 'redeem', 'cancel'],
]
