import {
  assembleOrders,
  type Assembly,
  type OrderEvent,
  type SeenOrders,
} from '../../../domain/order/export/assemble'
import type { Cell, FileProblem, SheetRow } from '../../../domain/order/export/exported-order'
import { createNotes, type FileNote, type Notes } from '../../../domain/order/export/file-note'
import { readHeader, type Header } from '../../../domain/order/export/header'
import type { Layout } from '../../../domain/order/export/layout'
import { lineKind } from '../../../domain/order/export/line-kind'
import { isBlank } from '../../../domain/order/export/row'
import { looksLikeRow } from '../../../domain/order/export/row-shape'
import type { RowShape } from '../../../platform/read-file/csv-rows'
import { ORDER_EXPORT_LIMITS } from '../../../platform/read-file/limits'

/** What is known about the whole file while its sheets are read one after the other. */
export interface FileReading {
  /** The layout of the first table with rows; other tables are read only if they have the same. */
  layout: Layout | null
  seen: SeenOrders
  /** No order can be later than this time. */
  latest: string
  from1904: boolean
  /** Rows come without the blank cells at their end. */
  sparse: boolean
}

export type Found = 'nothing' | 'text' | 'brokenText' | 'header' | 'otherLayout' | 'orders'

/** Finds the table of orders in one sheet, and separates orders from other lines. */
export class SheetReading {
  readonly shape: RowShape = { width: 0, isRow: () => false }
  found: Found = 'nothing'
  problem: FileProblem | null = null
  private readonly told: Notes
  private header: Header | null = null
  private assembly: Assembly | null = null
  private rowsSeen = 0
  private skipping = false

  constructor(
    private readonly file: FileReading,
    sheetName: string,
  ) {
    this.told = createNotes(sheetName)
  }

  push(row: SheetRow): OrderEvent[] {
    if (row.broken === undefined && isBlank(row.cells)) return []
    if (this.header !== null) return this.read(row, this.header)
    this.seek(row)
    return []
  }

  end(): OrderEvent[] {
    return this.assembly?.end() ?? []
  }

  notes(): FileNote[] {
    return this.told.all()
  }

  /** Nothing further down in this sheet can be read. */
  isOver(): boolean {
    if (this.found === 'otherLayout') return true
    const sought = this.problem !== null || this.rowsSeen >= ORDER_EXPORT_LIMITS.headerRows
    return this.header === null && sought
  }

  private seek({ cells, broken }: SheetRow): void {
    this.rowsSeen++
    if (this.found !== 'brokenText') this.found = broken === undefined ? 'text' : 'brokenText'
    const reading = readHeader(cells)
    if (reading === null) return
    if ('problem' in reading) this.problem = reading.problem
    else this.take(reading.header)
  }

  private take(next: Header): void {
    if (this.file.layout !== null && next.layout.id !== this.file.layout.id) {
      this.found = 'otherLayout'
      return
    }
    this.header = { ...next, from1904: this.file.from1904 }
    this.found = this.assembly === null ? 'header' : 'orders'
    this.shape.width = next.width
    this.shape.isRow = (cells) => looksLikeRow(next, cells)
  }

  /** A second table begins: the open order of the first one is finished before it. */
  private turnTo(next: Header): OrderEvent[] {
    const events = this.end()
    this.take(next)
    this.assembly = null
    return events
  }

  private read(row: SheetRow, by: Header): OrderEvent[] {
    const line = row.broken === undefined ? lineKind(by, row.cells) : ({ kind: 'row' } as const)
    if (line.kind === 'sum') this.told.add('SUM_LINE', row.row)
    else if (line.kind === 'sameHeader') {
      this.told.add('HEADER_REPEATED', row.row)
      this.skipping = false
    } else if (line.kind === 'header') {
      this.told.add('TABLE_READ', row.row)
      this.skipping = false
      return this.turnTo(line.header)
    } else if (this.skipping || line.kind === 'otherTable') {
      this.told.add('TABLE_UNREAD', row.row)
      this.skipping = true
    } else return this.assemble(row, by)
    return []
  }

  private assemble(row: SheetRow, by: Header): OrderEvent[] {
    this.file.layout ??= by.layout
    this.found = 'orders'
    this.assembly ??= assembleOrders(by, this.file.seen, this.file.latest)
    const cells = this.whole(row.cells, by.width)
    const broken = row.broken ?? row.cutShort
    return this.assembly.push({ ...row, cells, ...(broken === undefined ? {} : { broken }) })
  }

  /** A short row is filled up to the header's width, and no further. */
  private whole(cells: readonly Cell[], width: number): readonly Cell[] {
    if (!this.file.sparse || cells.length >= width) return cells
    return [...cells, ...Array.from({ length: width - cells.length }, () => null)]
  }
}
