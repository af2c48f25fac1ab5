import type { Channel } from '../../contracts/order/channel'
import { instantOf } from '../business-day'

/** The day each marketplace opened: an earlier time means a shifted column or another unit. */
export const OPENED: Record<Channel, string> = {
  tmall: '2003-05-10',
  jd: '2004-01-01',
  youzan: '2012-11-01',
  weixin: '2014-05-29',
  xhs: '2014-12-01',
  pdd: '2015-04-01',
  douyin: '2018-01-01',
  kuaishou: '2018-01-01',
  // A brand's tills may be older than any of them.
  pos: '2000-01-01',
}

/** How far the sender's clock may be ahead of ours. */
export const AHEAD_MS = 86_400_000

export const ORDER_TIMES = ['createdAt', 'paidAt', 'completedAt'] as const
export type OrderTime = (typeof ORDER_TIMES)[number]

/** The first impossible time (milliseconds since 1970), such as one in seconds; null for none. */
export function implausibleTime(
  facts: Record<OrderTime, number | null> & { channel: Channel },
  now: number,
): OrderTime | null {
  const opened = instantOf(`${OPENED[facts.channel]} 00:00:00`)
  const isStrange = (instant: number | null) =>
    instant !== null && !(instant >= opened && instant <= now + AHEAD_MS)
  return ORDER_TIMES.find((field) => isStrange(facts[field])) ?? null
}
