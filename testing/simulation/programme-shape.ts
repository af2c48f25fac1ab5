import * as v from 'valibot'

const whole = v.pipe(v.number(), v.integer())

const reward = { id: v.string(), points: whole, growth: v.optional(whole, 0) }
/** What a task counts up to its goal, every month or once. */
const counted = {
  ...reward,
  goal: whole,
  window: v.picklist(['once', 'month']),
  from: v.string(),
  leastFen: v.optional(whole, 1),
}
const words = v.object({ id: v.string(), words: v.array(v.string()) })

const Task = v.variant('kind', [
  v.looseObject({ kind: v.literal('check-in'), ...counted }),
  v.looseObject({ kind: v.literal('orders'), ...counted }),
  v.looseObject({ kind: v.literal('categories'), ...counted, categories: v.array(words) }),
  v.looseObject({ kind: v.literal('visit'), ...reward, perDay: whole }),
])

const TierPolicy = v.looseObject({
  since: v.string(),
  window: v.variant('kind', [
    v.object({ kind: v.literal('none') }),
    v.object({ kind: v.literal('calendarYear') }),
    v.object({ kind: v.literal('rolling'), months: whole }),
  ]),
  graceDays: v.optional(whole, 0),
  gifts: v.array(v.object({ tier: v.string(), points: whole })),
})

export const Programme = v.looseObject({
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
  tierPolicy: v.optional(v.nullable(TierPolicy), null),
  tasks: v.array(Task),
  profile: v.optional(v.looseObject({ points: whole }), { points: 0 }),
  caps: v.optional(v.looseObject({ taskPerDay: v.optional(whole) }), {}),
  checkIn: v.looseObject({
    rewards: v.array(whole),
    monthly: v.array(v.looseObject({ days: whole, points: whole })),
    makeUp: v.nullable(v.looseObject({ cost: whole, perMonth: whole, withinDays: whole })),
  }),
  expiry: v.union([
    v.object({ policy: v.optional(v.undefined()), months: whole }),
    v.object({
      policy: v.literal('fixedDate'),
      on: v.string(),
      yearsLater: whole,
      leastDays: whole,
    }),
  ]),
  claim: v.looseObject({
    windowDays: whole,
    waitDays: whole,
    perDay: whole,
    postDays: whole,
    deficitLimit: v.optional(v.nullable(whole), null),
  }),
})
export type Programme = v.InferOutput<typeof Programme>
export type Task = Programme['tasks'][number]

export const Reward = v.looseObject({
  _id: v.string(),
  kind: v.picklist(['coupon', 'goods']),
  points: whole,
  stock: whole,
  perMember: v.nullable(whole),
  couponTemplate: v.optional(v.string()),
})
export type Reward = v.InferOutput<typeof Reward>

export const Template = v.looseObject({
  _id: v.string(),
  validDays: whole,
  shops: v.array(v.string()),
})
export type Template = v.InferOutput<typeof Template>
