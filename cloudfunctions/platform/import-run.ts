import type { OrderFacts } from '../domain/order'
import type { ClaimRules } from '../domain/claim'
import { stopwatch } from './clock'
import { getDocument, putDocument } from './collection'
import type { ImportRun } from './documents'
import { downloadFile } from './file'
import { contentHash } from './ids'
import { BATCH, commitBatch, factsFrom, previewBatch, type BatchOutcome } from './order-import'
import { readOrderExport } from './order-export/read-order-export'
import { OrderExportRefusal } from './order-export/refusal'

/** Row errors kept on the report; the count is of all of them. */
const ERRORS_KEPT = 50
/** A function of 60 s stops here and says `running`; the next call goes on. */
const TIME_LIMIT_MS = 40_000
/** Progress is written after so many batches. */
const BATCHES_PER_NOTE = 10

export type ImportRefusal =
  | { refused: 'FILE_NOT_FOUND' }
  | { refused: 'FILE_NOT_READABLE'; detail: { reason: string } }
  | { refused: 'IMPORT_NOT_FOUND' }

/** One file has one run, whoever previews it and however often. */
export function importId(brand: string, fileId: string): string {
  return `${brand}:${contentHash(fileId)}`
}

type Step = (batch: OrderFacts[]) => Promise<BatchOutcome>

/** Reads a file, compares it with what is known and notes the counts; writes no order. */
export async function previewRun(
  brand: string,
  who: { fileId: string; operator: string },
  now: number,
): Promise<ImportRun | ImportRefusal> {
  const run = newRun(importId(brand, who.fileId), brand, who, now)
  const result = await goThrough(run, now, (batch) => previewBatch(brand, batch), false)
  if ('refused' in result) return result
  await putDocument('imports', result)
  return result
}

/** Writes a previewed file, from where the last call stopped. */
export async function commitRun(
  id: string,
  rules: ClaimRules,
  now: number,
): Promise<ImportRun | ImportRefusal> {
  const noted = await getDocument('imports', id)
  if (!noted) return { refused: 'IMPORT_NOT_FOUND' }
  const { brand, fileId, operator } = noted
  // A finished import may be run again: it compares everything and changes what is new.
  const start = noted.state === 'running' ? noted : newRun(id, brand, { fileId, operator }, now)
  const step: Step = (batch) => commitBatch(brand, batch, rules, now)
  return goThrough({ ...start, state: 'running' }, now, step, true)
}

function newRun(
  _id: string,
  brand: string,
  who: { fileId: string; operator: string },
  now: number,
): ImportRun {
  return {
    ...{ _id, brand, ...who, state: 'preview', channel: '', layout: '', cursor: 0 },
    ...{ orders: 0, added: 0, changed: 0, unchanged: 0, claimsCredited: 0, claimsClawedBack: 0 },
    ...{ errorCount: 0, errors: [], startedAt: now, updatedAt: now },
  }
}

async function goThrough(
  start: ImportRun,
  now: number,
  step: Step,
  resumable: boolean,
): Promise<ImportRun | ImportRefusal> {
  const bytes = await downloadFile(start.fileId)
  if (!bytes) return { refused: 'FILE_NOT_FOUND' }
  try {
    return await readThrough(start, bytes, now, step, resumable)
  } catch (thrown) {
    if (!(thrown instanceof OrderExportRefusal)) throw thrown
    return { refused: 'FILE_NOT_READABLE', detail: { reason: thrown.problem.message } }
  }
}

async function readThrough(
  start: ImportRun,
  bytes: Buffer,
  now: number,
  step: Step,
  resumable: boolean,
): Promise<ImportRun> {
  const elapsed = stopwatch()
  const told: Pick<ImportRun, 'errors' | 'notes'> = { errors: [], notes: [] }
  const run = { ...start, ...told, errorCount: 0, updatedAt: now }
  let position = 0
  let batch: OrderFacts[] = []
  let batches = 0
  for await (const event of readOrderExport(bytes, fileName(start.fileId), now)) {
    if (event.kind === 'header')
      Object.assign(run, { channel: event.channel, layout: event.layout })
    if (event.kind === 'error') noteError(run, event.error)
    if (event.kind === 'note') run.notes?.push(event.note)
    if (event.kind !== 'order') continue
    // What an earlier call has written is read again but not looked at again.
    if (position++ < start.cursor) continue
    if (event.supersedes) {
      // Rows of one order lie apart in the file: what was told of it so far is completed.
      await flush(run, batch, step)
      batch = []
      await complete(run, factsFrom(event.order), step)
      continue
    }
    batch.push(factsFrom(event.order))
    if (batch.length < BATCH) continue
    await flush(run, batch, step)
    batch = []
    if (!resumable) continue
    if (++batches % BATCHES_PER_NOTE === 0) await putDocument('imports', run)
    if (elapsed() > TIME_LIMIT_MS) {
      await putDocument('imports', run)
      return run
    }
  }
  await flush(run, batch, step)
  if (!resumable) return run
  const done: ImportRun = { ...run, state: 'done' }
  await putDocument('imports', done)
  return done
}

/** `cloud://env.bucket/imports/订单.csv` as the shopkeeper knows it. */
function fileName(fileId: string): string {
  const name = fileId.split('/').at(-1) ?? ''
  return name.length > 60 ? `${name.slice(0, 40)}…${name.slice(-16)}` : name
}

/** Works on a batch and counts what it did. */
async function flush(run: ImportRun, batch: OrderFacts[], step: Step): Promise<void> {
  if (batch.length === 0) return
  const outcome = await step(batch)
  run.cursor += batch.length
  run.orders += batch.length
  run.added += outcome.added
  run.changed += outcome.changed
  run.unchanged += outcome.unchanged
  run.claimsCredited += outcome.claimsCredited
  run.claimsClawedBack += outcome.claimsClawedBack
}

/** The same order once more, now whole: it was counted when it first came. */
async function complete(run: ImportRun, facts: OrderFacts, step: Step): Promise<void> {
  const outcome = await step([facts])
  run.cursor += 1
  run.claimsCredited += outcome.claimsCredited
  run.claimsClawedBack += outcome.claimsClawedBack
}

function noteError(run: ImportRun, error: { row: number; message: string }): void {
  run.errorCount++
  if (run.errors.length < ERRORS_KEPT) run.errors.push({ row: error.row, message: error.message })
}
