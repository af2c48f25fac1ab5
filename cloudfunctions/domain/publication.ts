import * as v from 'valibot'
import { CheckInSettings } from '../contracts/check-in-settings'
import { CouponTemplateRules } from '../contracts/coupon-template'
import { ProgramRules } from '../contracts/program'
import { RewardRules } from '../contracts/reward'
import { ShopRules } from '../contracts/shop'
import { TierPolicySettings } from '../contracts/tier-settings'
import { giveBack, type GiveBackQuestion } from './give-back'
import { policyFault } from './platform-policy'
import { explainIssues } from './publishing/labels'

/** What a body is checked against besides its own shape. */
export interface Known {
  shops: ReadonlySet<string>
  templates: ReadonlySet<string>
}

export type Checked =
  { good: true; body: Record<string, unknown> } | { good: false; reason: string }

export const SCHEMAS = {
  shops: ShopRules,
  coupon_templates: CouponTemplateRules,
  catalog: RewardRules,
  programs: ProgramRules,
} as const

type Kind = keyof typeof SCHEMAS

const BOOKKEEPING = new Set(['_id', 'brand', 'status', 'checkedAt', 'checked', 'version'])

/** What staff wrote, without what we write on the document. */
export function bodyOf(draft: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(draft).filter(([field]) => !BOOKKEEPING.has(field)))
}

/** Whether an edited document can take effect, or why not in a shopkeeper's words. */
export function checkBody(kind: Kind, body: Record<string, unknown>, known: Known): Checked {
  // Before the shape: a task that must not be names its rule, not an unknown field.
  const forbidden = kind === 'programs' ? policyFault(body) : null
  if (forbidden !== null) return { good: false, reason: forbidden }
  const parsed = v.safeParse(SCHEMAS[kind], body)
  if (!parsed.success) return { good: false, reason: explainIssues(SCHEMAS[kind], parsed.issues) }
  const missing = missingReference(kind, body, known) ?? tooGenerous(kind, parsed.output)
  if (missing) return { good: false, reason: missing }
  return { good: true, body: parsed.output }
}

/** 返点: a programme over the brand's own limit is not published. */
function tooGenerous(kind: Kind, body: object): string | null {
  const program = kind === 'programs' ? v.safeParse(ProgramRules, body) : null
  if (!program?.success) return null
  const answer = giveBack(questionOf(program.output))
  return answer.withinLimit ? null : answer.verdict
}

/** What a programme asks of the calculator. */
export function questionOf({ earn, giveBack: worth }: ProgramRules): GiveBackQuestion {
  const { worthPoints, worthFen, expiryPercent, marginPercent, limitPercent } = worth
  return {
    earn: { points: earn.points, fen: earn.perFen },
    worth: { points: worthPoints, fen: worthFen },
    ...{ expiryPercent, marginPercent, limitPercent },
  }
}

function missingReference(kind: Kind, body: Record<string, unknown>, known: Known): string | null {
  const shops = Array.isArray(body.shops) ? body.shops.map(String) : []
  const absent = kind === 'programs' ? undefined : shops.find((shop) => !known.shops.has(shop))
  if (absent !== undefined) return `门店「${absent}」还没有生效，先在 shops 里填好它`
  const template = body.couponTemplate
  if (kind === 'catalog' && typeof template === 'string' && !known.templates.has(template)) {
    return `券模板「${template}」还没有生效，先在 coupon_templates 里填好它`
  }
  return kind === 'programs' ? (missingGift(body, known) ?? missingTier(body, known)) : null
}

/** 等级规则: it speaks of tiers that are there, and gives coupons that are in force. */
function missingTier(body: Record<string, unknown>, known: Known): string | null {
  const policy = v.safeParse(TierPolicySettings, body.tierPolicy)
  if (!policy.success) return null
  const { gifts, benefits } = policy.output
  const tiers = v.safeParse(v.array(v.looseObject({ id: v.string() })), body.tiers)
  const ids = new Set(tiers.success ? tiers.output.map(({ id }) => id) : [])
  const odd = [...gifts, ...benefits].find(({ tier }) => !ids.has(tier))
  if (odd) return `等级规则里的等级「${odd.tier}」不在等级列表里`
  const packs = [...gifts, ...benefits.flatMap(({ birthday }) => birthday ?? [])]
  const absent = packs.find(({ coupon }) => coupon !== null && !known.templates.has(coupon))
  return absent ? `等级礼的券「${absent.coupon}」还没有生效，先在 coupon_templates 里填好它` : null
}

/** 签到送券: a coupon of a milestone or of a step of the month has its template. */
function missingGift(body: Record<string, unknown>, known: Known): string | null {
  const checkIn = v.safeParse(CheckInSettings, body.checkIn)
  if (!checkIn.success) return null
  const { milestones, monthly } = checkIn.output
  const coupons = [...milestones, ...monthly].flatMap(({ coupon }) => coupon ?? [])
  const absent = coupons.find((coupon) => !known.templates.has(coupon))
  return absent === undefined
    ? null
    : `签到送的券「${absent}」还没有生效，先在 coupon_templates 里填好它`
}
