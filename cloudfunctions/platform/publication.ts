import * as v from 'valibot'
import { CouponTemplateRules } from '../contracts/coupon-template'
import { ProgramRules } from '../contracts/program'
import { RewardRules } from '../contracts/reward'
import { ShopRules } from '../contracts/shop'
import type { EarnRules } from '../domain/earning'
import { findAll } from './collection'
import type { Published } from './documents'
import type { Transaction } from './transaction'

/** A published document with the version that entries name. */
export interface Rules<R> {
  version: number
  rules: R
  /** Documents that hold a reward's stock. */
  shards: number
}

/** What is in force for a brand: the last good version of everything that staff edit. */
export interface InForce {
  program: Rules<ProgramRules>
  shops: Map<string, Rules<ShopRules>>
  templates: Map<string, Rules<CouponTemplateRules>>
  rewards: Map<string, Rules<RewardRules>>
}

/** An environment whose programme was never published: an outage for users, work for staff. */
export class NothingPublished extends Error {
  override name = 'SettingMissing'
}

/** How long an instance works on what it has read; a change acts everywhere within this time. */
const CACHE_MS = 60_000
const cache = new Map<string, { readAt: number; inForce: InForce }>()

/** What is in force, read at most once a minute per instance. */
export async function inForce(brand: string, now: number): Promise<InForce> {
  const kept = cache.get(brand)
  if (kept && now >= kept.readAt && now - kept.readAt < CACHE_MS) return kept.inForce
  const fresh = decode(brand, await findAll('published', { brand, current: true }))
  cache.set(brand, { readAt: now, inForce: fresh })
  return fresh
}

/** Forgets what was read, after this instance itself has published. */
export function forgetInForce(brand: string): void {
  cache.delete(brand)
}

function decode(brand: string, published: Published[]): InForce {
  const of = <S extends v.GenericSchema>(collection: string, schema: S) =>
    published
      .filter((each) => each.collection === collection)
      .map((each): [string, Rules<v.InferOutput<S>>] => [
        localId(brand, each.document),
        { version: each.version, rules: v.parse(schema, each.body), shards: each.shards ?? 1 },
      ])
  const program = of('programs', ProgramRules)[0]
  if (!program) throw new NothingPublished(`programs/${brand} 还没有发布过，先运行 program.check`)
  return {
    program: program[1],
    shops: new Map(of('shops', ShopRules)),
    templates: new Map(of('coupon_templates', CouponTemplateRules)),
    rewards: new Map(of('catalog', RewardRules)),
  }
}

/** The earning rules of an earlier version; null where its history was removed. */
export async function earnRulesAt(
  tx: Transaction,
  brand: string,
  version: number,
): Promise<EarnRules | null> {
  const published = await tx.get('published', `programs:${brand}@${version}`)
  return published && v.parse(ProgramRules, published.body).earn
}

/** `<brand>:<id>` → `<id>`; the programme's own id is the brand. */
export function localId(brand: string, documentId: string): string {
  return documentId.startsWith(`${brand}:`) ? documentId.slice(brand.length + 1) : documentId
}
