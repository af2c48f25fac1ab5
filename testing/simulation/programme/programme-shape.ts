import * as v from 'valibot'

const whole = v.pipe(v.number(), v.integer())

/** What a milestone or a step of the month brings; coupons are not lived. */
const gift = { points: v.optional(whole, 0), growth: v.optional(whole, 0) }
const reward = { id: v.string(), points: v.optional(whole, 0), growth: v.optional(whole, 0) }
/** What a task counts up to its goal, every month or once. */
const counted = {
  ...reward,
  goal: whole,
  window: v.picklist(['once', 'month']),
  from: v.string(),
  to: v.optional(v.nullable(v.string()), null),
  leastFen: v.optional(whole, 1),
}
const words = v.object({ id: v.string(), words: v.array(v.string()) })

const Task = v.variant('kind', [
  v.looseObject({ kind: v.literal('check-in'), ...counted }),
  v.looseObject({ kind: v.literal('orders'), ...counted }),
  v.looseObject({ kind: v.literal('categories'), ...counted, categories: v.array(words) }),
  v.looseObject({ kind: v.literal('visit'), ...reward, perDay: v.optional(whole, 1) }),
  v.looseObject({
    kind: v.literal('review'),
    ...reward,
    perDay: v.optional(whole, 3),
    leastLetters: v.optional(whole, 15),
  }),
  v.looseObject({
    kind: v.literal('invite'),
    ...reward,
    perDay: whole,
    inviteePoints: v.optional(whole, 0),
  }),
  v.looseObject({ kind: v.literal('follow'), id: v.string() }),
])

const TierPolicy = v.looseObject({
  since: v.string(),
  window: v.variant('kind', [
    v.object({ kind: v.literal('none') }),
    v.object({ kind: v.literal('calendarYear') }),
    v.object({ kind: v.literal('rolling'), months: whole }),
  ]),
  graceDays: v.optional(whole, 0),
  gifts: v.optional(v.array(v.object({ tier: v.string(), points: whole })), []),
})

const cap = v.optional(v.nullable(whole), null)
const Caps = v.object({
  interactionPerDay: cap,
  checkInPerDay: cap,
  printCodePerDay: cap,
  taskPerDay: cap,
})

export const Programme = v.looseObject({
  earn: v.looseObject({
    points: whole,
    perFen: whole,
    rounding: v.optional(v.picklist(['floor', 'nearest', 'ceil']), 'floor'),
    tierMultipliers: v.optional(v.array(v.object({ tier: v.string(), percent: whole })), []),
    memberDays: v.optional(v.array(v.object({ dayOfMonth: whole, percent: whole })), []),
    birthday: v.optional(
      v.nullable(v.object({ scope: v.picklist(['day', 'month']), percent: whole })),
      null,
    ),
    campaigns: v.optional(
      v.array(
        v.looseObject({
          from: v.string(),
          to: v.string(),
          percent: whole,
          channels: v.optional(v.array(v.string()), []),
        }),
      ),
      [],
    ),
    rates: v.optional(
      v.array(
        v.looseObject({
          points: whole,
          perFen: whole,
          channels: v.optional(v.array(v.string()), []),
          tiers: v.optional(v.array(v.string()), []),
        }),
      ),
      [],
    ),
    capPerOrder: v.optional(v.nullable(whole), null),
    capPerDay: v.optional(v.nullable(whole), null),
  }),
  growth: v.looseObject({ growth: whole, perFen: whole }),
  tiers: v.array(v.looseObject({ id: v.string(), growth: whole })),
  tierPolicy: v.optional(v.nullable(TierPolicy), null),
  tasks: v.array(Task),
  profile: v.optional(v.looseObject({ points: whole }), { points: 0 }),
  caps: v.optional(Caps, {}),
  checkIn: v.looseObject({
    rewards: v.array(whole),
    monthly: v.optional(v.array(v.looseObject({ days: whole, ...gift })), []),
    milestones: v.optional(v.array(v.looseObject({ day: whole, ...gift })), []),
    makeUp: v.nullable(v.looseObject({ cost: whole, perMonth: whole, withinDays: whole })),
  }),
  expiry: v.union([
    v.object({
      policy: v.optional(v.literal('rolling'), 'rolling'),
      months: whole,
      graceDays: v.optional(whole, 7),
    }),
    v.object({
      policy: v.literal('fixedDate'),
      on: v.string(),
      yearsLater: v.optional(whole, 1),
      leastDays: v.optional(whole, 0),
      graceDays: v.optional(whole, 7),
    }),
  ]),
  claim: v.looseObject({
    windowDays: whole,
    waitDays: whole,
    perDay: whole,
    postDays: whole,
    postDaysByChannel: v.optional(v.record(v.string(), whole), {}),
    deficitLimit: v.optional(v.nullable(whole), null),
  }),
})
export type Programme = v.InferOutput<typeof Programme>
export type Milestone = Programme['checkIn']['milestones'][number]
export type Task = Programme['tasks'][number]

const price = v.object({ points: whole, fen: v.optional(whole, 0) })
const day = v.optional(v.nullable(v.string()), null)
const Limit = v.object({
  who: v.picklist(['each', 'all']),
  tiers: v.optional(v.array(v.string()), []),
  period: v.picklist(['day', 'week', 'month', 'ever']),
  count: whole,
})
export type Limit = v.InferOutput<typeof Limit>
const limits = v.optional(v.array(Limit), [])
const Offer = v.looseObject({
  id: v.string(),
  price,
  from: day,
  to: day,
  campaigns: v.optional(v.array(v.looseObject({ from: v.string(), to: v.string(), price })), []),
  audience: v.optional(
    v.object({
      tiers: v.optional(v.array(v.string()), []),
      balanceFrom: v.optional(whole, 0),
      balanceTo: v.optional(v.number(), Infinity),
    }),
    {},
  ),
  couponTemplate: v.optional(v.string()),
  limits,
})
export type Offer = v.InferOutput<typeof Offer>

export const Reward = v.looseObject({
  _id: v.string(),
  kind: v.picklist(['coupon', 'goods', 'code']),
  points: v.optional(v.nullable(whole), null),
  offers: v.optional(v.array(Offer), []),
  limits,
  stock: whole,
  perMember: v.optional(v.nullable(whole), null),
  couponTemplate: v.optional(v.string()),
  cancellable: v.optional(v.boolean(), true),
  saleFrom: v.optional(v.nullable(v.string()), null),
})
export type Reward = v.InferOutput<typeof Reward>

export const Template = v.looseObject({
  _id: v.string(),
  validDays: whole,
  shops: v.array(v.string()),
})
export type Template = v.InferOutput<typeof Template>
