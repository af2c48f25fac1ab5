import type { ImportRun } from '../../platform/database/documents'
import { newId } from '../../platform/ids'
import { acceptLine, agreeOn, type AcceptRefusal, type Said } from './import-accept'
import { leased } from './import-lease'
import { transact } from '../../platform/database/transaction'

export type BeginRefusal = { refused: 'IMPORT_NOT_FOUND' } | { refused: 'PREVIEW_NOT_DONE' }

/**
 * Decides on a commit and takes the run in one transaction: a preview that starts meanwhile empties
 * the notes, so a decision on an older copy would write orders that nobody confirmed.
 */
export function beginCommit(
  id: string,
  by: Said,
  now: number,
): Promise<ImportRun | BeginRefusal | AcceptRefusal> {
  const lineId = `${id}:accept:${newId()}`
  const leaseId = newId()
  return transact(async (tx) => {
    const noted = await tx.get('imports', id)
    if (!noted) return tx.abort({ refused: 'IMPORT_NOT_FOUND' as const })
    if (!isPreviewed(noted)) return tx.abort({ refused: 'PREVIEW_NOT_DONE' as const })
    const agreed = agreeOn(noted, by)
    if ('refused' in agreed) return tx.abort(agreed)
    const { accept, isFirst } = agreed
    const start = startOf(noted, now)
    const tries = start.tries + 1
    const word = accept === undefined ? {} : { accept }
    const begun = leased({ ...start, ...word, tries, state: 'running' }, leaseId, now)
    await tx.put('imports', begun)
    if (accept && isFirst) await tx.add('audit', [acceptLine(lineId, noted, accept, now)])
    return begun
  })
}

function isPreviewed(noted: ImportRun): boolean {
  if (noted.state === 'previewing' || noted.numbers === undefined) return false
  return noted.state !== 'failed' || hasStopped(noted)
}

/** A failed commit continues where it stopped. */
function hasStopped({ state, failure }: ImportRun): boolean {
  return state === 'failed' && failure?.during === 'running'
}

/** A finished import may be run again: it compares everything and writes only what has changed. */
function startOf(noted: ImportRun, now: number): ImportRun {
  if (hasStopped(noted)) return { ...noted, tries: 0 }
  if (noted.state === 'running') return noted
  const { _id, brand, fileId, operator, content, numbers, untoldLater } = noted
  return {
    ...newRun(_id, brand, { fileId, operator }, now),
    ...(content === undefined ? {} : { content }),
    ...(numbers === undefined ? {} : { numbers }),
    ...(untoldLater === undefined ? {} : { untoldLater }),
    ...alarmOf(noted),
  }
}

/** The alert about an earlier failure stays until the import is done, and is then resolved. */
export function alarmOf(noted: ImportRun | null): Pick<ImportRun, 'failure'> {
  return noted?.failure === undefined ? {} : { failure: noted.failure }
}

export function newRun(
  _id: string,
  brand: string,
  who: { fileId: string; operator: string },
  now: number,
): ImportRun {
  return {
    _id,
    brand,
    ...who,
    state: 'previewing',
    channel: '',
    layout: '',
    cursor: 0,
    percent: 0,
    orders: 0,
    added: 0,
    changed: 0,
    unchanged: 0,
    claimsCredited: 0,
    claimsClawedBack: 0,
    errorCount: 0,
    errors: [],
    notes: [],
    tries: 0,
    startedAt: now,
    updatedAt: now,
  }
}
