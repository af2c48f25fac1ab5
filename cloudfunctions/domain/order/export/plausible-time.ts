import type { Channel } from '../../../contracts/order/channel'
import { OPENED } from '../plausible-time'
import type { Line } from './line'

/** Why a time of this line is impossible, or null. `latest` leaves room for wrong clocks. */
export function implausibleTime(channel: Channel, line: Line, latest: string): string | null {
  for (const time of [line.createdAt, line.paidAt, line.dealtAt, line.completedAt]) {
    if (time === null) continue
    if (time > latest) return `时间“${time}”还没有到，请核对这一行后重新上传`
    if (time < OPENED[channel]) return `时间“${time}”早于这个平台开业，请核对这一行后重新上传`
  }
  return null
}
