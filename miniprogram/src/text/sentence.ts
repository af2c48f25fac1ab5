import type { Action, RefusalDetail, RefusalOf } from '@contracts/action'

/** Where a person can go from here. `edit` stays and puts the cursor back into the field. */
export type Way =
  | 'join'
  | 'home'
  | 'mall'
  | 'claim'
  | 'claim-list'
  | 'coupon'
  | 'check-in'
  | 'statement'
  | 'redemption'
  | 'edit'
  | 'reload'

export interface Sentence {
  title: string
  body: string
  wayOut?: { label: string; way: Way }
}

export type Write = (detail: RefusalDetail) => Sentence

/** A refusal without a sentence does not compile. */
export type Sentences<A extends Action> = Record<RefusalOf<A>, Write>

export function numberIn(detail: RefusalDetail, name: string): number {
  const value = detail[name]
  return typeof value === 'number' ? value : 0
}

export function textIn(detail: RefusalDetail, name: string): string {
  const value = detail[name]
  return typeof value === 'string' ? value : ''
}

export function listIn(detail: RefusalDetail, name: string): string[] {
  const value = detail[name]
  return Array.isArray(value) ? value : []
}
