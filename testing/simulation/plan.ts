import type { StepAim } from './aims/aim'
import { Ways } from './aims/ways'
import { keepsTiers } from './programme'
import { Random } from './random'

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
    'cancel',
    'adjust',
    'collect',
    'collect-task',
    'visit',
    'act',
  ] as const),
] as const
export type CallKind = (typeof KINDS)[number]

/** A call before the world is known: `draws` chooses its input when its turn comes. */
export interface Call {
  kind: CallKind
  /** Index of the person. */
  person: number
  draws: number[]
  fault: PlannedFault | null
  /** True if the answer is lost and nobody asks again. */
  lost: boolean
}

export interface PlannedFault {
  fault: (typeof FAULTS)[number]
  /** Which database request gets the fault, or how many milliseconds late the call is. */
  at: number
  /** In the first of the two calls of an import. */
  isEarly?: boolean
}

/** Every way in which a call, or one of its database requests, can go wrong. */
export const FAULTS = [
  ...(['conflict', 'busy', 'timeout', 'replyLost', 'crashBefore', 'crashAfter'] as const),
  ...(['together', 'after', 'late', 'timerTwice'] as const),
] as const

export const JUMPS = [
  ...(['minutes', 'morning', 'midnight', 'beforeMidnight', 'days'] as const),
  ...(['monthEnd', 'yearEnd', 'leapDay', 'thirteenMonths', 'season'] as const),
] as const

/** Time passes, then all calls start at once. */
export interface Step {
  id: number
  jump: (typeof JUMPS)[number]
  by: number
  calls: Call[]
  /** Where this step leads to, if it is part of a way to something rare. */
  aim?: StepAim
}

type Weighted<K extends string> = [K, number][]
const WEIGHTS = Object.entries({
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
  publish: 2,
  cancel: 7,
  adjust: 3,
  collect: 4,
  'collect-task': 7,
  visit: 5,
  act: 0,
}) as Weighted<CallKind>
const JUMP_WEIGHTS = Object.entries({
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
}) as Weighted<Step['jump']>
/** Lives with tiers have more orders and jobs, and last for years. */
const TIERED_WEIGHTS = reweighted(WEIGHTS, { claim: 34, import: 34, jobs: 18, redeem: 8, duty: 3 })
const TIERED_JUMPS = reweighted(JUMP_WEIGHTS, { days: 8, season: 3, yearEnd: 4, monthEnd: 3 })

function reweighted<K extends string>(weights: Weighted<K>, changes: Partial<Record<K, number>>) {
  return weights.map(([key, weight]): [K, number] => [key, changes[key] ?? weight])
}

/** Calls that may be given up forever: an import or a job is resumed later instead. */
const LOSABLE: CallKind[] = [
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
const RACES: [CallKind, ...CallKind[]][] = [
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
]

/**
 * Everything that happens in the world of a seed; the same seed gives the same plan. Without ways it
 * is everyday life alone, as balances of two engines are compared.
 */
export function planSteps(seed: number, actions: number, hasWays = true): Step[] {
  const random = new Random(seed * 2_654_435_761 + 97)
  const people = 5 + random.below(4)
  const isTiered = keepsTiers(seed)
  const ways = new Ways(seed)
  // Drawn apart, so that everyday life alone stays what it was.
  const acts = new Random(seed * 31 + 5)
  const steps: Step[] = []
  let planned = 0
  for (let id = 1; planned < actions; id++) {
    const left = actions - planned
    const early = id <= people
    const way = early || !hasWays ? null : ways.next(left)
    if (way) {
      const calls = Array.from({ length: way.crowd }, () => quiet(random, people, way.faults))
      planned += calls.length
      steps.push({ id, jump: 'minutes', by: random.below(1000), calls, aim: way.aim })
      continue
    }
    if (hasWays && id === people + PAIR_AFTER && left >= 2) {
      const calls = pairAt(random, people, seed)
      planned += calls.length
      steps.push({ id, jump: 'minutes', by: random.below(1000), calls })
      continue
    }
    const isRace = !early && left >= 2 && random.chance(0.18)
    const calls = isRace ? race(random, people, Math.min(left, 2 + random.below(5))) : []
    if (!isRace) {
      const weights = isTiered ? TIERED_WEIGHTS : WEIGHTS
      const usual = early && random.chance(0.95) ? 'join' : kindOf(random, id - people, weights)
      const kind = !early && hasWays && acts.chance(ACTS_SHARE) ? 'act' : usual
      calls.push(call(random, kind, early ? id - 1 : random.below(people)))
    }
    if (hasWays) for (const each of calls) anywhere(each, acts)
    planned += calls.length
    const jump = random.weighted(isTiered ? TIERED_JUMPS : JUMP_WEIGHTS, 'minutes')
    steps.push({ id, jump, by: random.below(1000), calls })
  }
  return steps
}

/** How many of the single calls are small acts: looking, and what staff do at a desk. */
const ACTS_SHARE = 0.25

/** Soon after people have joined there are orders to claim, and guides are on duty. */
function kindOf(random: Random, since: number, weights: Weighted<CallKind>): CallKind {
  if (since === 1 || since === 2) return 'import'
  return since === 3 ? 'duty' : random.weighted(weights, 'check-in')
}

/** Simultaneous calls that share their random draws, so that they get in each other's way. */
function race(random: Random, people: number, size: number): Call[] {
  const kinds = random.pick<[CallKind, ...CallKind[]]>(
    RACES as [(typeof RACES)[0], ...typeof RACES],
  )
  const samePerson = random.chance(0.5)
  const first = call(random, kinds[0], random.below(people))
  return Array.from({ length: size }, (_, i) => {
    const each = call(random, i === 0 ? kinds[0] : random.pick(kinds), random.below(people))
    const draws = random.chance(0.75) ? first.draws : each.draws
    return { ...each, person: samePerson ? first.person : each.person, draws }
  })
}

/** The pair of actions that a life brings together comes at this step after the joins. */
const PAIR_AFTER = 12

/**
 * Two simultaneous calls, so that the lives of a run bring every two of the great actions together.
 */
function pairAt(random: Random, people: number, seed: number): Call[] {
  const all = GREAT.flatMap((one, place) => GREAT.slice(place).map((other) => [one, other]))
  const pairs = all.filter(([one, other]) => one !== 'publish' || other !== 'publish')
  const person = random.below(people)
  return (pairs[seed % pairs.length] ?? []).map((kind) => {
    const isStaff = kind === 'cancel-by-staff'
    const each = call(random, isStaff ? 'cancel' : (kind as CallKind), person)
    // The third draw chooses who cancels.
    each.draws[2] = isStaff ? 0 : 1
    return each
  })
}

/** The actions that move something, with the two ways to cancel apart. */
const GREAT: readonly (CallKind | 'cancel-by-staff')[] = [
  ...(['check-in', 'make-up', 'claim', 'adjust', 'duty', 'hand-over', 'jobs', 'join'] as const),
  ...(['import', 'collect', 'publish', 'cancel', 'cancel-by-staff', 'redeem'] as const),
  ...(['collect-task', 'visit', 'write-off'] as const),
]

/** A fault can strike any request, also in the tail of a job or an import. */
function anywhere({ kind, fault }: Call, random: Random): void {
  if (!fault) return
  fault.isEarly = random.chance(0.3)
  if (random.chance(0.4)) fault.at += random.below(LONG_CALLS.includes(kind) ? 110 : 12)
}

/** Calls that make many requests of the database. */
const LONG_CALLS: CallKind[] = ['jobs', 'import', 'publish']

/** A call on the way to something rare; its own draws count only if the way has no call for it. */
function quiet(random: Random, people: number, faults: boolean): Call {
  const usual = random.weighted(WEIGHTS, 'check-in')
  // Of two programmes saved at once nobody can tell which one counts.
  const kind = usual === 'publish' || random.chance(0.5) ? 'act' : usual
  const any = call(random, kind, random.below(people))
  return { ...any, lost: false, fault: faults ? any.fault : null }
}

function call(random: Random, kind: CallKind, person: number): Call {
  return {
    kind,
    person,
    draws: Array.from({ length: 40 }, () => random.below(1000)),
    fault: random.chance(0.3) ? { fault: random.pick(FAULTS), at: 1 + random.below(10) } : null,
    lost: LOSABLE.includes(kind) && random.chance(0.05),
  }
}
