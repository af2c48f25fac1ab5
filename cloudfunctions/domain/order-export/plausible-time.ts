import type { Channel } from '../../contracts/channel'
import type { Line } from './line'

/** The day each marketplace opened: an order from before is a shifted column or a broken date. */
const OPENED: Record<Channel, string> = {
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

/** Why a time of this line cannot be, or null. `latest` allows for a clock that goes wrong. */
export function implausibleTime(channel: Channel, line: Line, latest: string): string | null {
  for (const time of [line.createdAt, line.paidAt, line.dealtAt, line.completedAt]) {
    if (time === null) continue
    if (time > latest) return `时间“${time}”还没有到，请核对这一行后重新上传`
    if (time < OPENED[channel]) return `时间“${time}”早于这个平台开业，请核对这一行后重新上传`
  }
  return null
}
