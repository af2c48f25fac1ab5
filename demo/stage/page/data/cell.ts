import { ENTRY_TITLES } from '../../../../cloudfunctions/contracts/ledger/entry-titles'
import { PART_NAMES } from '../../../../cloudfunctions/contracts/programme/part-names'
import { shanghaiTime } from '../shanghai-time'
import type { Column } from './collections'

/** The value below a dotted path of a document. */
function valueAt(document: Record<string, unknown>, path: string): unknown {
  let value: unknown = document
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, part)
  }
  return value
}

export function cellText(document: Record<string, unknown>, { path, format }: Column): string {
  const value = valueIn(document, { path, format })
  if (value === undefined || value === null || value === '') return '—'
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'number') return numberText(value, format)
  if (Array.isArray(value)) return value.length === 0 ? '全部' : value.map(String).join('、')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function valueIn(
  document: Record<string, unknown>,
  { path, format }: Pick<Column, 'path' | 'format'>,
) {
  if (format === 'entry') return entryTitle(document)
  return format === 'part' ? partTitle(document) : valueAt(document, path)
}

/** A programme is a main document and one for each part. */
function partTitle({ _id }: Record<string, unknown>): string {
  const [, part] = String(_id).split(':')
  const found = Object.entries(PART_NAMES).find(([id]) => id === part)
  return found?.[1] ?? (part === undefined ? '品牌与联系方式' : part)
}

/** The name of a movement of points; entries from before codes have words of their own. */
function entryTitle({ what, title }: Record<string, unknown>): unknown {
  return Object.entries(ENTRY_TITLES).find(([code]) => code === what)?.[1] ?? title ?? what
}

function numberText(value: number, format: Column['format']): string {
  if (format === 'time') return shanghaiTime(value)
  if (format === 'yuan') return `¥${(value / 100).toFixed(2)}`
  return value.toLocaleString('en-US')
}

export type Effect = 'inForce' | 'rejected' | 'stopped' | 'unchecked'

/** Whether an edited document acts, read from the sentence that the product wrote on it. */
export function effectOf(document: Record<string, unknown>): Effect {
  const status = typeof document.status === 'string' ? document.status : ''
  if (status.startsWith('已发布')) return 'inForce'
  if (status.startsWith('已停售')) return 'stopped'
  return status.startsWith('未生效') ? 'rejected' : 'unchecked'
}

export function statusText(document: Record<string, unknown>): string {
  return typeof document.status === 'string' && document.status
    ? document.status
    : '还没有检查过：点「检查并发布」才会生效'
}
