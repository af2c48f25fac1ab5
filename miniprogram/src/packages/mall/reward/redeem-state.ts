import type { OutputOf } from '@contracts/action'
import type { openReward } from '@contracts/mall/mall'
import { redeem } from '@contracts/mall/redemption'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { shortDayAndTime } from '@/text/dates'
import { failureOf, type Failure } from '@/text/failure'
import { grouped } from '@/ui/numbers'
import type { Asked } from '../../../cloud/audience'

export type RewardPage = OutputOf<typeof openReward>

export interface RedeemState {
  open: boolean
  shopId: string | null
  sending: boolean
  done: OutputOf<typeof redeem> | null
  failure: Failure | null
}

export interface Redeem {
  state: StoreApi<RedeemState>
  open(): void
  close(): void
  pickShop(shopId: string): void
  submit(page: RewardPage): Promise<void>
  /** Continues a request of an earlier visit whose answer the person has not seen. */
  takeUp(input: Asked<typeof redeem>): Promise<void>
}

export function createRedeem(call: Call): Redeem {
  const state = createStore<RedeemState>(() => ({
    open: false,
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
  return {
    state,
    open() {
      // A running request keeps its sheet.
      if (state.getState().sending) state.setState({ open: true })
      else state.setState({ open: true, failure: null, done: null })
    },
    close: () => state.setState({ open: false, failure: null }),
    pickShop: (shopId) => state.setState({ shopId, failure: null }),
    async submit(page) {
      const { sending } = state.getState()
      const shopId = shopOf(page, state.getState())
      if (sending || needsShop(page, shopId) || obstacle(page) !== null) return
      const { rewardId, points } = page.reward
      await send({ rewardId, points, ...(shopId ? { shopId } : {}) })
    },
    async takeUp(input) {
      if (state.getState().sending) return
      if (input.shopId) state.setState({ shopId: input.shopId })
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

/** The reason on the button why it cannot be redeemed now; null if it can. */
export function obstacle({ balance, reward: { left, opensAt, points } }: RewardPage) {
  if (left === 0) return '已换完'
  if (opensAt !== null) return `${shortDayAndTime(opensAt)} 开售`
  return balance !== null && balance < points ? `还差 ${grouped(points - balance)}` : null
}
