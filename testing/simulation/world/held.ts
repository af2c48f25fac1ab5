import type { ChosenOffer } from '../programme/chosen-offer'

/** What waits for its payment, was paid, or went back. */
export interface Held extends ChosenOffer {
  /** The product's id; null where its answer was lost. */
  id: string | null
  who: string
  requestId: string
  /** All that was asked for. */
  about: string
  reward: string
  fen: number
  kind: 'coupon' | 'goods'
  shop: string
  /** The lots that the points came from. */
  paid: [string, number][]
  /** WeChat Pay takes no money from this instant on. */
  payBy: number
  state: 'reserved' | 'fulfilled' | 'released'
  /** WeChat Pay took the cash, whether or not anybody has told us. */
  isPaid: boolean
  /** The cash on its way back. */
  refund: 'owed' | 'underWay' | 'done' | null
}

export function heldKey({ who, requestId }: Pick<Held, 'who' | 'requestId'>): string {
  return `${who} ${requestId}`
}
