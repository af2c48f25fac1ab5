import type { Row, Status } from '../ask'

export interface Order extends Row {
  status: Status
  /** `shown` says how the holder has proved that it is theirs. */
  holder: { who: string; requestId: string; shown: 'phone' | 'number' | 'staff' } | null
  /** The phone of the buyer, where the file says one that somebody has. */
  phone: string | null
  state: 'free' | 'waiting' | 'pending' | 'credited' | 'closed'
  points: number
  growth: number
  pending: number
  postsOn: string | null
  /** The first day on which it was reported as finished, if the report had no date. */
  heardOn: string | null
  /** What was promised when it was claimed. */
  terms: Terms | null
  /** Tasks that it counts for; null before it was credited with something. */
  counted: { key: string; leastFen: number }[] | null
  /** What its review has brought and a refund in full would take back. */
  review: { points: number; growth: number } | null
}

export interface Terms {
  /** The tier at the claim, and the order points that the day already had. */
  tier: string
  had: number
  points: number
  perFen: number
  percents: number[]
  cap: number | null
  rounding: 'floor' | 'nearest' | 'ceil'
  growth: number
  growthPerFen: number
}

export interface Waiting {
  orderNo: string
  who: string
  requestId: string
  lastDay: string
  claimedOn: string
  /** The instant of the step; of simultaneous calls nobody knows which was first. */
  since: number
  /** review: staff decide. */
  state: 'waiting' | 'review' | 'matched' | 'closed'
  /** Whether staff have had it to decide, and what they decided. */
  isQueued?: boolean
  decided?: { by: string; approved: boolean }
}

export function waitingKey(orderNo: string, who: string): string {
  return `${orderNo} ${who}`
}
