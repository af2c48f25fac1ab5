import * as v from 'valibot'
import { DOCUMENTS } from '../../demo/brand'

const whole = v.pipe(v.number(), v.integer())

const Programme = v.looseObject({
  earn: v.looseObject({
    points: whole,
    perFen: whole,
    rounding: v.optional(v.picklist(['floor', 'nearest', 'ceil']), 'floor'),
    tierMultipliers: v.optional(v.array(v.object({ tier: v.string(), percent: whole })), []),
    memberDays: v.optional(v.array(v.object({ dayOfMonth: whole, percent: whole })), []),
    capPerOrder: v.optional(v.nullable(whole), null),
    capPerDay: v.optional(v.nullable(whole), null),
  }),
  growth: v.looseObject({ growth: whole, perFen: whole }),
  tiers: v.array(v.looseObject({ id: v.string(), growth: whole })),
  checkIn: v.looseObject({
    rewards: v.array(whole),
    monthly: v.array(v.looseObject({ days: whole, points: whole })),
    makeUp: v.nullable(v.looseObject({ cost: whole, perMonth: whole, withinDays: whole })),
  }),
  expiry: v.union([
    v.object({ policy: v.optional(v.undefined()), months: whole }),
    v.object({
      ...{ policy: v.literal('fixedDate'), on: v.string(), yearsLater: whole, leastDays: whole },
    }),
  ]),
  claim: v.looseObject({
    ...{ windowDays: whole, waitDays: whole, perDay: whole, postDays: whole },
    deficitLimit: v.optional(v.nullable(whole), null),
  }),
})
export type Programme = v.InferOutput<typeof Programme>

const Reward = v.looseObject({
  _id: v.string(),
  kind: v.picklist(['coupon', 'goods']),
  points: whole,
  stock: whole,
  perMember: v.nullable(whole),
  couponTemplate: v.optional(v.string()),
})
export type Reward = v.InferOutput<typeof Reward>

const Template = v.looseObject({ _id: v.string(), validDays: whole, shops: v.array(v.string()) })
export type Template = v.InferOutput<typeof Template>

/** So few that members run into the end of the stock, so cheap that they often can. */
export const SHELF: Record<string, { points: number; stock: number }> = {
  coffee: { points: 5, stock: 9 },
  toast: { points: 12, stock: 300 },
  'off-20': { points: 9, stock: 15 },
  'discount-80': { points: 120, stock: 200 },
  mug: { points: 150, stock: 3 },
  apron: { points: 180, stock: 30 },
}

/** Labels that stick on the brand's boxes. */
export const CODE_BATCH = { points: 25, count: 12 }

const [DEMO] = DOCUMENTS.programs ?? []
const part = v.looseObject({})
const demo = v.parse(v.looseObject({ claim: part, giveBack: part, checkIn: part }), DEMO)
/** The demo brand's ladder without its gifts, which the model does not foretell. */
const PLAIN = { ...demo.checkIn, milestones: [] }
/** Points are worth little, so that rich programmes stay below the brand's limit. */
const giveBack = { ...demo.giveBack, worthPoints: 100 }
const claimRules = (postDays: number, perDay: number) => ({ ...demo.claim, postDays, perDay })

/** What staff write into the programme of the demo brand, one after the other. */
const PATCHES = [
  { earn: { points: 2, perFen: 100 }, claim: claimRules(2, 6) },
  {
    earn: {
      ...{ points: 3, perFen: 100, rounding: 'nearest', capPerOrder: 3000 },
      tierMultipliers: [
        { tier: 'juqiu', percent: 120 },
        { tier: 'zhuta', percent: 150 },
      ],
    },
    expiry: { months: 2 },
    claim: claimRules(0, 20),
  },
  {
    earn: {
      ...{ points: 7, perFen: 300, rounding: 'ceil', capPerDay: 2500 },
      memberDays: [{ name: '会员日', dayOfMonth: 20, percent: 200 }],
    },
    expiry: { policy: 'fixedDate', on: '02-28', yearsLater: 0, leastDays: 20 },
    claim: { ...claimRules(5, 20), deficitLimit: 40 },
  },
  {
    earn: { points: 2, perFen: 100, capPerOrder: 500, capPerDay: 900 },
    checkIn: ladder([5, 10, 60], [{ days: 3, points: 15 }]),
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
].map((patch) => ({ checkIn: PLAIN, ...patch, giveBack }))

function ladder(rewards: number[], monthly: { days: number; points: number }[]) {
  return { cycleDays: rewards.length, rewards, monthly, makeUp: null }
}

/** Between these a brand changes: with make-ups under one ladder, or with ladders that change. */
type Family = readonly [number, ...number[]]
export const FAMILIES: readonly [Family, ...Family[]] = [
  [0, 1, 2],
  [3, 4],
]

export function familyOf(seed: number): Family {
  return FAMILIES[seed % FAMILIES.length] ?? FAMILIES[0]
}

/** The document that staff save for a programme. */
export function programmeDocument(index: number): { _id: string } {
  return { ...(DEMO ?? { _id: '' }), ...PATCHES[index] }
}

/** What the brand publishes, read from its documents and not from the database. */
export interface Rules {
  programmes: Programme[]
  rewards: Map<string, Reward>
  templates: Map<string, Template>
}

export function readRules(): Rules {
  const local = (id: string) => id.split(':')[1] ?? id
  const rewards = v.parse(v.array(Reward), DOCUMENTS.catalog)
  const templates = v.parse(v.array(Template), DOCUMENTS.coupon_templates)
  const stocked = rewards.map((r) => ({ ...r, ...SHELF[local(r._id)] }))
  return {
    programmes: PATCHES.map((_, index) => v.parse(Programme, programmeDocument(index))),
    rewards: new Map(stocked.map((reward) => [local(reward._id), reward])),
    templates: new Map(templates.map((template) => [local(template._id), template])),
  }
}
