import { isPhoneNumber } from '../../../contracts/plain-text'
import { canonicalOrderNo, readOrderNo } from '../order-number'
import type { OrderStatus } from '../order-status'
import { isEmpty, readFen, readId, readPhoneTail, readQuantity, readText, readTime } from './cells'
import type { Reading } from './cells'
import type { Cell, ExportedItem, RowError, SheetRow } from './exported-order'
import type { Header } from './header'
import type { Field } from './layout'
import type { Line, RefundWord } from './line'
import { maskedCell } from './masked-cell'
import { readStatus } from './statuses'

export type RowReading = { line: Line } | { error: RowError; orderNo: string | null }

/** Stops the reading of one row; never leaves this file. */
class BadCell {
  constructor(
    readonly message: string,
    readonly column?: string,
  ) {}
}

export function readRow(header: Header, { row, cells, broken, isSum }: SheetRow): RowReading {
  let orderNo = numberAtSight(header, cells)
  try {
    if (broken !== undefined) throw new BadCell(broken)
    checkWidth(header, cells)
    orderNo = readNumber(header, cellOf(header, cells, 'orderNo'))
    return { line: { ...readLine(header, row, orderNo, cells), isShare: !isSum } }
  } catch (bad) {
    if (!(bad instanceof BadCell)) throw bad
    const column = bad.column === undefined ? {} : { column: bad.column }
    return { error: { row, ...column, message: bad.message }, orderNo }
  }
}

/** Even a torn row usually shows its order, which then must not be emitted without the row. */
function numberAtSight(header: Header, cells: readonly Cell[]): string | null {
  const id = readId(cellOf(header, cells, 'orderNo'))
  if ('problem' in id) return null
  const orderNo = canonicalOrderNo(header.layout.channel, id.value)
  return isOrderNo(orderNo) ? orderNo : null
}

const ORDER_NO = /^[A-Z0-9-]{8,40}$/

/** A phone in the number's column means a shifted column. */
function isOrderNo(text: string): boolean {
  return ORDER_NO.test(text) && !isPhoneNumber(text)
}

/**
 * A row that has a title and nothing else that every row has belongs to the order above: its cells
 * were merged. If it has any of that, it is a row without its number.
 */
export function continued(header: Header, told: SheetRow, orderNo: string): SheetRow {
  const at = header.columns.orderNo
  const isSilent = ORDER_ONLY.every((field) => readText(cellOf(header, told.cells, field)) === '')
  const hasTitle = readText(cellOf(header, told.cells, 'title')) !== ''
  if (at === undefined || told.broken !== undefined || !isSilent || !hasTitle) return told
  return { ...told, cells: told.cells.map((cell, index) => (index === at ? orderNo : cell)) }
}

const ORDER_ONLY: Field[] = ['orderNo', 'status', 'paid', 'paidAt', 'dealtAt', 'createdAt']

export function isBlank(cells: readonly Cell[]): boolean {
  return cells.every((cell) => readText(cell) === '')
}

/** Columns that decide the money: if one was cut off here, it is not just blank. */
const NEEDED_IF_THERE: Field[] = [
  ...(['subOrderNo', 'refund', 'afterSale', 'freight', 'dealtAt'] as const),
  ...(['goods', 'discount1', 'discount2', 'discount3'] as const),
]

function checkWidth(header: Header, cells: readonly Cell[]): void {
  const extra = cells.slice(header.width).some((cell) => readText(cell) !== '')
  if (extra) {
    throw new BadCell('这一行的列比表头多，可能是内容里的逗号把列错开了，请用平台导出的原始文件')
  }
  const needed = [...header.layout.required, ...NEEDED_IF_THERE]
  const last = Math.max(...needed.map((field) => header.columns[field] ?? 0))
  if (cells.length <= last) {
    throw new BadCell('这一行的列比表头少，内容不完整，请重新导出后上传')
  }
}

/** Old Macs counted days from 1904, four years and a day later than other systems. */
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
  if (isOrderNo(orderNo)) return orderNo
  const reading = readOrderNo(orderNo)
  const damaged = reading.kind === 'notAnOrder' && reading.looksLike === 'damaged'
  throw damaged
    ? new BadCell(valueMessage(readId('1.0E+18')), column)
    : new BadCell(`${maskedCell(orderNo)}不是订单号，请检查这一行的列有没有错位`, column)
}

function valueMessage(reading: Reading<string>): string {
  return 'problem' in reading ? reading.problem : ''
}

function valueOf<T>(reading: Reading<T>, column: string | undefined): T {
  if ('problem' in reading) throw new BadCell(reading.problem, column)
  return reading.value
}

function readLine(
  header: Header,
  row: number,
  orderNo: string,
  cells: readonly Cell[],
): Omit<Line, 'isShare'> {
  const of = (field: Field): Cell => cellOf(header, cells, field)
  const time = (field: Field) =>
    valueOf(readTime(since1900(header, of(field))), nameOf(header, field))
  const fen = (field: Field) => valueOf(readFen(of(field)), nameOf(header, field))
  const told = (field: Field) => (readText(of(field)) === '' ? null : fen(field))
  const dueFen = told('paid')
  return {
    row,
    orderNo,
    status: statusOf(header, of('status')),
    dueFen,
    refund: refundOf(header, cells),
    freightFen: freightOf(header, dueFen, fen, told),
    createdAt: time('createdAt'),
    paidAt: time('paidAt'),
    dealtAt: time('dealtAt'),
    completedAt: time('completedAt'),
    phoneTail: readPhoneTail(of('phone')) ?? readPhoneTail(of('phone2')),
    payNo: otherNumber(of('payNo')) ?? '',
    subOrderNo: otherNumber(of('subOrderNo')) ?? '',
    numbersLost: (['payNo', 'subOrderNo'] as const).some((each) => otherNumber(of(each)) === null),
    items: itemsOf(header, cells),
  }
}

/** A number other than the order's own: null if it lost digits, which does not refuse the row. */
function otherNumber(cell: Cell): string | null {
  const id = readId(cell)
  if ('problem' in id || looksRounded(id.value)) return null
  return isPhoneNumber(id.value) ? '' : id.value
}

/**
 * Cut by Excel (15 digits) or rounded by JavaScript (a float); one correct number in hundreds looks
 * so, too.
 */
function looksRounded(text: string): boolean {
  return /^\d{15}0{3,}$/.test(text) || (/^\d{19,21}$/.test(text) && String(Number(text)) === text)
}

/** Null for a blank: another row may have it. An unknown word is an error of its own. */
function statusOf(header: Header, cell: Cell): OrderStatus | null {
  const word = readText(cell)
  if (word === '') return null
  const status = readStatus(header.layout.channel, word)
  if (status !== null) return status
  throw new BadCell(
    `不认识的订单状态${maskedCell(word)}，请把这个状态告诉我们，其余订单不受影响`,
    nameOf(header, 'status'),
  )
}

/** After-sale words that mean no money was refunded, or the refund was dropped. */
const NOTHING_BACK = /^(?:无|没有)|取消|关闭|拒绝|驳回|撤销|失败|换货|补寄|维修/

/** A dash means none; an empty cell leaves it unreported, unless the layout reads it as none. */
function refundOf(header: Header, cells: readonly Cell[]): RefundWord {
  const { refundWords, blankRefund } = header.layout
  const field: Field = header.columns.refund === undefined ? 'afterSale' : 'refund'
  if (header.columns[field] === undefined) return 'untold'
  const cell = cellOf(header, cells, field)
  if (isEmpty(cell)) return blankRefund === 'none' ? 0 : 'untold'
  if (field === 'refund') return valueOf(readFen(cell), nameOf(header, field))
  const word = readText(cell).normalize('NFKC')
  if (refundWords?.test(word)) return 'all'
  return word === '' || NOTHING_BACK.test(word) ? 0 : 'untold'
}

/** 小红书 often has no freight column: an amount due above the discounted goods is freight. */
function freightOf(
  header: Header,
  due: number | null,
  fen: (field: Field) => number,
  told: (field: Field) => number | null,
): number | null {
  if (header.columns.freight !== undefined || header.columns.goods === undefined) {
    return told('freight')
  }
  const discounts = fen('discount1') + fen('discount2') + fen('discount3')
  return Math.max(0, (due ?? 0) - (fen('goods') - discounts))
}

function itemsOf(header: Header, cells: readonly Cell[]): ExportedItem[] {
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
    }
  })
}

function splitTitles(header: Header, text: string, kinds: string): string[] {
  const joint = header.layout.titlesJoinedBy
  if (joint === undefined) return [text]
  const titles = text.split(joint).map((title) => title.trim())
  // A title may contain the separator; the count of kinds decides, where the file has one.
  return /^\d+$/.test(kinds) && Number(kinds) !== titles.length ? [text] : titles
}
