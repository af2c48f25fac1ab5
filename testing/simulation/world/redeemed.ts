import type { ChosenOffer } from '../programme/chosen-offer'

export interface Redeemed extends ChosenOffer {
  who: string
  requestId: string
  reward: string
  shop: string
  /** The shop of the request, once staff have chosen another one. */
  wished?: string
  kind: 'coupon' | 'goods' | 'code'
  /** Null where the answer was lost for good. */
  code: string | null
  balance: number
  lastDay: string
  used: { who: string; requestId: string } | null
  /** How it was paid, by the last day of each lot. */
  paid: [string, number][]
  cancelled: { requestId: string; staff: boolean; told: Record<string, unknown> } | null
}
