import * as v from 'valibot'
import { ACTION_TITLES } from '../../contracts/action-titles'
import { CouponTemplateRules } from '../../contracts/coupon/coupon-template'
import {
  FIELDS,
  isProgramDocument,
  type ProgramDocument,
  type ProgramPart,
} from '../../contracts/programme/parts'
import { ProgramRules } from '../../contracts/programme/program'
import { RewardRules } from '../../contracts/mall/reward'
import { Slug } from '../../contracts/scalars'
import { ShopRules } from '../../contracts/guide/shop'
import type { EarnRules } from '../../domain/earning/earning'
import { namesAlong } from '../../domain/programme/publishing/labels'
import { readByParts, readStored } from '../../domain/programme/publishing/reading'
import { hasPrice } from '../../domain/mall/offer'
import { rulesOf, supplierOf, unionOf, versionsOf } from '../../domain/programme/parts'
import { actingAt, changesAfter } from '../../domain/programme/publishing/schedule'
import { offSaleOf, usableOffers } from '../../domain/programme/publishing/whole'
import { copyId, storedOf, type Reading, type Stored } from './publishing/stored'
import type { Transaction } from '../../platform/database/transaction'

/** A published document with its version, which entries refer to. */
export interface Rules<R> {
  version: number
  rules: R
  /** The stock of a reward is split over this many documents. */
  shards: number
}

/** The programme in force: the union of its documents, and the version that rules each part. */
export interface ProgramInForce {
  rules: ProgramRules
  versions: Record<ProgramPart, number>
}

/** What is in force for a brand: the last good version of everything that staff edit. */
export interface InForce {
  program: ProgramInForce
  shops: Map<string, Rules<ShopRules>>
  templates: Map<string, Rules<CouponTemplateRules>>
  rewards: Map<string, Rules<RewardRules>>
}

/** A brand whose programme was never published: an outage for users, a task for staff. */
export class NothingPublished extends Error {
  override name = 'SettingMissing'
}

/** How long an instance keeps using what it has read. */
const CACHE_MS = 45_000
/** A publication takes effect this much later: by then no instance uses an older copy. */
export const ACTS_AFTER_MS = 60_000

interface Kept {
  readAt: number
  reading: Reading
  /** What is in force from one instant until the next change. */
  inForce: InForce
  since: number
  until: number
}
const cache = new Map<string, Kept>()

/** What is in force at this instant; each instance reads it only once in a while. */
export async function inForce(brand: string, now: number): Promise<InForce> {
  const kept = cache.get(brand)
  const isRead = kept !== undefined && now >= kept.readAt && now - kept.readAt < CACHE_MS
  const isActing = kept !== undefined && now >= kept.since && now < kept.until
  if (isRead && isActing) return kept.inForce
  const reading = isRead ? kept.reading : await storedOf(brand, kept?.reading)
  const readAt = isRead ? kept.readAt : now
  if (isActing && reading === kept.reading) {
    cache.set(brand, { ...kept, readAt })
    return kept.inForce
  }
  const { stored } = reading
  const until = Math.min(...stored.map((each) => changesAfter(each, now)))
  const fresh = decode(brand, stored, now)
  cache.set(brand, { readAt, reading, inForce: fresh, since: now, until })
  return fresh
}

/** Drops the cached copy, after this very instance has published. */
export function forgetInForce(brand: string): void {
  cache.delete(brand)
}

function decode(brand: string, all: Stored[], now: number): InForce {
  const acting = all.flatMap((each): Stored[] => {
    const version = actingAt(each, now)
    return version ? [{ ...each, ...version }] : []
  })
  const of = <S extends v.GenericSchema>(collection: string, schema: S) =>
    new Map(
      acting
        .filter((each) => each.collection === collection)
        .filter(({ body }) => collection !== 'catalog' || hasPrice(body))
        .flatMap((each): [string, Rules<v.InferOutput<S>>][] => {
          const [id, read] = [localId(brand, each.document), readStored(schema, each.body)]
          // Left out: one document that nobody can read, or open, takes nothing else with it.
          if (!read || !v.is(Slug, id)) return []
          return [[id, { version: each.version, rules: read.rules, shards: each.shards ?? 1 }]]
        }),
    )
  const program = programOf(brand, acting)
  const shops = of('shops', ShopRules)
  return withoutStranded({
    program,
    shops,
    templates: of('coupon_templates', CouponTemplateRules),
    rewards: of('catalog', RewardRules),
  })
}

/** What refers to nothing is not offered: a shop that is gone, a reward that nobody can use. */
function withoutStranded({ program, shops, templates, rewards }: InForce): InForce {
  const plain = <R>(all: Map<string, Rules<R>>) =>
    new Map([...all].map(([id, { rules }]) => [id, rules]))
  const whole = { shops: plain(shops), templates: plain(templates), rewards: plain(rewards) }
  const off = offSaleOf(whole)
  const there = (ids: string[]) => {
    const left = ids.filter((id) => shops.has(id))
    return left.length > 0 ? left : ids
  }
  return {
    program,
    shops,
    templates: mapRules(templates, (rules) => ({ ...rules, shops: there(rules.shops) })),
    rewards: mapRules(rewards, (rules, id) => ({
      ...rules,
      onSale: rules.onSale && !off.has(id),
      offers: usableOffers(rules, whole),
    })),
  }
}

function mapRules<R>(all: Map<string, Rules<R>>, change: (rules: R, id: string) => R) {
  return new Map([...all].map(([id, one]) => [id, { ...one, rules: change(one.rules, id) }]))
}

function programOf(brand: string, stored: Stored[]): ProgramInForce {
  const documents = new Map<ProgramDocument, Stored>()
  for (const each of stored.filter(({ collection }) => collection === 'programs')) {
    const id = each.document === brand ? '' : localId(brand, each.document)
    if (isProgramDocument(id)) documents.set(id, each)
  }
  if (!documents.has(''))
    throw new NothingPublished(
      `会员规则（${brand}）还没有发布过，先运行「${ACTION_TITLES['program.check']}」`,
    )
  const missing = (part: string) =>
    new NothingPublished(
      `会员规则（${brand}）的「${namesAlong(ProgramRules, [{ key: part }]).join('')}」读不出来，请改好会员规则再发布`,
    )
  const bodies = new Map([...documents].map(([id, each]) => [id, each.body]))
  const union = unionOf(bodies)
  const lost = FIELDS.filter((field) => {
    const isUnreadable = documents.get(supplierOf(field, documents))?.isUnreadable === true
    return isUnreadable && union[field] === undefined
  })
  const whole = lost.length === 0 ? rulesOf(bodies) : null
  return { rules: whole ?? readByParts(union, missing, lost), versions: versionsOf(documents) }
}

/**
 * The earning rules of an earlier version; null where its history was removed or is unreadable. It
 * is a version of the part, or of the base from before the brand had that part.
 */
export async function earnRulesAt(
  tx: Transaction,
  brand: string,
  version: number,
): Promise<EarnRules | null> {
  for (const document of [`${brand}:${EARNING}`, brand]) {
    const published = await tx.get('published', copyId(`programs:${document}`, version))
    const read = published && readStored(ProgramRules.entries.earn, published.body.earn)
    if (read) return read.rules
  }
  return null
}
const EARNING: ProgramPart = 'earning'

/** `<brand>:<id>` → `<id>`; the programme's own id is the brand. */
export function localId(brand: string, documentId: string): string {
  return documentId.startsWith(`${brand}:`) ? documentId.slice(brand.length + 1) : documentId
}
