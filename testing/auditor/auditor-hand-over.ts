import type { Entry } from './auditor'

export interface Goods {
  _id: string
  account: string
  state: string
  shopId: string
  lastDay: string
  cancelled?: object
  /** Codes of a pool are handed over by nobody. */
  held?: object
  handedOver: {
    requestId: string
    guideId: string
    shopId: string
    at: number
    businessDay: string
  } | null
}

/** Goods leave the shop once, in the right shop and in time; afterwards no points come back. */
export function auditHandOvers(goods: Goods[], entries: Entry[]): string[] {
  const faults: string[] = []
  const restored = new Set(entries.filter(({ kind }) => kind === 'restore').map(({ ref }) => ref))
  const requests = new Set<string>()
  for (const { _id, account, state, shopId, lastDay, cancelled, handedOver } of goods) {
    if ((state === 'fulfilled') !== (handedOver !== null)) {
      faults.push(`${_id} is ${state}, and ${handedOver ? '' : 'not '}handed over`)
    }
    if (!handedOver) continue
    if (cancelled || restored.has(_id)) faults.push(`${_id} was handed over and cancelled`)
    if (handedOver.shopId !== shopId) faults.push(`${_id} was handed over in another shop`)
    if (handedOver.businessDay > lastDay) faults.push(`${_id} was handed over after its last day`)
    if (handedOver.guideId === account) faults.push(`${_id} was handed over to oneself`)
    const day = new Date(handedOver.at + 8 * 3_600_000).toISOString().slice(0, 10)
    if (day !== handedOver.businessDay) faults.push(`${_id} was handed over on another day`)
    const request = `${handedOver.guideId} ${handedOver.requestId}`
    if (requests.has(request)) faults.push(`${_id} was handed over by a request of another`)
    requests.add(request)
  }
  return faults
}
