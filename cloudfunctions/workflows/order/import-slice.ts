import type { OrderFacts } from '../../domain/order/order'
import { stopwatch } from '../../platform/clock'
import type { ImportRun } from '../../platform/database/documents'
import { noteRun } from './import-lease'
import { BATCH, factsFrom, type BatchOutcome } from './order-import'
import type { OrderEvent } from '../../domain/order/export/assemble'
import type { RowError } from '../../domain/order/export/exported-order'
import { FileTally } from '../../domain/order/export/file-tally'
import { columnIsRounded } from '../../domain/order/export/rounded-numbers'
import { readOrderExport, type ExportEvent } from './export/read-order-export'
import { refuse } from '../../platform/read-file/refusal'
import { importSeconds } from '../../platform/settings'

/** This many row errors are kept on the report; the count covers all of them. */
const ERRORS_KEPT = 50
/** A file has few notes; a workbook of a hundred tabs could have more than anybody reads. */
const NOTES_KEPT = 50
/** How much longer a slice may run when it has made no progress yet. */
const GRACE_MS = 10_000
/** Orders whose separated rows disagree on refunds; no real export has more than this. */
const APART_MAX = 500
/** Progress is written after this many batches. */
const BATCHES_PER_NOTE = 10

export type Step = (batch: OrderFacts[]) => Promise<BatchOutcome>

/**
 * Reads a file and works on what lies beyond the run's cursor, until the time is over: what earlier
 * slices have worked on is read again but not processed. Row errors and notes are those of all rows
 * that this slice has read, from the first on.
 */
export async function readSlice(start: ImportRun, bytes: Buffer, step: Step): Promise<ImportRun> {
  const slice = new Slice(start, step)
  // All slices read by the clock of the first one, so that orders come out in the same places.
  for await (const event of readOrderExport(bytes, fileName(start.fileId), start.startedAt)) {
    await slice.take(event)
    if (slice.isOver()) return slice.run
  }
  await slice.flush()
  if (columnIsRounded(slice.tally.numbers)) refuseRounded()
  const { untoldLater } = slice.tally
  if (untoldLater.length > APART_MAX) refuseApart()
  if (untoldLater.length > 0) slice.run.untoldLater = untoldLater
  slice.run.notes.push(...slice.tally.notes())
  const state = start.state === 'running' ? 'done' : 'preview'
  return { ...slice.run, state, percent: 100, tries: 0 }
}

/** A member who typed a rounded number would be paid for another's order, so none is stored. */
function refuseRounded(): never {
  refuse(
    'NUMBERS_ROUNDED',
    '订单编号这一列丢了后面几位（末尾变成了 0），多半是用 Excel 打开又保存过。请重新从后台导出，原样上传；要先用 Excel 打开，就把这一列设为“文本”。只有一两条订单的话，请把时间选长一些再导出',
  )
}

function refuseApart(): never {
  refuse(
    'ROWS_APART',
    '很多订单的几行不在一起，售后又对不上，请从后台重新导出，原样上传，不要排序或拼接',
  )
}

class Slice {
  run: ImportRun
  readonly tally = new FileTally()
  private readonly elapsed = stopwatch()
  private readonly limit = importSeconds() * 1000
  private readonly begun: number
  private position = 0
  private batches = 0
  private batch: OrderFacts[] = []

  constructor(
    start: ImportRun,
    private readonly step: Step,
  ) {
    this.begun = start.cursor
    this.run = { ...start, errorCount: 0, errors: [], notes: [], numbers: this.tally.numbers }
  }

  async take(event: ExportEvent): Promise<void> {
    const { run } = this
    if (event.kind === 'header') {
      Object.assign(run, { channel: event.channel, layout: event.layout })
    } else if (event.kind === 'rows') {
      run.percent = Math.max(run.percent, Math.min(99, event.percent))
    } else if (event.kind === 'error') noteError(run, event.error)
    else if (event.kind === 'note') {
      if (run.notes.length < NOTES_KEPT) run.notes.push(event.note)
    } else await this.order(event)
  }

  /** Without progress a slice gets some more time; after that, this try has failed. */
  isOver(): boolean {
    const further = this.run.cursor > this.begun
    return this.elapsed() > this.limit + (further ? 0 : GRACE_MS)
  }

  private async order(event: Extract<OrderEvent, { kind: 'order' }>): Promise<void> {
    this.tally.count(event.order, event.supersedes)
    // Orders that an earlier call has written are read again but not processed.
    if (this.position++ < this.begun) return
    const { accept, untoldLater } = this.run
    const unsure = untoldLater?.includes(event.order.orderNo)
    const order = unsure ? { ...event.order, untold: ['refunds' as const] } : event.order
    const facts = factsFrom(order, accept?.refunds)
    if (event.supersedes) {
      // The rows of one order are apart in the file: this completes what was known of it so far.
      await this.flush()
      await this.complete(facts)
      return
    }
    this.batch.push(facts)
    if (this.batch.length < BATCH) return
    await this.flush()
    if (++this.batches % BATCHES_PER_NOTE === 0) await noteRun(this.run)
  }

  /** Processes a batch and counts the results. */
  async flush(): Promise<void> {
    const { run, batch } = this
    if (batch.length === 0) return
    this.batch = []
    const outcome = await this.step(batch)
    run.cursor += batch.length
    run.tries = 0
    run.orders += batch.length
    run.added += outcome.added
    run.changed += outcome.changed
    run.unchanged += outcome.unchanged
    run.claimsCredited += outcome.claimsCredited
    run.claimsClawedBack += outcome.claimsClawedBack
  }

  /** The same order again, now complete: it was counted when it first appeared. */
  private async complete(facts: OrderFacts): Promise<void> {
    const outcome = await this.step([facts])
    this.run.cursor += 1
    this.run.tries = 0
    this.run.claimsCredited += outcome.claimsCredited
    this.run.claimsClawedBack += outcome.claimsClawedBack
  }
}

function noteError(run: ImportRun, { row, column, message }: RowError): void {
  run.errorCount++
  const named = column === undefined ? {} : { column }
  if (run.errors.length < ERRORS_KEPT) run.errors.push({ row, ...named, message })
}

/** `cloud://env.bucket/imports/订单.csv`, shown as the shopkeeper knows it. */
export function fileName(fileId: string): string {
  const name = fileId.split('/').at(-1) ?? ''
  return name.length > 60 ? `${name.slice(0, 40)}…${name.slice(-16)}` : name
}
