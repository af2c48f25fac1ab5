import type { OutputOf } from '@contracts/action'
import type { openReward } from '@contracts/mall/mall'
import { redeem } from '@contracts/mall/redemption'
import { reserve } from '@contracts/mall/reservation'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { shortDayAndTime } from '@/text/dates'
import { failureOf, type Failure } from '@/text/failure'
import { closedWords } from '@/text/offer'
import { grouped } from '@/ui/numbers'
import type { Asked } from '../../../cloud/audience'

export type RewardPage = OutputOf<typeof openReward>
export type Offer = RewardPage['offers'][number]

export interface RedeemState {
  open: boolean
  /** The offer that was picked; null while it is the one that the page came with. */
  offerId: string | null
  shopId: string | null
  sending: boolean
  done: OutputOf<typeof redeem> | null
  failure: Failure | null
}

export interface Redeem {
  state: StoreApi<RedeemState>
  open(): void
  close(): void
  pickOffer(offerId: string): void
  pickShop(shopId: string): void
  submit(page: RewardPage): Promise<void>
  /** Continues a request of an earlier visit whose answer the person has not seen. */
  takeUp(input: Asked<typeof redeem>): Promise<void>
  takeUpHold(input: Asked<typeof reserve>): Promise<void>
}

/** `onReserved` leads to the payment of what is held now. */
export function createRedeem(call: Call, onReserved: (reservationId: string) => void): Redeem {
  const state = createStore<RedeemState>(() => ({
    open: false,
    offerId: null,
    shopId: null,
    sending: false,
    done: null,
    failure: null,
  }))
  const send = async (input: Asked<typeof redeem>) => {
    state.setState({ open: true, sending: true, failure: null, done: null })
    const reply = await call(redeem, input)
    // Reopens a sheet that was closed meanwhile, because the person must see what moved.
    state.setState({ open: true, sending: false })
    if ('ok' in reply) state.setState({ done: reply.ok })
    else state.setState({ failure: failureOf(redeem, reply) })
  }
  const hold = async (input: Asked<typeof reserve>) => {
    state.setState({ open: true, sending: true, failure: null, done: null })
    const reply = await call(reserve, input)
    if (!('ok' in reply)) {
      state.setState({ open: true, sending: false, failure: failureOf(reserve, reply) })
      return
    }
    state.setState({ open: false, sending: false })
    onReserved(reply.ok.reservation.reservationId)
  }
  return {
    state,
    open() {
      // A running request keeps its sheet.
      if (state.getState().sending) state.setState({ open: true })
      else state.setState({ open: true, failure: null, done: null })
    },
    close: () => state.setState({ open: false, failure: null }),
    pickOffer: (offerId) => state.setState({ offerId, failure: null }),
    pickShop: (shopId) => state.setState({ shopId, failure: null }),
    async submit(page) {
      const shown = state.getState()
      const shopId = shopOf(page, shown)
      const offer = offerOf(page, shown)
      if (shown.sending || needsShop(page, shopId) || obstacle(page, offer) !== null) return
      const { offerId, points, fen } = offer
      const { rewardId } = page.reward
      const asked = { rewardId, offerId, points, ...(shopId ? { shopId } : {}) }
      await (fen > 0 ? hold({ ...asked, fen }) : send(asked))
    },
    async takeUpHold(input) {
      if (!state.getState().sending) await hold(input)
    },
    async takeUp(input) {
      if (state.getState().sending) return
      if (input.shopId) state.setState({ shopId: input.shopId })
      if (input.offerId) state.setState({ offerId: input.offerId })
      await send(input)
    },
  }
}

/** The chosen shop; if there is only one, nobody has to choose. */
export function shopOf({ shops }: RewardPage, { shopId }: Pick<RedeemState, 'shopId'>) {
  if (shopId && shops.some((shop) => shop.shopId === shopId)) return shopId
  return shops.length === 1 ? (shops[0]?.shopId ?? null) : null
}

export function needsShop({ reward }: RewardPage, shopId: string | null): boolean {
  return reward.kind === 'goods' && shopId === null
}

/** The offer that was picked, if it is still there, or else the one that the page came with. */
export function offerOf(page: RewardPage, { offerId }: Pick<RedeemState, 'offerId'>): Offer {
  const find = (id: string | null) => page.offers.find((each) => each.offerId === id)
  const offer = find(offerId) ?? find(page.bestOffer)
  if (!offer) throw new Error('the page names an offer that it does not have')
  return offer
}

/** The reason on the button why this offer cannot be redeemed now; null if it can. */
export function obstacle({ balance, reward: { left }, pointUnit }: RewardPage, offer: Offer) {
  if (left === 0) return '已换完'
  const { opensAt, points, closed } = offer
  if (closed !== null) return closedWords(closed, pointUnit)
  if (opensAt !== null) return `${shortDayAndTime(opensAt)} 开售`
  return balance !== null && balance < points ? `还差 ${grouped(points - balance)}` : null
}
