import { longTime } from '../../../domain/business-day'
import type { Finding } from '../../../domain/message/alert'
import {
  inForceWord,
  nameIn,
  offSaleWord,
  refusedWord,
  strayReason,
  tightenedWord,
} from '../../../domain/programme/publishing/words'
import { faultsOf, offSaleOf } from '../../../domain/programme/publishing/whole'
import { tellFindings } from '../../message/alerts'
import { findDocuments, PAGE_MAX, updateWhere } from '../../../platform/database/collection'
import type { Draft, DraftCollection, Published } from '../../../platform/database/documents'
import { contentHash } from '../../../platform/ids'
import { partsOf, withdrawnOf } from './draft-set'
import type { DraftSet, Candidate } from './candidate'
import { isSound } from './stored'
import { wholeOf } from './whole'

/** What staff read about one document: its status, and an alert if somebody must act. */
interface Word {
  collection: DraftCollection
  documentId: string
  status: string | null
  alerts: Finding[]
}

export interface Remark {
  document: string
  reason: string
}

/** Writes the status on every document by what is in force now; a second run changes nothing. */
export async function tellAll(
  brand: string,
  draftSet: DraftSet,
  damaged: readonly Published[],
  now: number,
): Promise<{ offSale: Remark[] }> {
  const whole = wholeOf(partsOf(brand, draftSet))
  const off = offSaleOf(whole)
  const faults = faultsOf(whole)
  const words: Word[] = draftSet.candidates.map((candidate) => {
    const contradicts = faults.find(
      ({ kind, id }) =>
        kind === candidate.collection && id === candidate.id && candidate.reason === null,
    )
    const offSale = candidate.collection === 'catalog' ? off.get(candidate.id) : undefined
    return wordOn(candidate, offSale, contradicts?.reason)
  })
  words.push(
    ...draftSet.stray.map(({ collection, draft }) => wordOnStray(brand, collection, draft)),
  )
  words.push(...withdrawnOf(draftSet).flatMap((each) => wordOnRemoved(each)))
  for (const each of damaged) words.push(wordOnDamaged(each))
  await writeStatuses(draftSet, words, now)
  await writeAlerts(brand, words, now)
  const stranded = draftSet.candidates.filter(
    ({ collection, id }) => collection === 'catalog' && off.has(id),
  )
  return {
    offSale: stranded.map(({ draft, id }) => ({
      document: `catalog/${draft._id}`,
      reason: off.get(id) ?? '',
    })),
  }
}

function wordOn(
  candidate: Candidate,
  offSale: string | undefined,
  contradicts: string | undefined,
): Word {
  const { collection, draft, before, reason, isSame } = candidate
  const about = { collection, documentId: draft._id }
  const acts = before !== null && before.until === undefined ? before : null
  const name = nameIn(collection, candidate.id, candidate.body ?? draft)
  const alerts: Finding[] = []
  if (offSale !== undefined) {
    alerts.push({ kind: 'offSale', facts: { collection, name, reason: offSale } })
  } else if (contradicts !== undefined) {
    alerts.push({ kind: 'contradiction', facts: { collection, name, reason: contradicts } })
  }
  if (!isSame) {
    // Staff changed it while this run was under way, so it is neither in force nor refused yet.
    const status = reason === null ? null : refusedWord(reason, acts?.version ?? null)
    return { ...about, status, alerts }
  }
  const { version = 0, body = {}, publishedAt = 0, from = publishedAt } = acts ?? {}
  if (offSale !== undefined) return { ...about, status: offSaleWord(offSale, version), alerts }
  const odd = reason ?? contradicts ?? null
  if (reason !== null) {
    alerts.push({
      kind: 'tightened',
      facts: { collection, name, version: numberOf(version), reason },
    })
  }
  const inForce = inForceWord(collection, { version, from, body })
  return { ...about, status: odd === null ? inForce : tightenedWord(inForce, odd), alerts }
}

function wordOnStray(brand: string, collection: DraftCollection, draft: Draft): Word {
  const reason = strayReason(collection, draft._id, brand)
  const name = nameIn(collection, draft._id.slice(0, 40), draft)
  return {
    collection,
    documentId: draft._id,
    status: refusedWord(reason, null),
    alerts: [{ kind: 'stray', facts: { collection, name, reason } }],
  }
}

function wordOnRemoved({ collection, document, version, body }: Published): Word[] {
  if (collection !== 'programs') return []
  const name = nameIn(collection, document, body)
  const facts = { collection, name, id: document, version: numberOf(version) }
  return [{ collection, documentId: document, status: null, alerts: [{ kind: 'removed', facts }] }]
}

function wordOnDamaged({ collection, document, version, body }: Published): Word {
  const facts = { collection, name: nameIn(collection, document, body), version: numberOf(version) }
  return {
    collection,
    documentId: document,
    status: null,
    alerts: [{ kind: 'unreadable', facts }],
  }
}

/** A version that was edited by hand may have lost its number; staff still get its status. */
const numberOf = (version: number) => (Number.isSafeInteger(version) ? version : null)

/** Writes only the status; what staff write meanwhile is not touched. */
async function writeStatuses(
  draftSet: DraftSet,
  words: readonly Word[],
  now: number,
): Promise<void> {
  const hashes = new Map(
    draftSet.candidates.map((each) => [`${each.collection}/${each.draft._id}`, each]),
  )
  const drafts = [...draftSet.candidates, ...draftSet.stray]
  for (const { collection, documentId, status } of words) {
    const own = drafts.find(
      (each) => each.collection === collection && each.draft._id === documentId,
    )
    if (status === null || !own || own.draft.status === status) continue
    const candidate = hashes.get(`${collection}/${documentId}`)
    const word = {
      status,
      checkedAt: longTime(now),
      ...(candidate ? { checked: candidate.hash } : {}),
    }
    await updateWhere(collection, { _id: documentId }, word)
  }
}

async function writeAlerts(brand: string, words: readonly Word[], now: number): Promise<void> {
  const where = { brand, topic: 'publication', state: 'open' }
  const open = await findDocuments('alerts', { where, limit: PAGE_MAX })
  const bySubject = new Map<string, Finding[]>(open.map(({ subject }) => [subject, []]))
  for (const { collection, documentId, alerts } of words) {
    if (alerts.length === 0) continue
    const subject = subjectOf(collection, documentId)
    bySubject.set(subject, [...(bySubject.get(subject) ?? []), ...alerts])
  }
  for (const [subject, findings] of bySubject) {
    await tellFindings({ brand, topic: 'publication', subject }, findings, open, now)
  }
}

/** A wrong id may have any length, so it is cut. */
function subjectOf(collection: DraftCollection, id: string): string {
  return `${collection}:${id.length > 60 ? contentHash(id) : id}`
}

export const isDamaged = (each: Published) => !isSound(each)
