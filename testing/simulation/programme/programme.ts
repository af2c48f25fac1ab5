import * as v from 'valibot'
import { DOCUMENTS } from '../../../demo/brand'
import {
  DEMO_PROGRAMME,
  documentsOfProgramme,
  wholeProgramme,
  type Written,
} from '../../programme-documents'
import { changedProgramme } from '../aims/changed-programme'
import { Programme, Reward, Template } from './programme-shape'
import { settingsOf } from '../reach/settings'
import { SHELF } from './shelf'

/** Codes of the pool that lives begin with, and of each file that staff load in them. */
export const POOL = { reward: 'parking', first: 10, each: 4, files: 6 }

/** What lives begin with. */
export const firstStock = ({ kind, stock }: Reward) => (kind === 'code' ? POOL.first : stock)

/** Printed codes on the brand's boxes. */
export const CODE_BATCH = { points: 25, count: 12 }

/** Labels that bring nothing, by their place after the batch. */
export const ODD_LABELS = { notYet: 12, unknown: 13, noCode: 14 }

const part = v.looseObject({})
const tasks = v.array(v.looseObject({ kind: v.string() }))
const demo = v.parse(
  v.looseObject({ claim: part, giveBack: part, checkIn: part, tasks }),
  DEMO_PROGRAMME,
)
/** The demo brand's ladder without its gifts, which the model does not predict. */
const PLAIN = { ...demo.checkIn, milestones: [] }
/** Points are worth little, so that generous programmes stay below the brand's limit. */
const giveBack = { ...demo.giveBack, worthPoints: 100 }
const claimRules = (postDays: number, perDay: number) => ({
  ...demo.claim,
  postDays,
  perDay,
  // In the simulation members claim by the number; proofs have tests of their own.
  proof: 'never',
})

const BETTER = multipliers(120, 150)
const BEST = multipliers(200, 330)
/** People who join from the third day of a life on get a welcome gift. */
const YEAR = { since: '2026-11-22', window: { kind: 'calendarYear' }, graceDays: 60 }
const QUARTER = { since: '2026-11-01', window: { kind: 'rolling', months: 3 }, graceDays: 20 }
const EVER = { since: '2026-11-01', window: { kind: 'none' } }
/** One order reaches the second tier. */
const LOW = [
  { id: 'shisha', name: '拾沙', growth: 0 },
  { id: 'juqiu', name: '聚丘', growth: 150 },
  { id: 'zhuta', name: '筑塔', growth: 600 },
]
/** The demo brand's tasks, small enough for short lives; a changed one starts next month. */
const TASKS = tasksWith({ perDay: 2, days: 3, orders: 1, leastFen: 2000, points: 40 })
const MORE_TASKS = tasksWith({ perDay: 1, days: 2, orders: 2, leastFen: 9000, points: 55 })

/** What staff write into the programme of the demo brand, one version after the other. */
const PATCHES = [
  { earn: { points: 2, perFen: 100 }, claim: claimRules(2, 6) },
  {
    earn: {
      points: 3,
      perFen: 100,
      rounding: 'nearest',
      capPerOrder: 3000,
      tierMultipliers: BETTER,
    },
    expiry: { months: 2 },
    claim: claimRules(0, 20),
  },
  {
    earn: {
      points: 7,
      perFen: 300,
      rounding: 'ceil',
      capPerDay: 2500,
      memberDays: [{ name: '会员日', dayOfMonth: 20, percent: 200 }],
    },
    expiry: { policy: 'fixedDate', on: '02-28', yearsLater: 0, leastDays: 20 },
    claim: { ...claimRules(5, 20), deficitLimit: 40 },
  },
  {
    earn: { points: 2, perFen: 100, capPerOrder: 500, capPerDay: 900 },
    checkIn: ladder([5, 10, 60], [{ days: 3, points: 15 }]),
    caps: { taskPerDay: 60, printCodePerDay: 40 },
    expiry: { months: 1 },
    claim: claimRules(1, 20),
  },
  {
    earn: { points: 1, perFen: 100 },
    checkIn: ladder(
      [1, 1, 2, 3, 5, 8, 100],
      [
        { days: 2, points: 7 },
        { days: 5, points: 30 },
      ],
    ),
    claim: { ...claimRules(0, 20), deficitLimit: 0 },
  },
  {
    earn: { points: 2, perFen: 100, tierMultipliers: BETTER },
    tierPolicy: { ...YEAR, gifts: gifts(6, 40, 90) },
    tiers: LOW,
    claim: claimRules(0, 20),
  },
  {
    earn: { points: 5, perFen: 300, rounding: 'ceil', tierMultipliers: BEST },
    growth: { growth: 2, perFen: 100 },
    tierPolicy: { ...YEAR, gifts: gifts(11, 25, 150) },
    tiers: LOW,
    tasks: MORE_TASKS,
    caps: { taskPerDay: 60 },
    expiry: { months: 3 },
    claim: { ...claimRules(1, 20), deficitLimit: 30 },
  },
  {
    earn: { points: 1, perFen: 100, tierMultipliers: BEST },
    tierPolicy: { ...QUARTER, gifts: gifts(0, 20, 45) },
    tiers: LOW,
    claim: claimRules(0, 20),
    tasks: MORE_TASKS,
  },
  {
    earn: { points: 3, perFen: 200, tierMultipliers: BETTER },
    growth: { growth: 1, perFen: 200 },
    tiers: LOW,
    claim: claimRules(0, 20),
    expiry: { months: 4 },
  },
  {
    earn: { points: 2, perFen: 100, tierMultipliers: BEST },
    tierPolicy: { ...EVER, gifts: gifts(5, 30, 80) },
    tiers: LOW,
    claim: claimRules(0, 20),
  },
  {
    earn: { points: 2, perFen: 100 },
    tierPolicy: { ...EVER, gifts: gifts(5, 45, 70) },
    tiers: LOW,
    tasks: MORE_TASKS,
    claim: { ...claimRules(2, 20), deficitLimit: 10 },
  },
].map((patch) => ({ checkIn: PLAIN, tasks: TASKS, ...patch, giveBack }))

function multipliers(hill: number, tower: number) {
  return [
    { tier: 'juqiu', percent: hill },
    { tier: 'zhuta', percent: tower },
  ]
}

function gifts(welcome: number, hill: number, tower: number) {
  const packs = { shisha: welcome, juqiu: hill, zhuta: tower }
  const all = Object.entries(packs).map(([tier, points]) => ({ tier, points }))
  return all.filter(({ points }) => points > 0)
}

function tasksWith(of: {
  perDay: number
  days: number
  orders: number
  leastFen: number
  points: number
}) {
  const changes: Record<string, object> = {
    visit: { perDay: of.perDay, growth: 3 },
    // So few that members meet the limit.
    review: { perDay: 1, growth: 2 },
    invite: { perDay: of.perDay, growth: 4 },
    'check-in': { goal: of.days, points: of.points },
    orders: { goal: of.orders, leastFen: of.leastFen, points: of.points, growth: 110 },
    categories: { goal: 2, points: 2 * of.points, growth: 60 },
  }
  const tasks = demo.tasks.filter(({ kind }) => kind in changes)
  return tasks.map((task) => ({ ...task, ...changes[task.kind] }))
}

function ladder(rewards: number[], monthly: { days: number; points: number }[]) {
  return { cycleDays: rewards.length, rewards, monthly, makeUp: null }
}

/**
 * The programmes between which a brand changes in one life: with make-ups and a fixed ladder, with
 * ladders that change, or with tiers kept by year, by quarter, not at all, or by all growth ever.
 */
type Family = readonly [number, ...number[]]
export const FAMILIES: readonly [Family, ...Family[]] = [
  [0, 1, 2],
  [3, 4],
  [5, 6],
  [7, 8],
  [9, 10],
]

export function familyOf(seed: number): Family {
  return FAMILIES[seed % FAMILIES.length] ?? FAMILIES[0]
}

/** Whether the lives of a seed have tiers: these last long and have many orders. */
export function keepsTiers(seed: number): boolean {
  return familyOf(seed).some((index) => 'tierPolicy' in (PATCHES[index] ?? {}))
}

/** From this number on, a programme is one that changes its family's first in every part. */
const CHANGED = 100

/** The number of a changed programme of a family. */
export function changedFrom(family: Family, draw: number): number {
  return CHANGED + (draw % CHANGES) * FAMILIES.length + FAMILIES.indexOf(family)
}

/** How many changed programmes a family has. */
const CHANGES = 60

/** The programme that staff save. */
export function programmeOf(number: number): Written {
  if (number < CHANGED) return { ...DEMO_PROGRAMME, ...PATCHES[number] }
  const [first] = familyOf(number - CHANGED)
  const changed = changedProgramme({ ...DEMO_PROGRAMME, ...PATCHES[first] }, number)
  return { ...changed, _id: DEMO_PROGRAMME._id }
}

/** What the brand publishes, read from its own documents and not from the database. */
export interface Rules {
  rewards: Map<string, Reward>
  templates: Map<string, Template>
  /** The documents in which staff write a programme. */
  documentsOf(number: number): Written[]
  /** The programme that these documents make together. */
  read(documents: readonly Written[]): Programme
  /** The settings of a programme that was read, for the table of what was reached. */
  settingsOf(programme: Programme): readonly string[]
}

export function readRules(): Rules {
  const local = (id: string) => id.split(':')[1] ?? id
  const shelf = (DOCUMENTS.catalog ?? []).map((each) => ({ ...each, ...SHELF[local(each._id)] }))
  const rewards = v.parse(v.array(Reward), shelf)
  const templates = v.parse(v.array(Template), DOCUMENTS.coupon_templates)
  const known = new Map<string, Programme>()
  const settings = new Map<Programme, readonly string[]>()
  return {
    rewards: new Map(rewards.map((reward) => [local(reward._id), reward])),
    templates: new Map(templates.map((template) => [local(template._id), template])),
    documentsOf: (number) => documentsOfProgramme(programmeOf(number)),
    read(documents) {
      const key = JSON.stringify(documents)
      const before = known.get(key)
      if (before) return before
      const whole = wholeProgramme(DEMO_PROGRAMME._id, documents)
      const programme = v.parse(Programme, whole)
      known.set(key, programme)
      settings.set(programme, settingsOf(whole))
      return programme
    },
    settingsOf: (programme) => settings.get(programme) ?? [],
  }
}
