import fc from 'fast-check'
import { checkedDays, checkInStrip, decideCheckIn } from './check-in'
import type { CheckInRules } from './check-in'
import { makeUpDay, missedDays, refuseMakeUp } from './make-up'
import { type CheckInState, newCheckInState } from '../account/account-parts'

/** Two years, day by day, by number; the product itself only gets the names of the days. */
const DAYS = 730
const NAMES = Array.from({ length: DAYS }, (_, i) =>
  new Date(Date.UTC(2026, 0, 1) + i * 86_400_000).toISOString().slice(0, 10),
)
const nameOf = (day: number) => NAMES[day] ?? ''

type Act = { kind: 'check-in' } | { kind: 'make-up'; ago: number }

/** The days that were checked in or made up, and what they must pay: a calendar on paper. */
class Paper {
  readonly done = new Set<number>()
  private readonly met = new Map<number, CheckInRules>()
  private readonly paidOn = new Map<number, number>()
  private readonly steps = new Map<string, number>()

  /** Each act notes the ladder of its day; a day that is done keeps the ladder of that moment. */
  meet(rules: CheckInRules, today: number): void {
    this.met.set(this.done.has(today) ? today + 1 : today, rules)
  }

  streakTo(day: number): number {
    let from = day
    while (this.done.has(from - 1)) from--
    return this.done.has(day) ? day - from + 1 : 0
  }

  newest(): number {
    return Math.max(...this.done)
  }

  /** What a check-in pays; its cycles are counted from the first day of its row of days. */
  pay(today: number): { earned: number; milestone: number | null } {
    let round = today - this.streakTo(today) + 1
    let ladder = this.ladderOn(round)
    while (round + ladder.cycleDays <= today) {
      round += ladder.cycleDays
      ladder = this.ladderOn(round)
    }
    const place = today - round + 1
    const milestone = ladder.milestones.find(({ day }) => day === place)
    const last = this.paidOn.get(place)
    const isDue = milestone && (last === undefined || today - last >= ladder.cycleDays)
    if (isDue) this.paidOn.set(place, today)
    const reward = ladder.rewards[place - 1] ?? -1
    return { earned: reward + (isDue ? milestone.points : 0), milestone: isDue ? place : null }
  }

  stepsOf(day: number, rules: CheckInRules): number[] {
    const month = nameOf(day).slice(0, 7)
    const count = this.inMonth(month).length
    const had = this.steps.get(month) ?? 0
    const reached = rules.monthly.map(({ days }) => days).filter((n) => n > had && n <= count)
    this.steps.set(month, Math.max(had, ...reached))
    return reached
  }

  inMonth(month: string): number[] {
    const days = [...this.done].map(nameOf).filter((name) => name.startsWith(month))
    return days.map((name) => Number(name.slice(8))).sort((a, b) => a - b)
  }

  private ladderOn(day: number): CheckInRules {
    const first = Math.min(...this.met.keys())
    for (let at = Math.max(day, first); ; at--) {
      const found = this.met.get(at)
      if (found) return found
    }
  }
}

const settings: fc.Arbitrary<CheckInRules> = fc
  .record({
    cycleDays: fc.constantFrom(3, 7, 10, 15, 30),
    steps: fc.array(fc.nat(9), { minLength: 30, maxLength: 30 }),
    gifts: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 5 }),
    monthly: fc.uniqueArray(fc.integer({ min: 1, max: 31 }), { maxLength: 6 }),
    perMonth: fc.integer({ min: 1, max: 10 }),
    withinDays: fc.integer({ min: 1, max: 14 }),
    offered: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ cycleDays, steps, gifts, monthly, perMonth, withinDays, offered }) => {
    let reward = 0
    const rising = (days: number[]) => [...days].sort((a, b) => a - b)
    const brings = { growth: 2, coupon: { templateId: 'coffee', title: '咖啡' } }
    return {
      cycleDays,
      rewards: steps.slice(0, cycleDays).map((step) => (reward += step)),
      milestones: rising(gifts.filter((day) => day <= cycleDays)).map((day) => ({
        day,
        points: 40 + day,
        ...brings,
      })),
      monthly: rising(monthly).map((days) => ({ days, points: days, ...brings })),
      makeUp: offered === 0 ? null : { cost: 20, perMonth, withinDays },
    }
  })

const life = fc.record({
  /** How many of a hundred days are checked in; many, so that rows grow long. */
  presence: fc.constantFrom(60, 90, 97, 99),
  days: fc.array(
    fc.record({
      chance: fc.nat(99),
      first: fc.boolean(),
      makeUps: fc.array(fc.integer({ min: 1, max: 14 }), { maxLength: 3 }),
    }),
    { minLength: DAYS, maxLength: DAYS },
  ),
  settings: fc.array(settings, { minLength: 1, maxLength: 12 }),
  /** After how many days the settings change, each time. */
  changes: fc.array(fc.integer({ min: 1, max: 160 }), { minLength: 12, maxLength: 12 }),
})

interface LifeDay {
  chance: number
  first: boolean
  makeUps: number[]
}

function actsOf({ chance, first, makeUps }: LifeDay, presence: number): Act[] {
  const comes: Act[] = chance < presence ? [{ kind: 'check-in' }] : []
  const others = makeUps.map((ago): Act => ({ kind: 'make-up', ago }))
  return first ? [...comes, ...others] : [...others, ...comes]
}

test('C8: two years of random check-ins, misses, make-ups and settings pay what a calendar pays', () => {
  fc.assert(
    fc.property(life, ({ presence, days, settings: rules, changes }) => {
      const paper = new Paper()
      let state = newCheckInState()
      let [at, next] = [0, changes[0] ?? DAYS]
      for (const [today, day] of days.entries()) {
        if (today === next) {
          at = Math.min(at + 1, rules.length - 1)
          next += changes[at] ?? DAYS
        }
        const inForce = rules[at]
        if (!inForce) throw new Error('settings are in force')
        for (const act of actsOf(day, presence)) {
          state = doAct(state, paper, inForce, today, act)
        }
        compare(state, paper, inForce, today)
      }
    }),
    { numRuns: 20, seed: 20261130, endOnFailure: true },
  )
})

function doAct(
  state: CheckInState,
  paper: Paper,
  rules: CheckInRules,
  today: number,
  act: Act,
): CheckInState {
  if (act.kind === 'make-up') return tryMakeUp(state, paper, rules, today, today - act.ago)
  const decision = decideCheckIn(state, rules, nameOf(today))
  if ('refused' in decision) throw new Error('the day is open')
  paper.meet(rules, today)
  paper.done.add(today)
  const { earned, milestone, streakDays, steps } = decision
  expect({ earned, milestone: milestone?.day ?? null }).toEqual(paper.pay(today))
  expect(streakDays).toBe(paper.streakTo(today))
  expect(steps.map((step) => step.days)).toEqual(paper.stepsOf(today, rules))
  return decision.state
}

function tryMakeUp(
  state: CheckInState,
  paper: Paper,
  rules: CheckInRules,
  today: number,
  day: number,
): CheckInState {
  const refused = refuseMakeUp(state, rules, nameOf(day), nameOf(0), nameOf(today))
  if (rules.makeUp && (day < 0 || paper.done.has(day))) {
    expect(refused).toEqual({ refused: 'DAY_NOT_MISSED' })
  }
  if (refused) return state
  const offered = missedDays(state, rules, nameOf(0), nameOf(today))
  const said = offered.find((each) => each.day === nameOf(day))
  const made = makeUpDay(state, rules, nameOf(day), nameOf(today))
  paper.meet(rules, today)
  paper.done.add(day)
  expect(made.streakDays).toBe(paper.streakTo(paper.newest()))
  expect(made.steps.map((step) => step.days)).toEqual(paper.stepsOf(day, rules))
  expect(said?.streakDays).toBe(shown(paper, today))
  return made.state
}

/** The streak on the screen: it does not break while today is still open. */
function shown(paper: Paper, today: number): number {
  return paper.done.has(today) ? paper.streakTo(today) : paper.streakTo(today - 1)
}

/** Checks what the account says at the end of a day, and that it stays small. */
function compare(state: CheckInState, paper: Paper, rules: CheckInRules, today: number): void {
  const strip = checkInStrip(state, rules, nameOf(today))
  expect(strip).toMatchObject({
    checkedInToday: paper.done.has(today),
    streakDays: shown(paper, today),
  })
  const month = nameOf(today).slice(0, 7)
  expect(checkedDays(state, month)).toEqual(paper.inMonth(month))
  expect(JSON.stringify(state).length).toBeLessThan(8_000)
}

test('C8: an account with ten years of check-ins and make-ups is no larger than one with two', () => {
  const rules: CheckInRules = {
    cycleDays: 7,
    rewards: [5, 5, 5, 5, 5, 10, 50],
    milestones: [],
    monthly: [],
    makeUp: { cost: 20, perMonth: 10, withinDays: 14 },
  }
  let state = newCheckInState()
  const sizes: number[] = []
  for (let i = 0; i < 3650; i++) {
    const day = new Date(Date.UTC(2026, 0, 1) + i * 86_400_000).toISOString().slice(0, 10)
    if (i % 3 > 0) {
      const decision = decideCheckIn(state, rules, day)
      if (!('refused' in decision)) state = decision.state
    }
    sizes.push(JSON.stringify(state).length)
  }
  // The number of one month may have more digits than that of another.
  expect(Math.max(...sizes.slice(800))).toBeLessThan(Math.max(...sizes.slice(0, 800)) + 20)
  expect(Math.max(...sizes)).toBeLessThan(2_000)
})
