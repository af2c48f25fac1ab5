import type * as v from 'valibot'
import { CouponTemplateRules } from '../contracts/coupon-template'
import { ProgramRules } from '../contracts/program'
import { RewardRules } from '../contracts/reward'
import { ShopRules } from '../contracts/shop'
import type { EarnRules } from '../domain/earning'
import { readByParts, readStored } from '../domain/publishing/reading'
import { copyId, storedOf, type Stored } from './publishing/stored'
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
  const fresh = decode(brand, await storedOf(brand))
  cache.set(brand, { readAt: now, inForce: fresh })
  return fresh
}

/** Forgets what was read, after this instance itself has published. */
export function forgetInForce(brand: string): void {
  cache.delete(brand)
}

function decode(brand: string, stored: Stored[]): InForce {
  const of = <S extends v.GenericSchema>(collection: string, schema: S) =>
    new Map(
      stored
        .filter((each) => each.collection === collection)
        .flatMap((each): [string, Rules<v.InferOutput<S>>][] => {
          const read = readStored(schema, each.body)
          // Left out: one document that nobody can read takes nothing else with it.
          if (!read) return []
          const { version, shards = 1 } = each
          return [[localId(brand, each.document), { version, rules: read.rules, shards }]]
        }),
    )
  return {
    program: programOf(brand, stored),
    shops: of('shops', ShopRules),
    templates: of('coupon_templates', CouponTemplateRules),
    rewards: of('catalog', RewardRules),
  }
}

function programOf(brand: string, stored: Stored[]): Rules<ProgramRules> {
  const found = stored.find(({ collection }) => collection === 'programs')
  if (!found) throw new NothingPublished(`programs/${brand} 还没有发布过，先运行 program.check`)
  const missing = (part: string) =>
    new NothingPublished(`programs/${brand} 的 ${part} 读不出来，请改好会员规则再发布`)
  const rules = readStored(ProgramRules, found.body)?.rules ?? readByParts(found.body, missing)
  return { version: found.version, rules, shards: 1 }
}

/** The earning rules of an earlier version; null where its history was removed or is unreadable. */
export async function earnRulesAt(
  tx: Transaction,
  brand: string,
  version: number,
): Promise<EarnRules | null> {
  const published = await tx.get('published', copyId(`programs:${brand}`, version))
  return published && (readStored(ProgramRules.entries.earn, published.body.earn)?.rules ?? null)
}

/** `<brand>:<id>` → `<id>`; the programme's own id is the brand. */
export function localId(brand: string, documentId: string): string {
  return documentId.startsWith(`${brand}:`) ? documentId.slice(brand.length + 1) : documentId
}
