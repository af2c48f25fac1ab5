import * as v from 'valibot'
import { Slug } from '../../../contracts/scalars'
import { bodyOf, checkBody } from '../../../domain/programme/publication'
import { faultsOf } from '../../../domain/programme/publishing/whole'
import { findAll } from '../../../platform/database/pages'
import type { Draft, DraftCollection, Published } from '../../../platform/database/documents'
import { contentHash } from '../../../platform/ids'
import { isSound, namedByItsId } from './stored'
import { wholeOf, type Part } from './whole'

/** Documents come after those that they refer to. */
export const ORDER: DraftCollection[] = ['shops', 'coupon_templates', 'catalog', 'programs']

/** A document that staff edit, next to its version in force. */
export interface Paper {
  collection: DraftCollection
  draft: Draft
  /** The id without the brand; empty for the programme. */
  id: string
  hash: string
  /** Its published version, whether still in force or not, sound or not. */
  before: Published | null
  /** True when what staff wrote is already in force. */
  isSame: boolean
  /** The version that would be in force; null where it is refused. */
  body: Record<string, unknown> | null
  reason: string | null
}

export interface Desk {
  papers: Paper[]
  /** Documents that belong to no brand of this environment. */
  stray: { collection: DraftCollection; draft: Draft }[]
  /** All documents in force, whether staff still have a draft of them or not. */
  current: Published[]
}

/** Everything that staff wrote and everything that is in force, read once. */
export async function readDesk(brand: string): Promise<Desk> {
  const [found, ...drafts] = await Promise.all([
    findAll('published', { brand, current: true }),
    ...ORDER.map((collection) => findAll(collection, {})),
  ])
  const current = found.flatMap((each) => namedByItsId(each) ?? [])
  const brands = await brandsOf(brand, drafts[3] ?? [])
  const desk: Desk = { papers: [], stray: [], current }
  for (const [i, collection] of ORDER.entries()) {
    for (const draft of drafts[i] ?? []) {
      const [whose = '', ...rest] = draft._id.split(':')
      const id = rest.join(':')
      const fits = collection === 'programs' ? rest.length === 0 : v.is(Slug, id)
      if (whose === brand && fits) desk.papers.push(paperOf(collection, draft, id, current))
      else if (!fits || !brands.has(whose)) desk.stray.push({ collection, draft })
    }
  }
  return desk
}

/** Other brands of the same environment, known by their programmes in force. */
async function brandsOf(brand: string, programs: Draft[]): Promise<Set<string>> {
  const others = programs.some(({ _id }) => _id !== brand)
  if (!others) return new Set([brand])
  const published = await findAll('published', { current: true }, RANGE_OF_PROGRAMS)
  return new Set([brand, ...published.map((each) => each.brand)])
}
// ';' is the character after ':', so this bounds a prefix.
const RANGE_OF_PROGRAMS = { from: 'programs:', below: 'programs;' }

function paperOf(
  collection: DraftCollection,
  draft: Draft,
  id: string,
  current: Published[],
): Paper {
  const body = bodyOf(draft)
  const hash = contentHash(body)
  const before = current.find((one) => one.collection === collection && one.document === draft._id)
  const acts = before !== undefined && before.until === undefined
  const isSame = acts && before.hash === hash && isSound(before)
  const checked = checkBody(collection, body)
  const reason = checked.good ? null : checked.reason
  const next = checked.good ? checked.body : null
  const paper = { collection, draft, id, hash, before: before ?? null, reason }
  return { ...paper, isSame, body: isSame ? before.body : next }
}

/** Refuses changes that contradict the rest; untouched documents are never refused for it. */
export function refuseContradictions(brand: string, desk: Desk): void {
  for (;;) {
    const faults = faultsOf(wholeOf(partsOf(brand, desk.papers)))
    let refused = 0
    for (const { kind, id, reason } of faults) {
      const paper = desk.papers.find((each) => each.collection === kind && each.id === id)
      if (!paper || paper.isSame || paper.reason !== null) continue
      paper.reason = reason
      paper.body = null
      refused++
    }
    if (refused === 0) return
  }
}

/** The whole as it would be: good changes, and for refused ones the version in force. */
export function partsOf(brand: string, papers: readonly Paper[]): Part[] {
  return papers.flatMap(({ collection, id, body, before }) => {
    const kept = before?.until === undefined ? before?.body : undefined
    const says = body ?? kept
    return says === undefined ? [] : [{ collection, id, body: says }]
  })
}

/** Still in force although staff deleted the document; a programme is never withdrawn. */
export function withdrawnOf(desk: Desk): Published[] {
  const there = new Set(desk.papers.map(({ collection, draft }) => `${collection}:${draft._id}`))
  return desk.current.filter((each) => !there.has(each._id))
}
