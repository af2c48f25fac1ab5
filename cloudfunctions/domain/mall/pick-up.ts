import { addDays, type BusinessDay } from '../business-day'
import type { Redemption } from './redemption'

/** 交货: who gave the goods to the member, and where. */
export interface HandedOver {
  requestId: string
  at: number
  businessDay: BusinessDay
  shopId: string
  shopName: string
  guideId: string
  guideName: string
}

/** What a redemption of goods keeps until they are fetched. */
export interface PickUp {
  /** Digest of the code under a key: a copy of the database names no code that can be shown. */
  pickUpKey: string
  /** The last day on which they can be fetched, in Shanghai. */
  lastDay: BusinessDay
  /** On this day the shop is told that they were not fetched; far off once it was. */
  dueOn: BusinessDay
  /** Its own id until the hand-over, then the guide's request: one request hands one thing over. */
  handOverRequest: string
  handedOver: HandedOver | null
  /** Staff gave more time, or another shop. */
  extended?: { operator: string; reason: string; at: number }
}

/** A day that never comes. */
const NEVER: BusinessDay = '9999-12-31'

/** 取货: so many days from the day of redeeming, each to its end. */
export function newPickUp(
  redemptionId: string,
  pickUpKey: string,
  days: number,
  today: BusinessDay,
): PickUp {
  return {
    ...{ pickUpKey, handOverRequest: redemptionId, handedOver: null },
    ...until(addDays(today, days)),
  }
}

/** The last day, and the day after it, on which it is over. */
export function until(lastDay: BusinessDay): Pick<PickUp, 'lastDay' | 'dueOn'> {
  return { lastDay, dueOn: addDays(lastDay, 1) }
}

export function isOver({ state, lastDay }: Redemption, today: BusinessDay): boolean {
  return state === 'placed' && today > lastDay
}

/** What the shop is told once about goods that nobody fetched. */
export function told(redemption: Redemption): Redemption {
  return { ...redemption, dueOn: NEVER }
}

export type PickUpRefusal =
  'PICK_UP_DONE' | 'PICK_UP_CANCELLED' | 'PICK_UP_OVER' | 'PICK_UP_OTHER_SHOP' | 'OWN_PICK_UP'

/** Why these goods are not handed over here, now and by this guide, or null. */
export function refuseHandOver(
  redemption: Redemption,
  guide: { account: string; shopId: string },
  today: BusinessDay,
): { refused: PickUpRefusal; detail?: Record<string, string | number> } | null {
  const { handedOver, state, lastDay, shopId, shopName, account } = redemption
  if (handedOver) {
    const { at, shopName: where } = handedOver
    return { refused: 'PICK_UP_DONE', detail: { at, shopName: where } }
  }
  if (state !== 'placed') return { refused: 'PICK_UP_CANCELLED' }
  if (account === guide.account) return { refused: 'OWN_PICK_UP' }
  if (today > lastDay) return { refused: 'PICK_UP_OVER', detail: { on: lastDay } }
  if (shopId !== guide.shopId) return { refused: 'PICK_UP_OTHER_SHOP', detail: { shopName } }
  return null
}

/** 交货: from here on nobody cancels it. */
export function handOver(redemption: Redemption, by: HandedOver): Redemption {
  return {
    ...told(redemption),
    state: 'fulfilled',
    handedOver: by,
    handOverRequest: `${by.guideId}:${by.requestId}`,
  }
}
