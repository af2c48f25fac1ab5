import * as v from 'valibot'
import { CouponTemplateRules } from '../../contracts/coupon/coupon-template'
import { isProgramDocument, PROGRAM_SCHEMAS } from '../../contracts/programme/parts'
import { ProgramRules } from '../../contracts/programme/program'
import { RewardRules } from '../../contracts/mall/reward'
import { ShopRules } from '../../contracts/guide/shop'
import { offerFault } from '../mall/offer-faults'
import { giveBack, type GiveBackQuestion } from '../earning/give-back'
import { policyFault } from './wechat-policy'
import { explainIssues } from './publishing/labels'

export type Checked =
  { good: true; body: Record<string, unknown> } | { good: false; reason: string }

export const SCHEMAS = {
  shops: ShopRules,
  coupon_templates: CouponTemplateRules,
  catalog: RewardRules,
  programs: ProgramRules,
} as const

type Kind = keyof typeof SCHEMAS

/** What a document may hold; a programme is several documents, `id` says which. */
export function schemaOf(
  kind: Kind,
  id: string,
): v.GenericSchema<unknown, Record<string, unknown>> {
  return kind === 'programs' && isProgramDocument(id) ? PROGRAM_SCHEMAS[id] : SCHEMAS[kind]
}

const BOOKKEEPING = new Set(['brand', 'status', 'checkedAt', 'checked', 'version'])
/** Fields that the cloud's own tools write on a document, with or without an underscore. */
const OF_THE_CLOUD = /^_|^(create|update)(d?At|d?By|Time)$|^(owner|openid|mainDep|departmentList)$/

/** What staff wrote, without the fields that we and the cloud's own tools add. */
export function bodyOf(draft: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(draft).filter(([field]) => !BOOKKEEPING.has(field) && !OF_THE_CLOUD.test(field)),
  )
}

/**
 * Whether an edited document could take effect by itself, or why not, in words for a shopkeeper;
 * its references to other documents are checked in `publishing/whole.ts`.
 */
export function checkBody(kind: Kind, body: Record<string, unknown>, id = ''): Checked {
  // Checked before the shape, so that a forbidden task names its rule and not an unknown field.
  const forbidden = kind === 'programs' ? policyFault(body) : null
  if (forbidden !== null) return { good: false, reason: forbidden }
  const schema = schemaOf(kind, id)
  const parsed = v.safeParse(schema, body)
  if (!parsed.success) return { good: false, reason: explainIssues(schema, parsed.issues) }
  const fault =
    kind === 'programs'
      ? programFault(parsed.output)
      : kind === 'catalog'
        ? offerFault(v.parse(RewardRules, body))
        : null
  return fault === null ? { good: true, body: parsed.output } : { good: false, reason: fault }
}

/** What is wrong within one document; what concerns two is in `publishing/whole.ts`. */
function programFault(held: Partial<ProgramRules>): string | null {
  return oddTier(held) ?? oddCategory(held) ?? tooGenerous(held)
}

/** 返点: a programme above the brand's own limit is not published. */
function tooGenerous({ earn, giveBack: worth }: Partial<ProgramRules>): string | null {
  if (!earn || !worth) return null
  const answer = giveBack(questionOf({ earn, giveBack: worth }))
  return answer.withinLimit ? null : answer.verdict
}

/** What a programme asks the calculator. */
export function questionOf({
  earn,
  giveBack: worth,
}: Pick<ProgramRules, 'earn' | 'giveBack'>): GiveBackQuestion {
  const { worthPoints, worthFen, expiryPercent, marginPercent, limitPercent } = worth
  return {
    earn: { points: earn.points, fen: earn.perFen },
    worth: { points: worthPoints, fen: worthFen },
    expiryPercent,
    marginPercent,
    limitPercent,
  }
}

/** Where a programme names a tier that it does not have. */
export function oddTier({ tiers, tierPolicy, earn }: Partial<ProgramRules>): string | null {
  if (!tiers) return null
  const ids = new Set(tiers.map(({ id }) => id))
  const { gifts = [], benefits = [] } = tierPolicy ?? {}
  const { tierMultipliers = [], rates = [] } = earn ?? {}
  const named = [
    ...[...gifts, ...benefits].map(({ tier }) => ({ tier, where: '等级规则' })),
    ...tierMultipliers.map(({ tier }) => ({ tier, where: '等级倍数' })),
    ...rates.flatMap((rate) => rate.tiers.map((tier) => ({ tier, where: '积分比例' }))),
  ]
  const odd = named.find(({ tier }) => !ids.has(tier))
  return odd ? `${odd.where}里的等级「${odd.tier}」不在等级列表里` : null
}

function oddCategory({ earn }: Partial<ProgramRules>): string | null {
  if (!earn) return null
  const categories = new Set(earn.categories.map(({ id }) => id))
  if (categories.size < earn.categories.length) return '品类编号不能重复'
  const absent = earn.rates.flatMap((rate) => rate.categories).find((id) => !categories.has(id))
  return absent === undefined ? null : `积分比例里的品类「${absent}」不在品类列表里`
}
