import { CouponTemplateRules } from '../../../contracts/coupon/coupon-template'
import { ShopRules } from '../../../contracts/guide/shop'
import { RewardRules } from '../../../contracts/mall/reward'
import { isProgramDocument, type ProgramDocument } from '../../../contracts/programme/parts'
import { readableRulesOf } from '../../../domain/programme/parts'
import { readStored } from '../../../domain/programme/publishing/reading'
import type { Whole } from '../../../domain/programme/publishing/whole'
import type { DraftCollection } from '../../../platform/database/documents'

/** One document of the whole: its id without the brand, and its content. */
export interface Part {
  collection: DraftCollection
  id: string
  body: Record<string, unknown>
}

/** All documents together, as far as they can be read. */
export function wholeOf(parts: readonly Part[]): Whole {
  const [shops, templates, rewards] = [new Map(), new Map(), new Map()] as [
    Map<string, ShopRules>,
    Map<string, CouponTemplateRules>,
    Map<string, RewardRules>,
  ]
  for (const { collection, id, body } of parts) {
    if (collection === 'shops') keep(shops, id, readStored(ShopRules, body))
    if (collection === 'coupon_templates')
      keep(templates, id, readStored(CouponTemplateRules, body))
    if (collection === 'catalog') keep(rewards, id, readStored(RewardRules, body))
  }
  const programIds = programBodies(parts)
  return { shops, templates, rewards, program: readableRulesOf(programIds), programIds }
}

/** The documents of the programme among these. */
export function programBodies(parts: readonly Part[]) {
  const bodies = new Map<ProgramDocument, Part['body']>()
  for (const { collection, id, body } of parts) {
    if (collection === 'programs' && isProgramDocument(id)) bodies.set(id, body)
  }
  return bodies
}

function keep<R>(rules: Map<string, R>, id: string, read: { rules: R } | null): void {
  if (read) rules.set(id, read.rules)
}
