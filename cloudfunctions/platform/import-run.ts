import type { ImportAccept } from '../contracts/order-import'
import type { ClaimRules } from '../domain/claim'
import { getDocument } from './collection'
import type { ImportRun } from './documents'
import { downloadFile } from './file'
import { bytesHash, contentHash } from './ids'
import { agreeOn, type AcceptRefusal } from './import-accept'
import { letGo, releaseRun, takeIdleRun, takeRun } from './import-hold'
import { tellImportFailure, TRIES_MAX } from './import-failure'
import { readSlice, type Step } from './import-slice'
import { commitBatch, previewBatch } from './order-import'
import { OrderExportRefusal } from './order-export/refusal'

export type ImportRefusal =
  | { refused: 'FILE_NOT_FOUND' }
  | { refused: 'FILE_NOT_READABLE'; detail: { reason: string } }
  | { refused: 'IMPORT_NOT_FOUND' }
  | { refused: 'PREVIEW_NOT_DONE' }

/** One file has one run, whoever previews it and however often. */
export function importId(brand: string, fileId: string): string {
  return `${brand}:${contentHash(fileId)}`
}

/**
 * Reads a file, compares it with what is known and notes the counts; writes no order. A large file
 * takes several calls: each goes on where the last one stopped, unless the file was replaced.
 */
export async function previewRun(
  brand: string,
  who: { fileId: string; operator: string },
  now: number,
): Promise<ImportRun | ImportRefusal> {
  const id = importId(brand, who.fileId)
  const [noted, bytes] = await Promise.all([getDocument('imports', id), downloadFile(who.fileId)])
  if (!bytes) return { refused: 'FILE_NOT_FOUND' }
  const content = bytesHash(bytes)
  const goesOn = noted?.state === 'previewing' && noted.content === content
  const fresh = { ...newRun(id, brand, who, now), content, ...alarmOf(noted) }
  const work = { now, take: takeRun, step: previewStep(brand, now), byTimer: false }
  return goOn(goesOn ? noted : fresh, work, bytes)
}

/**
 * Writes a previewed file, from where the last call stopped. What was said of untold refunds when
 * it was begun holds until it is done, whoever goes on with it.
 */
export async function commitRun(
  id: string,
  by: { operator: string; accept?: ImportAccept },
  rules: ClaimRules,
  now: number,
): Promise<ImportRun | ImportRefusal | AcceptRefusal> {
  const noted = await getDocument('imports', id)
  if (!noted) return { refused: 'IMPORT_NOT_FOUND' }
  const stopped = noted.state === 'failed' && noted.failure?.during === 'running'
  const isUnread = noted.state === 'previewing' || noted.numbers === undefined
  if (isUnread || (noted.state === 'failed' && !stopped)) {
    return { refused: 'PREVIEW_NOT_DONE' }
  }
  const agreed = await agreeOn(noted, by, now)
  if ('refused' in agreed) return agreed
  const { brand, fileId, operator, content, numbers, untoldLater } = noted
  // A finished import may be run again: it compares everything and changes what is new.
  const again = {
    ...newRun(id, brand, { fileId, operator }, now),
    content,
    numbers,
    ...(untoldLater === undefined ? {} : { untoldLater }),
    ...alarmOf(noted),
  }
  const start = noted.state === 'running' || stopped ? noted : again
  const tries = stopped ? 0 : start.tries
  const work = { now, take: takeRun, step: commitStep(brand, rules, now), byTimer: false }
  return goOn({ ...start, ...agreed, tries, state: 'running' }, work)
}

/** 续导: the next slice of a run that was cut off, preview or commit, unless somebody is at it. */
export function resumeRun(
  run: ImportRun,
  rules: ClaimRules,
  now: number,
): Promise<ImportRun | ImportRefusal> {
  const { brand, state } = run
  const step = state === 'previewing' ? previewStep(brand, now) : commitStep(brand, rules, now)
  return goOn(run, { now, take: takeIdleRun, step, byTimer: true })
}

interface Work {
  now: number
  /** Null where somebody else is at work. */
  take: (run: ImportRun, now: number) => Promise<ImportRun | null>
  step: Step
  /** Nobody sees the answer, so a failure is an alert. */
  byTimer: boolean
}

/** What was told of an earlier failure is kept until the import is done, and then taken back. */
function alarmOf(noted: ImportRun | null): Pick<ImportRun, 'failure'> {
  return noted?.failure === undefined ? {} : { failure: noted.failure }
}

function previewStep(brand: string, now: number): Step {
  return (batch) => previewBatch(brand, batch, now)
}

function commitStep(brand: string, rules: ClaimRules, now: number): Step {
  return (batch) => commitBatch(brand, batch, rules, now)
}

function newRun(
  _id: string,
  brand: string,
  who: { fileId: string; operator: string },
  now: number,
): ImportRun {
  return {
    ...{ _id, brand, ...who, state: 'previewing', channel: '', layout: '', cursor: 0, percent: 0 },
    ...{ orders: 0, added: 0, changed: 0, unchanged: 0, claimsCredited: 0, claimsClawedBack: 0 },
    ...{ errorCount: 0, errors: [], notes: [], tries: 0, startedAt: now, updatedAt: now },
  }
}

/**
 * A try is counted before it begins: what kills the function leaves no other trace. It is no more
 * counted when it came further. After some tries the run is marked and left alone.
 */
async function goOn(
  run: ImportRun,
  work: Work,
  downloaded?: Buffer,
): Promise<ImportRun | ImportRefusal> {
  const tries = run.tries ?? 0
  const taken = await work.take({ ...run, tries: tries + 1 }, work.now)
  if (!taken) return run
  if (tries >= TRIES_MAX) {
    const reason = `试了 ${TRIES_MAX} 次都没有读下去，请按时间分成几份导出，再逐份上传`
    return fail({ ...taken, tries }, reason, work)
  }
  const bytes = downloaded ?? (await downloadFile(run.fileId))
  if (!bytes) {
    await fail(taken, '文件已经从「存储」里删掉，请重新上传后预览', work)
    return { refused: 'FILE_NOT_FOUND' }
  }
  if (run.content !== undefined && run.content !== bytesHash(bytes)) {
    return unreadable(taken, '文件在预览之后被换过，请重新预览', work)
  }
  return oneSlice(taken, bytes, work)
}

async function oneSlice(
  taken: ImportRun,
  bytes: Buffer,
  work: Work,
): Promise<ImportRun | ImportRefusal> {
  try {
    const result = await releaseRun(await readSlice(taken, bytes, work.step))
    if (result.state === 'done' && taken.failure) await tellImportFailure(result, work.now)
    return result
  } catch (thrown) {
    if (!(thrown instanceof OrderExportRefusal)) {
      await letGo(taken)
      throw thrown
    }
    return unreadable(taken, thrown.problem.message, work)
  }
}

async function unreadable(run: ImportRun, reason: string, work: Work): Promise<ImportRefusal> {
  await fail(run, reason, work)
  return { refused: 'FILE_NOT_READABLE', detail: { reason } }
}

async function fail(run: ImportRun, reason: string, { now, byTimer }: Work): Promise<ImportRun> {
  const during = run.state === 'running' ? ('running' as const) : ('previewing' as const)
  const failed = await releaseRun({
    ...run,
    ...{ state: 'failed', failure: { during, reason }, updatedAt: now },
  })
  if (byTimer) await tellImportFailure(failed, now)
  return failed
}
