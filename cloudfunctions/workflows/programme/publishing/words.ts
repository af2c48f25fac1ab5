import { longTime } from '../../../domain/business-day'
import type { Finding } from '../../../domain/message/alert'
import {
  calledIn,
  inForceWord,
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

/** What staff read about one document: on it, and as an alert where somebody must act. */
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
  const name = calledIn(collection, candidate.id, candidate.body ?? draft)
  const alerts: Finding[] = []
  if (offSale !== undefined) {
    const sentence = `${name}已停售：${offSale}。补上或改好以后会自动重新上架`
    alerts.push({ kind: 'offSale', sentence })
  } else if (contradicts !== undefined) {
    alerts.push({ kind: 'contradiction', sentence: `${name}：${contradicts}` })
  }
  if (!isSame) {
    // Neither in force nor refused: staff wrote it while this run was under way.
    const status = reason === null ? null : refusedWord(reason, acts?.version ?? null)
    return { ...about, status, alerts }
  }
  const { version = 0, body = {}, publishedAt = 0, from = publishedAt } = acts ?? {}
  if (offSale !== undefined) return { ...about, status: offSaleWord(offSale, version), alerts }
  const odd = reason ?? contradicts ?? null
  if (reason !== null) {
    const sentence = `${name}照第 ${version} 版执行，但按现在的规则有地方要改：${reason}`
    alerts.push({ kind: 'tightened', sentence })
  }
  const inForce = inForceWord(collection, { version, from, body })
  return { ...about, status: odd === null ? inForce : tightenedWord(inForce, odd), alerts }
}

function wordOnStray(brand: string, collection: DraftCollection, draft: Draft): Word {
  const reason = strayReason(collection, draft._id, brand)
  const sentence = `${calledIn(collection, draft._id.slice(0, 40), draft)}没有生效：${reason}`
  return {
    collection,
    documentId: draft._id,
    status: refusedWord(reason, null),
    alerts: [{ kind: 'stray', sentence }],
  }
}

function wordOnRemoved({ collection, document, version, body }: Published): Word[] {
  if (collection !== 'programs') return []
  const sentence = `${calledIn(collection, document, body)}的文档被删掉了，仍照第 ${version} 版执行。请按编号「${document}」放回一份`
  return [
    { collection, documentId: document, status: null, alerts: [{ kind: 'removed', sentence }] },
  ]
}

function wordOnDamaged({ collection, document, version, body }: Published): Word {
  const sentence = `${calledIn(collection, document, body)}已发布的第 ${version} 版在数据库里被改动或读不出来，已按历史版本执行或先停用，并照员工写的文档重新发布；请核对一遍`
  return {
    collection,
    documentId: document,
    status: null,
    alerts: [{ kind: 'unreadable', sentence }],
  }
}

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
