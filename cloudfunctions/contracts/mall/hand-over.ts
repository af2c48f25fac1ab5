import * as v from 'valibot'
import { action } from '../action'
import { BusinessDay, Instant, RequestId } from '../scalars'

/** What was scanned or typed: twelve digits with or without spaces. */
const PickUpCode = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200))

/** 取货单, as a guide sees it before handing the goods over. */
export const PickUpChecked = v.strictObject({
  code: v.string(),
  goods: v.strictObject({ name: v.string(), picture: v.string() }),
  memberName: v.string(),
  shopName: v.string(),
  placedAt: Instant,
  lastDay: BusinessDay,
})

export const PICK_UP_REFUSALS = [
  'PICK_UP_DONE',
  'PICK_UP_CANCELLED',
  'PICK_UP_OVER',
  'PICK_UP_OTHER_SHOP',
  'OWN_PICK_UP',
] as const

/** 交货: at this shop, once, by this guide; after that nobody can cancel it. */
export const handOver = action('hand-over.handOver', {
  input: v.strictObject({ requestId: RequestId, code: PickUpCode }),
  output: v.strictObject({
    code: v.string(),
    goods: v.strictObject({ name: v.string(), picture: v.string() }),
    memberName: v.string(),
    shopName: v.string(),
    guideName: v.string(),
    handedOverAt: Instant,
  }),
  refusals: [
    'OFF_DUTY',
    'CODES_LOCKED',
    'PICK_UP_CODE_INVALID',
    'PICK_UP_NOT_FOUND',
    ...PICK_UP_REFUSALS,
  ],
})
