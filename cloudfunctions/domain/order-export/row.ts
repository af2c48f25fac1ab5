import { canonicalOrderNo, readOrderNo } from '../order-number'
import type { OrderStatus } from '../order'
import { clip, readFen, readId, readPhoneTail, readQuantity, readText, readTime } from './cells'
import type { Reading } from './cells'
import type { Cell, ExportedItem, RowError, SheetRow } from './exported-order'
import type { Header } from './header'
import type { Field } from './layout'
import { readStatus } from './statuses'

/** What one row says of its order. */
export interface Line {
  row: number
  orderNo: string
  status: OrderStatus
  paidFen: number
  refundedFen: number
  freightFen: number
  createdAt: string | null
  paidAt: string | null
  completedAt: string | null
  phoneTail: string | null
  payNo: string
  subOrderNo: string
  items: ExportedItem[]
}

export type RowReading = { line: Line } | { error: RowError; orderNo: string | null }

/** Stops the reading of one row; never leaves this file. */
class BadCell {
  constructor(
    readonly message: string,
    readonly column?: string,
  ) {}
}

export function readRow(header: Header, { row, cells, broken }: SheetRow): RowReading {
  let orderNo = numberAtSight(header, cells)
  try {
    if (broken !== undefined) throw new BadCell(broken)
    checkWidth(header, cells)
    orderNo = readNumber(header, cellOf(header, cells, 'orderNo'))
    return { line: readLine(header, row, orderNo, cells) }
  } catch (bad) {
    if (!(bad instanceof BadCell)) throw bad
    const column = bad.column === undefined ? {} : { column: bad.column }
    return { error: { row, ...column, message: bad.message }, orderNo }
  }
}

/** Even a torn row mostly tells its order, which then must not come out without it. */
function numberAtSight(header: Header, cells: readonly Cell[]): string | null {
  const id = readId(cellOf(header, cells, 'orderNo'))
  if ('problem' in id) return null
  const orderNo = canonicalOrderNo(header.layout.channel, id.value)
  return ORDER_NO.test(orderNo) ? orderNo : null
}

const ORDER_NO = /^[A-Z0-9-]{8,40}$/

export function isBlank(cells: readonly Cell[]): boolean {
  return cells.every((cell) => readText(cell) === '')
}

function checkWidth(header: Header, cells: readonly Cell[]): void {
  const extra = cells.slice(header.width).some((cell) => readText(cell) !== '')
  if (extra) {
    throw new BadCell('这一行的列比表头多，可能是内容里的逗号把列错开了，请用平台导出的原始文件')
  }
  const last = Math.max(...header.layout.required.map((field) => header.columns[field] ?? 0))
  if (cells.length <= last) {
    throw new BadCell('这一行的列比表头少，内容不完整，请重新导出后上传')
  }
}

/** Old Macs counted days from 1904, four years and a day later than the rest. */
function since1900(header: Header, cell: Cell): Cell {
  return header.from1904 === true && typeof cell === 'number' ? cell + 1462 : cell
}

function cellOf(header: Header, cells: readonly Cell[], field: Field): Cell {
  const index = header.columns[field]
  return index === undefined ? null : cells[index]
}

function nameOf(header: Header, field: Field): string | undefined {
  const index = header.columns[field]
  return index === undefined ? undefined : header.names[index]
}

function readNumber(header: Header, cell: Cell): string {
  const column = nameOf(header, 'orderNo')
  const id = valueOf(readId(cell), column)
  if (id === '') throw new BadCell('这一行没有订单号，已跳过', column)
  const orderNo = canonicalOrderNo(header.layout.channel, id)
  if (ORDER_NO.test(orderNo)) return orderNo
  const reading = readOrderNo(orderNo)
  const damaged = reading.kind === 'notAnOrder' && reading.looksLike === 'damaged'
  throw damaged
    ? new BadCell(valueMessage(readId('1.0E+18')), column)
    : new BadCell(`“${clip(orderNo)}”不是订单号，请检查这一行的列有没有错位`, column)
}

function valueMessage(reading: Reading<string>): string {
  return 'problem' in reading ? reading.problem : ''
}

function valueOf<T>(reading: Reading<T>, column: string | undefined): T {
  if ('problem' in reading) throw new BadCell(reading.problem, column)
  return reading.value
}

function readLine(header: Header, row: number, orderNo: string, cells: readonly Cell[]): Line {
  const of = (field: Field): Cell => cellOf(header, cells, field)
  const fen = (field: Field) => valueOf(readFen(of(field)), nameOf(header, field))
  const time = (field: Field) =>
    valueOf(readTime(since1900(header, of(field))), nameOf(header, field))
  const status = statusOf(header, of('status'))
  const due = fen('paid')
  const { createdAt, paidAt } = payment(header, status, due, time)
  // Before payment the column shows what is due, or nothing: either way, nobody has paid.
  const paidFen = paidAt === null ? 0 : due
  if (paidAt !== null && readText(of('paid')) === '') {
    throw new BadCell('这一行有付款时间，却没有实付金额，请补上或重新导出', nameOf(header, 'paid'))
  }
  const gone = header.layout.refundWords?.test(readText(of('afterSale')).normalize('NFKC')) ?? false
  const refundedFen = Math.min(paidFen, gone ? paidFen : fen('refund'))
  const line: Line = {
    row,
    orderNo,
    status,
    paidFen,
    refundedFen,
    freightFen: freightOf(header, due, fen),
    createdAt,
    paidAt,
    completedAt: time('completedAt'),
    phoneTail: readPhoneTail(of('phone')) ?? readPhoneTail(of('phone2')),
    payNo: readText(of('payNo')),
    subOrderNo: valueOf(readId(of('subOrderNo')), nameOf(header, 'subOrderNo')),
    items: [],
  }
  line.items = itemsOf(header, line, cells)
  return line
}

function statusOf(header: Header, cell: Cell): OrderStatus {
  const word = readText(cell)
  const status = readStatus(header.layout.channel, word)
  if (status !== null) return status
  const column = nameOf(header, 'status')
  if (word === '') throw new BadCell('这一行没有订单状态，请补上或重新导出', column)
  throw new BadCell(
    `不认识的订单状态“${clip(word)}”，请把这个状态告诉我们，其余订单不受影响`,
    column,
  )
}

/**
 * 拼多多 now gives one time, 订单成交时间: of the deal when it was paid, else of the order. All
 * others have a payment time, blank until somebody pays.
 */
function payment(
  header: Header,
  status: OrderStatus,
  due: number,
  time: (field: Field) => string | null,
): { createdAt: string | null; paidAt: string | null } {
  if (header.columns.paidAt !== undefined) {
    return { createdAt: time('createdAt'), paidAt: time('paidAt') }
  }
  const dealtAt = time('dealtAt')
  const paid = status !== 'unpaid' && due > 0
  return paid ? { createdAt: null, paidAt: dealtAt } : { createdAt: dealtAt, paidAt: null }
}

/** 小红书 often has no freight column: what was due beyond the discounted goods is freight. */
function freightOf(header: Header, due: number, fen: (field: Field) => number): number {
  if (header.columns.freight !== undefined || header.columns.goods === undefined) {
    return fen('freight')
  }
  const discounts = fen('discount1') + fen('discount2') + fen('discount3')
  return Math.max(0, due - (fen('goods') - discounts))
}

function itemsOf(header: Header, line: Line, cells: readonly Cell[]): ExportedItem[] {
  const { layout } = header
  const of = (field: Field): Cell => cellOf(header, cells, field)
  const titles = splitTitles(header, readText(of('title')), readText(of('kinds')))
  const quantity = valueOf(readQuantity(of('quantity')), nameOf(header, 'quantity'))
  const sku = readText(of('sku'))
  const skus = titles.length > 1 ? sku.split(/[,，;]/) : [sku]
  return titles.map((title, index) => {
    const own = skus.length === titles.length ? (skus[index] ?? '') : ''
    return {
      title,
      quantity: titles.length === 1 ? quantity : 1,
      ...(own === '' ? {} : { sku: own }),
      ...(line.subOrderNo === '' ? {} : { subOrderNo: line.subOrderNo }),
      ...(layout.paid === 'sum' ? { paidFen: line.paidFen } : {}),
      ...(layout.refund === 'sum' ? { refundedFen: line.refundedFen } : {}),
    }
  })
}

function splitTitles(header: Header, text: string, kinds: string): string[] {
  const joint = header.layout.titlesJoinedBy
  if (joint === undefined) return [text]
  const titles = text.split(joint).map((title) => title.trim())
  // A title may contain the joint; the count of kinds settles it where the file has one.
  return /^\d+$/.test(kinds) && Number(kinds) !== titles.length ? [text] : titles
}
