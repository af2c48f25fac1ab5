import type { StepAim } from './aims/aim'
import {
  JUMP_WEIGHTS,
  LOSABLE,
  RACES,
  TIERED_JUMPS,
  TIERED_WEIGHTS,
  WEIGHTS,
  type CallKind,
  type JUMPS,
  type Weighted,
} from './aims/everyday'
import { crowdAt, type Member as CrowdMember } from './aims/crowds'
import { struckAt } from './aims/struck'
import { Ways } from './aims/ways'
import { keepsTiers } from './programme/programme'
import { Random } from './random'

/** A call before the world is known: `draws` chooses its input when its turn comes. */
export interface Call {
  kind: CallKind
  /** Index of the person. */
  person: number
  draws: number[]
  fault: PlannedFault | null
  /** True if the answer is lost and nobody asks again. */
  lost: boolean
  /** Which small act it is; any if nothing is said. */
  act?: string
  /** Its fault is to strike the request that it names. */
  isAimed?: boolean
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

/** Time passes, then all calls start at once. */
export interface Step {
  id: number
  jump: (typeof JUMPS)[number]
  by: number
  calls: Call[]
  /** Where this step leads to, if it is part of a way to something rare. */
  aim?: StepAim
}

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
  const changes = changesOf(seed)
  const steps: Step[] = []
  let [planned, done, beside, hasMet] = [0, 0, 0, false]
  for (let id = 1; planned < actions; id++) {
    const left = actions - planned
    const early = id <= people
    const way = early || !hasWays ? null : ways.next(left)
    if (way) {
      const other = () =>
        way.crowd === 1 && way.faults && random.chance(0.7)
          ? struck(random, people, [seed, beside++, false])
          : quiet(random, people, way.faults)
      const calls = Array.from({ length: way.crowd }, other)
      planned += calls.length
      steps.push({ id, jump: 'minutes', by: random.below(1000), calls, aim: way.aim })
      continue
    }
    if (hasWays && !hasMet && id >= people + CROWD_AFTER) {
      hasMet = true
      const calls = crowdOf(random, people, seed).slice(0, left)
      planned += calls.length
      steps.push({ id, jump: 'minutes', by: random.below(1000), calls })
      continue
    }
    const change = hasWays ? changes.find(({ after }) => id >= people + after) : undefined
    if (change) {
      changes.splice(changes.indexOf(change), 1)
      planned += 1
      const calls = [quietly(call(random, change.kind, 0))]
      steps.push({ id, jump: 'minutes', by: random.below(1000), calls })
      continue
    }
    const isRace = !early && left >= 2 && random.chance(0.18)
    const calls = isRace ? race(random, people, Math.min(left, 2 + random.below(5))) : []
    if (!isRace) {
      const weights = isTiered ? TIERED_WEIGHTS : WEIGHTS
      const usual = early && random.chance(0.95) ? 'join' : kindOf(random, id - people, weights)
      const kind = !early && hasWays && acts.chance(ACTS_SHARE) ? 'act' : usual
      const one = call(random, kind, early ? id - 1 : random.below(people))
      calls.push(kind === 'act' ? struck(random, people, [seed, done++, true]) : one)
    }
    if (hasWays) for (const each of calls) anywhere(each, acts)
    planned += calls.length
    const jump = random.weighted(isTiered ? TIERED_JUMPS : JUMP_WEIGHTS, 'minutes')
    steps.push({ id, jump, by: random.below(1000), calls })
  }
  return steps
}

/** How many of the single calls come from the list of actions and faults. */
const ACTS_SHARE = 0.7

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

/** Staff change the programme early or late in a life, and later take a part of it back. */
function changesOf(seed: number): { kind: CallKind; after: number }[] {
  const isEarly = Math.floor(seed / 5) % 2 === 0
  return [
    { kind: 'publish', after: isEarly ? 2 : 10 },
    { kind: 'roll-back', after: 13 },
  ]
}

function quietly(one: Call): Call {
  // The third draw says that it is a changed programme.
  return { ...one, draws: one.draws.with(2, 1), fault: null, lost: false }
}

/** The crowd of a life comes at this step after the joins. */
const CROWD_AFTER = 12

/** Many actions at once, so that the lives of a run bring every two actions together. */
function crowdOf(random: Random, people: number, seed: number): Call[] {
  const isOnePerson = random.chance(0.5)
  const shared = call(random, 'act', random.below(people))
  return crowdAt(seed).map((member) => {
    const own = ofMember(random, people, member)
    const person = isOnePerson ? shared.person : own.person
    // The third draw chooses who cancels, and the person of an act.
    const third = member.great ? (own.draws[2] ?? 0) : person
    return { ...own, person, draws: shared.draws.with(2, third), fault: null, lost: false }
  })
}

/** The next call of this life that a fault is to strike. */
function struck(random: Random, people: number, which: Parameters<typeof struckAt>): Call {
  const { great, act, fault, at } = struckAt(...which)
  const one = ofMember(random, people, { great, act })
  return { ...one, lost: false, fault: { fault, at }, isAimed: true }
}

/** A call for one of the actions. */
function ofMember(random: Random, people: number, { great, act }: CrowdMember): Call {
  const isStaff = great === 'cancel-by-staff'
  const one = call(random, isStaff ? 'cancel' : (great ?? 'act'), random.below(people))
  // The third draw chooses who cancels.
  const draws = great ? one.draws.with(2, Number(!isStaff)) : one.draws
  return { ...one, draws, ...(act === undefined ? {} : { act }) }
}

/** A fault can strike any request, also in the tail of a job or an import. */
function anywhere({ kind, fault, isAimed }: Call, random: Random): void {
  if (!fault || isAimed) return
  fault.isEarly = random.chance(0.3)
  if (random.chance(0.4)) fault.at += random.below(LONG_CALLS.includes(kind) ? 110 : 12)
}

/** Calls that make many requests of the database. */
const LONG_CALLS: CallKind[] = ['jobs', 'import', 'publish']

/** A call on the way to something rare; its own draws count only if the way has no call for it. */
function quiet(random: Random, people: number, faults: boolean): Call {
  const usual = random.weighted(WEIGHTS, 'check-in')
  // Of two programmes saved at once nobody can tell which one counts.
  const kind = usual === 'publish' || usual === 'roll-back' || random.chance(0.5) ? 'act' : usual
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
