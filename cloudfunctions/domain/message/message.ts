import type { PhoneMove } from '../account/account-parts'
import type { BusinessDay } from '../business-day'
import type { Channel } from '../../contracts/order/channel'
import type { WaitingClaim } from '../claim/waiting-claim'
import type { OrderClaim } from '../order/order'

/**
 * 到期提醒 and 掉级提醒: one per lot or cycle and step, 认领消息: one per result of a claim,
 * 手机号转移: one per move. Its id is its natural key, so a second attempt finds the first.
 */
export interface Notice {
  /** `<account>:<kind>:<expiresOn>:<days>`, `<account>:claim:<order>:<outcome>:<claimedAt>`. */
  _id: string
  brand: string
  account: string
  kind: 'expiry' | 'tier' | 'claim' | 'phone'
  /** Points that expire; for a tier, the missing growth; for a claim, the points that it moved. */
  points: number
  /** The name of the tier that is about to be lost. */
  tier?: string
  /** The result of a claim. */
  claim?: ClaimNews
  /** Which number moved, and where to. */
  phone?: PhoneMove
  /** The last day of the points; for a claim, the day of the notice. */
  expiresOn: BusinessDay
  /** The step: written when this many days were left, or later when no job ran. */
  days: number
  /** It is always in the mini-program; `sent` and `failed` are about the subscription message. */
  state: 'inbox' | 'sent' | 'failed'
  /** Why it failed: WeChat's code, or a word of our own. */
  error: string | null
  createdAt: number
  sentAt: number | null
  readAt: number | null
  /** The state of the subscription message; `sending` is the lock of the run that sends it. */
  queue: 'none' | 'waiting' | 'sending'
  sendingAt: number | null
  /** Its place in the member's list: time, then lot and step, then the order. */
  listKey: string
}

/** The result of a claim that was decided while its member was away. */
export interface ClaimNews {
  outcome:
    'matched' | 'approved' | 'rejected' | 'closed' | 'movedAway' | 'movedToBuyer' | 'sameOrder'
  channel: Channel
  /** Masked, because others may look at the screen. */
  orderNo: string
  /** Why it closed by itself. */
  why?: WaitingClaim['reason']
  /** The reason that staff gave. */
  reason?: string
  /** For matched and approved: where its points are; for movedAway: where they were. */
  state?: OrderClaim['state']
  postsOn?: BusinessDay | null
  /** Finished, but the paid or refunded amount is not known yet. */
  untold?: true
}
