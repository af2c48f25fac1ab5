import * as v from 'valibot'
import { DOCUMENTS } from '../../demo/brand'

const whole = v.pipe(v.number(), v.integer())

const Programme = v.looseObject({
  earn: v.looseObject({ points: whole, perFen: whole }),
  growth: v.looseObject({ growth: whole, perFen: whole }),
  tiers: v.array(v.looseObject({ id: v.string(), growth: whole })),
  checkIn: v.looseObject({
    rewards: v.array(whole),
    monthly: v.array(v.looseObject({ days: whole, points: whole })),
    makeUp: v.looseObject({ cost: whole, perMonth: whole, withinDays: whole }),
  }),
  expiry: v.looseObject({ months: whole }),
  claim: v.looseObject({ windowDays: whole, waitDays: whole, perDay: whole, postDays: whole }),
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

/** So few that members run into the end of the stock; the others stay as the brand has them. */
export const SCARCE: Record<string, number> = { coffee: 6, 'off-20': 9, mug: 3 }

/** What the brand has published, read from its documents and not from the database. */
export interface Rules {
  programme: Programme
  rewards: Map<string, Reward>
  templates: Map<string, Template>
}

export function readRules(): Rules {
  const local = (id: string) => id.split(':')[1] ?? id
  const rewards = v.parse(v.array(Reward), DOCUMENTS.catalog)
  const templates = v.parse(v.array(Template), DOCUMENTS.coupon_templates)
  const stocked = rewards.map((r) => ({ ...r, stock: SCARCE[local(r._id)] ?? r.stock }))
  return {
    programme: v.parse(Programme, DOCUMENTS.programs?.[0]),
    rewards: new Map(stocked.map((reward) => [local(reward._id), reward])),
    templates: new Map(templates.map((template) => [local(template._id), template])),
  }
}
