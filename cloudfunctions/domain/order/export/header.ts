import { CHANNEL_NAMES } from '../../../contracts/order/channel'
import type { Cell, FileProblem } from './exported-order'
import type { Field, Layout } from './layout'
import { LAYOUTS, OTHER_EXPORTS } from './layouts'

/** The position of each field in this file. */
export interface Header {
  layout: Layout
  columns: Partial<Record<Field, number>>
  /** The column names as the file spells them, for messages. */
  names: string[]
  width: number
  /** Numbers that stand for times count days from 1904. */
  from1904?: boolean
}

export type HeaderReading = { header: Header } | { problem: FileProblem } | null

/** Reads a row as a header; null when it is not the header of an order export at all. */
export function readHeader(cells: readonly Cell[]): HeaderReading {
  const names = cells.map(columnName)
  const known = new Set(names)
  const other = OTHER_EXPORTS.find(({ signs }) => signs.every((sign) => known.has(sign)))
  if (other !== undefined) return { problem: { code: 'OTHER_EXPORT', message: other.message } }
  const signed = LAYOUTS.find(({ signs }) => signs.some((set) => set.every((s) => known.has(s))))
  const layout = signed ?? closest(known)
  if (layout === null) return null
  const columns = locate(layout, names)
  const missing = layout.required.filter((field) => columns[field] === undefined)
  if (missing.length > 0) return { problem: missingColumns(layout, missing, names) }
  const width = names.reduce((last, name, index) => (name === '' ? last : index + 1), 0)
  return { header: { layout, columns, names, width } }
}

/** Headers differ between files in width, blanks and brackets, so they are normalized. */
export function columnName(cell: Cell): string {
  return String(cell ?? '')
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Cc}"'=]/gu, '')
}

function locate(layout: Layout, names: string[]): Partial<Record<Field, number>> {
  const columns: Partial<Record<Field, number>> = {}
  for (const field of fieldsOf(layout)) {
    const index = aliases(layout, field)
      .map((name) => names.indexOf(name))
      .find((at) => at >= 0)
    if (index !== undefined) columns[field] = index
  }
  return columns
}

function fieldsOf(layout: Layout): Field[] {
  const has = (key: string): key is Field => key in layout.columns
  return Object.keys(layout.columns).filter(has)
}

function aliases(layout: Layout, field: Field): string[] {
  return (layout.columns[field] ?? '').split(' ').map(columnName)
}

/** Enough shared names to know the platform, so that the missing ones can be listed. */
const LIKELY = 5

function closest(known: Set<string>): Layout | null {
  let best: Layout | null = null
  let bestScore = LIKELY - 1
  for (const layout of LAYOUTS) {
    const score = fieldsOf(layout).filter((f) =>
      aliases(layout, f).some((a) => known.has(a)),
    ).length
    if (score > bestScore) [best, bestScore] = [layout, score]
  }
  return best
}

function missingColumns(layout: Layout, fields: Field[], header: string[]): FileProblem {
  const generation = generationOf(layout, header)
  const spelling = (field: Field) => {
    const names = (layout.columns[field] ?? '').split(' ')
    return names[Math.min(generation, names.length - 1)]
  }
  const names = fields.map(spelling).join('、')
  const platform = CHANNEL_NAMES[layout.channel]
  return {
    code: 'MISSING_COLUMNS',
    message: `这像是${platform}的订单，但缺少列：${names}。请在后台导出时勾选这些列，再上传一次`,
  }
}

/** How old this file's spellings are: 0 where it uses the newest of those that have changed. */
function generationOf(layout: Layout, header: string[]): number {
  const ages = fieldsOf(layout)
    .map((field) => aliases(layout, field))
    .filter((names) => names.length > 1)
    .map((names) => names.findIndex((name) => header.includes(name)))
    .filter((age) => age >= 0)
  return ages.length === 0 ? 0 : Math.max(...ages)
}
