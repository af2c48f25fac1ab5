import { say } from '../../say'
import type { DocumentKind } from './whole'

/** The names that staff use for the documents of a collection. */
const KIND_NAMES: Record<DocumentKind, string> = {
  shops: '门店',
  coupon_templates: '券模板',
  catalog: '兑换品',
  programs: '会员规则',
}

/** `兑换品「手冲咖啡」`: a document as staff call it. */
export const called = (collection: DocumentKind, name: string) =>
  say`${KIND_NAMES[collection]}「${name}」`
