import type { Readable } from 'node:stream'
import type { Channel } from '../../../contracts/order/channel'
import type { OrderEvent } from '../../../domain/order/export/assemble'
import type { FileProblem } from '../../../domain/order/export/exported-order'
import type { FileNote } from '../../../domain/order/export/file-note'
import { clockTime } from '../../../domain/business-day'
import type { Book, Sheet } from '../../../platform/read-file/book'
import { openBook } from '../../../platform/read-file/open-book'
import { createPackedOrders } from './packed-orders'
import { OrderExportRefusal, refuse } from '../../../platform/read-file/refusal'
import { SheetReading, type FileReading, type Found } from './sheet-reading'
import { openSource } from '../../../platform/read-file/source'

export type ExportEvent =
  | { kind: 'header'; channel: Channel; layout: string }
  | { kind: 'note'; note: FileNote }
  /** More rows were read, whether good or bad; tells how much of the file is done. */
  | { kind: 'rows'; percent: number }
  | OrderEvent

const DAY_MS = 86_400_000
const ROWS_PER_EVENT = 500

/**
 * Reads a seller's order export: first the header, then orders and row errors as they come, then
 * notes about what was left out. Throws `OrderExportRefusal` when the file as a whole is of no use.
 * Nothing is read ahead of the consumer, so memory stays bounded however slowly the orders are
 * taken.
 */
export async function* readOrderExport(
  source: Readable | Buffer,
  name: string,
  now: number,
): AsyncGenerator<ExportEvent> {
  let book: Book | null = null
  try {
    book = await openBook(await openSource(source), name)
    // One day of tolerance for clocks that are wrong.
    yield* readBook(book, name, clockTime(now + DAY_MS))
  } finally {
    await book?.close()
    // A refusal after the first bytes would leave the stream unread and its handle open.
    if (!Buffer.isBuffer(source)) source.destroy()
  }
}

interface Read {
  sheet: Sheet
  found: Found
  problem: FileProblem | null
}

async function* readBook(book: Book, name: string, latest: string): AsyncGenerator<ExportEvent> {
  const { from1904, sparse } = book
  const seen = createPackedOrders()
  const file: FileReading = { layout: null, seen, latest, from1904, sparse }
  const reads: Read[] = []
  let told = 0
  for (const sheet of book.sheets.filter(({ hidden }) => !hidden)) {
    const reading = new SheetReading(file, book.sheets.length > 1 ? sheet.name : '')
    const isFirst = file.layout === null
    for await (const event of readSheet(book, sheet, reading, file)) {
      if (event.kind === 'order' || event.kind === 'error') told++
      yield isFirst ? event : naming(sheet, event)
    }
    reads.push({ sheet, found: reading.found, problem: reading.problem })
    yield* reading.notes().map((note) => ({ kind: 'note' as const, note }))
  }
  const hidden = await peekHidden(book, file)
  if (file.layout === null || told === 0) refuseUnread(name, reads, hidden)
  yield* [...reads, ...hidden].flatMap(({ sheet, found }) => leftOut(sheet, found))
}

async function* readSheet(
  book: Book,
  sheet: Sheet,
  reading: SheetReading,
  file: FileReading,
): AsyncGenerator<ExportEvent> {
  let headed = file.layout !== null
  let rows = 0
  for await (const row of sheet.rows(reading.shape)) {
    const events = reading.push(row)
    if (!headed && file.layout !== null) {
      headed = true
      yield { kind: 'header', channel: file.layout.channel, layout: file.layout.id }
    }
    yield* events
    if (++rows % ROWS_PER_EVENT === 0) yield { kind: 'rows', percent: percentOf(book) }
    if (reading.isOver()) return
  }
  yield* reading.end()
}

function percentOf({ progress: { done, total } }: Book): number {
  return total === 0 ? 0 : Math.min(100, Math.floor((done / total) * 100))
}

/** Rows are counted per sheet, so an error in a later sheet names the sheet. */
function naming({ name }: Sheet, event: ExportEvent): ExportEvent {
  if (event.kind !== 'error') return event
  const message = `工作表“${name}”：${event.error.message}`
  return { kind: 'error', error: { ...event.error, message } }
}

/** Hidden sheets are not read, but a note says whether they contain anything. */
async function peekHidden(book: Book, file: FileReading): Promise<Read[]> {
  const reads: Read[] = []
  for (const sheet of book.sheets.filter(({ hidden }) => hidden)) {
    const reading = new SheetReading({ ...file, layout: null }, '')
    for await (const row of sheet.rows(reading.shape)) {
      reading.push(row)
      if (reading.isOver() || reading.found === 'orders') break
    }
    reads.push({ sheet, found: reading.found, problem: null })
  }
  return reads
}

function leftOut({ name, hidden }: Sheet, found: Found): ExportEvent[] {
  const note = (code: FileNote['code']) => [{ kind: 'note' as const, note: { code, sheet: name } }]
  if (found === 'nothing') return []
  if (hidden) return note('SHEET_HIDDEN')
  if (found === 'otherLayout') return note('SHEET_OTHER')
  return found === 'text' || found === 'brokenText' ? note('SHEET_UNREAD') : []
}

function refuseUnread(name: string, reads: Read[], hidden: Read[]): never {
  const any = (found: Found, among = reads) => among.some((read) => read.found === found)
  if (any('orders', hidden)) {
    refuse('ORDERS_HIDDEN', `“${name}”的订单在隐藏的工作表里，请在 Excel 里取消隐藏后再上传`)
  }
  if (any('header') || any('orders')) {
    refuse('NO_ORDERS', `“${name}”只有表头，没有一条订单，请检查导出时选的时间和筛选条件`)
  }
  const problem = reads.find((read) => read.problem !== null)?.problem
  if (problem) throw new OrderExportRefusal(problem)
  if (any('brokenText')) {
    refuse(
      'BROKEN_HEADER',
      `“${name}”开头几行有没有成对的引号或乱码，找不到表头，请上传后台导出的原始文件`,
    )
  }
  if (!any('text')) refuse('EMPTY_FILE', `“${name}”里没有内容，请重新导出后上传`)
  return refuse(
    'UNKNOWN_LAYOUT',
    `“${name}”的表头不像天猫、京东、抖店、有赞、拼多多、快手、小红书或微信小店的订单导出，也可能是编码被改过，请上传后台导出的原始文件`,
  )
}
