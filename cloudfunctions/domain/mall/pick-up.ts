import { addDays, type BusinessDay } from '../business-day'
import type { HandedOver, PickUp, Redemption } from './redemption'

/** Stored where no alert is due any more: the job looks for days up to today. */
const NEVER: BusinessDay = '9999-12-31'

/** 取货: a number of days from the day of redeeming, each to its end. */
export function newPickUp(
  redemptionId: string,
  pickUpKey: string,
  days: number,
  today: BusinessDay,
): PickUp {
  return {
    pickUpKey,
    handOverRequest: redemptionId,
    handedOver: null,
    ...until(addDays(today, days)),
  }
}

/** What a redemption stores that no shop hands over: no code finds it and no day ends it. */
export function noPickUp(redemptionId: string): PickUp {
  const never = { lastDay: NEVER, dueOn: NEVER }
  return { pickUpKey: redemptionId, handOverRequest: redemptionId, handedOver: null, ...never }
}

/** The last day, and the day after it, on which the time is over. */
export function until(lastDay: BusinessDay): Pick<PickUp, 'lastDay' | 'dueOn'> {
  return { lastDay, dueOn: addDays(lastDay, 1) }
}

export function isOver({ state, lastDay }: Redemption, today: BusinessDay): boolean {
  return state === 'placed' && today > lastDay
}

/** Once they were handed over, or the shop was alerted that nobody came: the job never finds them. */
export function withoutDue(redemption: Redemption): Redemption {
  return { ...redemption, dueOn: NEVER }
}

export type PickUpRefusal =
  'PICK_UP_DONE' | 'PICK_UP_CANCELLED' | 'PICK_UP_OVER' | 'PICK_UP_OTHER_SHOP' | 'OWN_PICK_UP'

/** Why this guide cannot hand over these goods here and now, or null. */
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

/** 交货: after this nobody can cancel it. */
export function handOver(redemption: Redemption, by: HandedOver): Redemption {
  return {
    ...withoutDue(redemption),
    state: 'fulfilled',
    handedOver: by,
    handOverRequest: `${by.guideId}:${by.requestId}`,
  }
}
