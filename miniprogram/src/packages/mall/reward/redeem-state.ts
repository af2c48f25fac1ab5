import type { OutputOf } from '@contracts/action'
import type { openReward } from '@contracts/mall'
import { redeem } from '@contracts/redemption'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Call } from '@/cloud/make-call'
import { failureOf, type Failure } from '@/text/failure'

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
}

export function createRedeem(call: Call): Redeem {
  const state = createStore<RedeemState>(() => ({
    open: false,
    shopId: null,
    sending: false,
    done: null,
    failure: null,
  }))
  return {
    state,
    open: () => state.setState({ open: true, failure: null, done: null }),
    close: () => state.setState({ open: false, failure: null }),
    pickShop: (shopId) => state.setState({ shopId, failure: null }),
    async submit(page) {
      const { sending } = state.getState()
      const shopId = shopOf(page, state.getState())
      if (sending || needsShop(page, shopId)) return
      state.setState({ sending: true, failure: null })
      const { rewardId, points } = page.reward
      const reply = await call(redeem, { rewardId, points, ...(shopId ? { shopId } : {}) })
      state.setState(
        'ok' in reply
          ? { sending: false, done: reply.ok }
          : { sending: false, failure: failureOf(redeem, reply) },
      )
    },
  }
}

/** The picked shop; where there is only one, nobody needs to pick. */
export function shopOf({ shops }: RewardPage, { shopId }: Pick<RedeemState, 'shopId'>) {
  if (shopId && shops.some((shop) => shop.shopId === shopId)) return shopId
  return shops.length === 1 ? (shops[0]?.shopId ?? null) : null
}

export function needsShop({ reward }: RewardPage, shopId: string | null): boolean {
  return reward.kind === 'goods' && shopId === null
}
