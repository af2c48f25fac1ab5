import { PART_NAMES } from '../../../contracts/programme/part-names'
import { isPart, PARTS } from '../../../contracts/programme/parts'
import { clockTime } from '../../business-day'
import { openClaimNote } from '../../claim/open-claim'
import type { Scheduled } from './schedule'
import type { DocumentKind } from './whole'

/** The name that staff gave a document; a part of the programme has its own. */
export function nameIn(kind: DocumentKind, id: string, body: unknown): string {
  const part = id.slice(id.indexOf(':') + 1)
  if (kind === 'programs' && isPart(part)) return PART_NAMES[part]
  const told = (field: string) => {
    const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, field) : ''
    return typeof value === 'string' ? value.trim().slice(0, 30) : ''
  }
  return told('name') || told('title') || told('brandName') || id
}

/**
 * True before that second and after it, so it is written once. Adds what staff should know of a
 * document in force: that an order number alone is enough.
 */
export function inForceWord(
  kind: DocumentKind,
  { version, from = 0, body }: Pick<Scheduled, 'version' | 'from' | 'body'>,
): string {
  const note = kind === 'programs' ? openClaimNote(body) : null
  return `已发布：第 ${version} 版，${clockTime(from)} 起生效${note ? `。${note}` : ''}`
}

/** In force as it was published; adds what today's rules would no longer accept. */
export const tightenedWord = (inForce: string, reason: string) =>
  `${inForce}。按现在的规则有地方要改：${reason}；改好之前照旧执行`

export const refusedWord = (reason: string, version: number | null) =>
  `未生效：${reason}。${
    version === null ? '改好之前这份文档不起作用' : '改好之前仍按上一个有效版本执行'
  }`

export const offSaleWord = (reason: string, version: number) =>
  `已停售：${reason}。补上以后会自动重新上架（第 ${version} 版）`

/** What a document's id must look like; shown on one that belongs to no brand. */
export function strayReason(kind: DocumentKind, id: string, brand: string): string {
  const shown = id.length > 40 ? `${id.slice(0, 40)}…` : id
  if (kind === 'programs') {
    const parts = PARTS.map((part) => `${brand}:${part}（${PART_NAMES[part]}）`).join('、')
    return `编号「${shown}」不是本品牌的。会员规则的编号只能写「${brand}」，分开写的各份写 ${parts}。请照这样的编号新建一份，再删掉这份`
  }
  return (
    `编号「${shown}」不对。要写成「${brand}:编号」，用英文冒号，冒号后面只能用小写字母、数字和短横线，` +
    `以字母或数字开头，最多 40 个字，例如「${brand}:${EXAMPLES[kind]}」。请照这样新建一份，再删掉这份`
  )
}

const EXAMPLES = { shops: 'hubin', coupon_templates: 'coffee', catalog: 'mug-2' }
