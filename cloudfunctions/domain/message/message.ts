import type { PhoneMove } from '../account/account-parts'
import type { BusinessDay } from '../business-day'
import type { Channel } from '../../contracts/order/channel'
import type { WaitingClaim } from '../claim/waiting-claim'
import type { OrderClaim } from '../order/order'

/**
 * 到期提醒 and 掉级提醒: one per lot or cycle and step, 认领消息: one per end of a claim, 手机号转移:
 * one per move. Its id is its natural key, so telling twice finds the first.
 */
export interface Notice {
  /** `<account>:<kind>:<expiresOn>:<days>`, `<account>:claim:<order>:<outcome>:<claimedAt>`. */
  _id: string
  brand: string
  account: string
  kind: 'expiry' | 'tier' | 'claim' | 'phone'
  /** Points that end; of a tier, the growth that is missing; of a claim, what it moved. */
  points: number
  /** The name of the tier that is about to be lost. */
  tier?: string
  /** What came of a claim. */
  claim?: ClaimNews
  /** Which number went where. */
  phone?: PhoneMove
  /** The last day of the points; of a claim, the day on which it was told. */
  expiresOn: BusinessDay
  /** The step: told when this many days were left, or later when no job ran. */
  days: number
  /** In the mini-program always; `sent` and `failed` speak of the subscription message. */
  state: 'inbox' | 'sent' | 'failed'
  /** Why it failed: WeChat's code, or a word of ours. */
  error: string | null
  createdAt: number
  sentAt: number | null
  readAt: number | null
  /** Where the subscription message stands; `sending` is the lock of the run that sends it. */
  queue: 'none' | 'waiting' | 'sending'
  sendingAt: number | null
  /** Order in a member's list: time, then lot and step, then the order. */
  listKey: string
}

/** What came of a claim while its member was away. */
export interface ClaimNews {
  outcome:
    'matched' | 'approved' | 'rejected' | 'closed' | 'movedAway' | 'movedToBuyer' | 'sameOrder'
  channel: Channel
  /** Masked: the list of messages may be seen over a shoulder. */
  orderNo: string
  /** Why it closed by itself. */
  why?: WaitingClaim['reason']
  /** What staff said. */
  reason?: string
  /** matched and approved: where its points are; movedAway: where they were. */
  state?: OrderClaim['state']
  postsOn?: BusinessDay | null
  /** Finished, but what was paid or came back is not known yet. */
  untold?: true
}
