import type { ClaimRules } from '../../domain/claim/claim'
import { getDocument } from '../../platform/database/collection'
import type { ImportRun } from '../../platform/database/documents'
import { downloadFile } from '../../platform/file'
import { bytesHash, contentHash } from '../../platform/ids'
import type { AcceptRefusal, Said } from './import-accept'
import { alarmOf, beginCommit, newRun, type BeginRefusal } from './import-begin'
import { giveUpLease, releaseRun, takeIdleRun, takeRun } from './import-lease'
import { tellImportFailure, TRIES_MAX } from './import-failure'
import { readSlice, type Step } from './import-slice'
import { commitBatch, previewBatch } from './order-import'
import { OrderExportRefusal } from '../../platform/read-file/refusal'

export type ImportRefusal =
  | { refused: 'FILE_NOT_FOUND' }
  | { refused: 'FILE_NOT_READABLE'; detail: { reason: string } }
  | BeginRefusal

/** One file has one run, whoever previews it and however often. */
export function importId(brand: string, fileId: string): string {
  return `${brand}:${contentHash(fileId)}`
}

/**
 * Reads a file, compares it with what is known and saves the counts; writes no order. A large file
 * takes several calls: each continues where the last one stopped, unless the file was replaced.
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
 * Writes a previewed file, from where the last call stopped. The answer about unreported refunds
 * that was given at its start holds until it is done, whoever continues it.
 */
export async function commitRun(
  id: string,
  by: Said,
  rules: ClaimRules,
  now: number,
): Promise<ImportRun | ImportRefusal | AcceptRefusal> {
  const begun = await beginCommit(id, by, now)
  if ('refused' in begun) return begun
  const step = commitStep(begun.brand, rules, now)
  return goOnTaken(begun, { now, step, byTimer: false })
}

/** 续导: the next slice of a preview or commit that was cut off, unless somebody works on it. */
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
  step: Step
  /** Nobody sees the timer's answer, so a failure becomes an alert. */
  byTimer: boolean
}

/** Null where somebody else is working on it. */
type Take = (run: ImportRun, now: number) => Promise<ImportRun | null>

function previewStep(brand: string, now: number): Step {
  return (batch) => previewBatch(brand, batch, now)
}

function commitStep(brand: string, rules: ClaimRules, now: number): Step {
  return (batch) => commitBatch(brand, batch, rules, now)
}

/**
 * A try is counted before it begins, because a killed function leaves no other trace. Progress
 * resets the count. After some tries the run is marked as failed and left alone.
 */
async function goOn(
  run: ImportRun,
  work: Work & { take: Take },
  downloaded?: Buffer,
): Promise<ImportRun | ImportRefusal> {
  const taken = await work.take({ ...run, tries: run.tries + 1 }, work.now)
  return taken ? goOnTaken(taken, work, downloaded) : run
}

async function goOnTaken(
  taken: ImportRun,
  work: Work,
  downloaded?: Buffer,
): Promise<ImportRun | ImportRefusal> {
  const tries = taken.tries - 1
  if (tries >= TRIES_MAX) {
    const reason = `试了 ${TRIES_MAX} 次都没有读下去，请按时间分成几份导出，再逐份上传`
    return fail({ ...taken, tries }, reason, work)
  }
  const bytes = downloaded ?? (await downloadFile(taken.fileId))
  if (!bytes) {
    await fail(taken, '文件已经从「存储」里删掉，请重新上传后预览', work)
    return { refused: 'FILE_NOT_FOUND' }
  }
  if (taken.content !== undefined && taken.content !== bytesHash(bytes)) {
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
      await giveUpLease(taken)
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
    state: 'failed',
    failure: { during, reason },
    updatedAt: now,
  })
  if (byTimer) await tellImportFailure(failed, now)
  return failed
}
