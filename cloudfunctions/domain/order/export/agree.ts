import type { RowError } from './exported-order'
import type { Header } from './header'
import type { Field } from './layout'
import type { Line } from './line'

/** Rows that form no order together, or lack what it needs; reported as an error of one row. */
export class Contradiction {
  readonly error: RowError

  constructor(header: Header, row: number, field: Field, message: string) {
    const column = columnOf(header, field)
    this.error = { row, ...(column === undefined ? {} : { column }), message }
  }

  static between(
    header: Header,
    field: Field,
    one: { row: number },
    other: { row: number },
    ...[a, b]: [string | number, string | number]
  ): Contradiction {
    const name = columnOf(header, field) ?? ''
    const shown = (value: string | number) =>
      typeof value === 'number' ? (value / 100).toFixed(2) : value
    const message =
      `第 ${one.row} 行和第 ${other.row} 行是同一个订单，“${name}”却一个是 ${shown(a)}，` +
      `一个是 ${shown(b)}，这个订单没有导入，请重新导出后上传`
    return new Contradiction(header, other.row, field, message)
  }
}

function columnOf(header: Header, field: Field): string | undefined {
  const index = header.columns[field]
  return index === undefined ? undefined : header.names[index]
}

const STATUS_WORDS = new Map<string | number, string>([
  ['unpaid', '待付款'],
  ['paid', '已付款'],
  ['shipped', '已发货'],
  ['completed', '已完成'],
  ['closed', '已关闭'],
])

/** A value given once per order: that of the rows that have one, null when none does. */
export function agree<T extends string | number>(
  header: Header,
  lines: readonly Line[],
  field: Field,
  of: (line: Line) => T | null,
): T | null {
  let first: Line | null = null
  let said: T | null = null
  for (const line of lines) {
    const value = of(line)
    if (value === null) continue
    if (first !== null && said !== null && value !== said) {
      const shown = (each: T) => STATUS_WORDS.get(each) ?? each
      throw Contradiction.between(header, field, first, line, shown(said), shown(value))
    }
    if (first === null) [first, said] = [line, value]
  }
  return said
}
