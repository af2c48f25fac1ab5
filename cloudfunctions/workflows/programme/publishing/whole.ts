import { CouponTemplateRules } from '../../../contracts/coupon/coupon-template'
import { ProgramRules } from '../../../contracts/programme/program'
import { RewardRules } from '../../../contracts/mall/reward'
import { ShopRules } from '../../../contracts/guide/shop'
import { readStored } from '../../../domain/programme/publishing/reading'
import type { Whole } from '../../../domain/programme/publishing/whole'
import type { DraftCollection } from '../../../platform/database/documents'

/** One document of the whole: its id without the brand, and its content. */
export interface Part {
  collection: DraftCollection
  id: string
  body: unknown
}

/** All documents together, as far as they can be read. */
export function wholeOf(parts: readonly Part[]): Whole {
  const [shops, templates, rewards] = [new Map(), new Map(), new Map()] as [
    Map<string, ShopRules>,
    Map<string, CouponTemplateRules>,
    Map<string, RewardRules>,
  ]
  let program: ProgramRules | null = null
  for (const { collection, id, body } of parts) {
    if (collection === 'shops') keep(shops, id, readStored(ShopRules, body))
    if (collection === 'coupon_templates')
      keep(templates, id, readStored(CouponTemplateRules, body))
    if (collection === 'catalog') keep(rewards, id, readStored(RewardRules, body))
    if (collection === 'programs') program = readStored(ProgramRules, body)?.rules ?? null
  }
  return { shops, templates, rewards, program }
}

function keep<R>(rules: Map<string, R>, id: string, read: { rules: R } | null): void {
  if (read) rules.set(id, read.rules)
}
