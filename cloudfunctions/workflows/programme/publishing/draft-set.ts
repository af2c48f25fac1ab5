import * as v from 'valibot'
import { isProgramDocument } from '../../../contracts/programme/parts'
import { Slug } from '../../../contracts/scalars'
import { bodyOf, checkBody } from '../../../domain/programme/publication'
import { faultsOf } from '../../../domain/programme/publishing/whole'
import { findAll } from '../../../platform/database/pages'
import type { Draft, DraftCollection, Published } from '../../../platform/database/documents'
import { contentHash } from '../../../platform/ids'
import type { DraftSet, Candidate, WrittenDraft } from './candidate'
import { isSound, namedByItsId } from './stored'
import { refuseProgramme } from './programme-drafts'
import { wholeOf, type Part } from './whole'

/** Documents come after those that they refer to. */
export const ORDER: DraftCollection[] = ['shops', 'coupon_templates', 'catalog', 'programs']

/**
 * Everything that staff wrote and everything that is in force, read once. `instead` takes the place
 * of what staff wrote there.
 */
export async function readDraftSet(brand: string, instead?: WrittenDraft): Promise<DraftSet> {
  const [found, ...drafts] = await Promise.all([
    findAll('published', { brand, current: true }),
    ...ORDER.map((collection) => findAll(collection, {})),
  ])
  const current = found.flatMap((each) => namedByItsId(each) ?? [])
  const brands = await brandsOf(brand, drafts[3] ?? [])
  const draftSet: DraftSet = { candidates: [], stray: [], current }
  for (const [i, collection] of ORDER.entries()) {
    const own = instead?.collection === collection ? [instead.draft] : []
    const others = (drafts[i] ?? []).filter(({ _id }) => _id !== own[0]?._id)
    for (const draft of inOrder(collection, [...others, ...own])) {
      const [whose = '', ...rest] = draft._id.split(':')
      const id = rest.join(':')
      const fits =
        collection === 'programs'
          ? isProgramDocument(id) && rest.length === Number(id !== '')
          : v.is(Slug, id)
      if (whose === brand && fits)
        draftSet.candidates.push(candidateOf(collection, draft, id, current))
      else if (!fits || !brands.has(whose)) draftSet.stray.push({ collection, draft })
    }
  }
  return draftSet
}

/**
 * The base of a programme comes after its parts: where the base gives a field to a part, the part
 * is in force first, and a first programme is complete when its base is in force.
 */
function inOrder(collection: DraftCollection, drafts: Draft[]): Draft[] {
  if (collection !== 'programs') return drafts
  // Earning refers to tiers.
  const rank = ({ _id }: Draft) => (_id.endsWith(':tiers') ? 0 : _id.includes(':') ? 1 : 2)
  return [...drafts].sort((a, b) => rank(a) - rank(b))
}

/** Other brands of the same environment, known by their programmes in force. */
async function brandsOf(brand: string, programs: Draft[]): Promise<Set<string>> {
  const others = programs.some(({ _id }) => _id.split(':')[0] !== brand)
  if (!others) return new Set([brand])
  const published = await findAll('published', { current: true }, RANGE_OF_PROGRAMS)
  return new Set([brand, ...published.map((each) => each.brand)])
}
// ';' is the character after ':', so this bounds a prefix.
const RANGE_OF_PROGRAMS = { from: 'programs:', below: 'programs;' }

function candidateOf(
  collection: DraftCollection,
  draft: Draft,
  id: string,
  current: Published[],
): Candidate {
  const body = bodyOf(draft)
  const hash = contentHash(body)
  const before = current.find((one) => one.collection === collection && one.document === draft._id)
  const acts = before !== undefined && before.until === undefined
  const isSame = acts && before.hash === hash && isSound(before)
  const checked = checkBody(collection, body, id)
  const reason = checked.good ? null : checked.reason
  const next = checked.good ? checked.body : null
  const candidate = { collection, draft, id, hash, before: before ?? null, reason }
  return { ...candidate, isSame, body: isSame ? before.body : next }
}

/** Refuses changes that contradict the rest; untouched documents are never refused for it. */
export function refuseContradictions(brand: string, draftSet: DraftSet): void {
  for (;;) {
    const parts = partsOf(brand, draftSet)
    let refused = refuseProgramme(brand, draftSet, parts)
    const faults = faultsOf(wholeOf(parts))
    for (const { kind, id, reason } of faults) {
      const candidate = draftSet.candidates.find(
        (each) => each.collection === kind && each.id === id,
      )
      if (!candidate || candidate.isSame || candidate.reason !== null) continue
      candidate.reason = reason
      candidate.body = null
      refused++
    }
    if (refused === 0) return
  }
}

/** The whole as it would be: good changes, and for refused ones the version in force. */
export function partsOf(brand: string, draftSet: DraftSet): Part[] {
  const written = draftSet.candidates.flatMap(({ collection, id, body, before }) => {
    const kept = before?.until === undefined ? before?.body : undefined
    const says = body ?? kept
    return says === undefined ? [] : [{ collection, id, body: says }]
  })
  const removed = withdrawnOf(draftSet).filter(({ collection }) => collection === 'programs')
  const kept = removed.map(({ collection, document, body }) => {
    return { collection, id: document.slice(brand.length + 1), body }
  })
  return [...written, ...kept]
}

/** Still in force although staff deleted the document; a programme is never withdrawn. */
export function withdrawnOf(draftSet: DraftSet): Published[] {
  const there = new Set(
    draftSet.candidates.map(({ collection, draft }) => `${collection}:${draft._id}`),
  )
  return draftSet.current.filter((each) => !there.has(each._id))
}
