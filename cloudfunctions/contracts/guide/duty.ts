import * as v from 'valibot'
import { action } from '../action'
import { Count, Empty, Instant, RequestId, Slug } from '../scalars'

const OnDuty = v.strictObject({ shopId: Slug, shopName: v.string(), since: Instant })

export const DutyRecent = v.strictObject({ at: Instant, title: v.string(), shopName: v.string() })

/** 导购工作台: where the guide is on duty, and what they did today. */
export const openDuty = action('duty.open', {
  input: Empty,
  output: v.strictObject({
    guide: v.strictObject({ name: v.string(), number: v.string() }),
    duty: v.nullable(OnDuty),
    writtenOffToday: Count,
    recent: v.array(DutyRecent),
  }),
  refusals: [],
})

/** 上岗: starts with the shop's code; duty ends by itself with the business day. */
export const startDuty = action('duty.start', {
  input: v.strictObject({
    requestId: RequestId,
    /** The scanned text or the typed shop code. */
    shopCode: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200)),
  }),
  output: v.strictObject({ duty: OnDuty }),
  refusals: ['SHOP_CODE_UNKNOWN', 'SHOP_NOT_YOURS', 'CODES_LOCKED'],
})

/** 下岗: ends duty before the day does. */
export const endDuty = action('duty.end', {
  input: v.strictObject({ requestId: RequestId }),
  output: v.strictObject({ ended: v.boolean() }),
  refusals: [],
})
