import * as v from 'valibot'
import { Slug, text, yesNo } from '../scalars'
import { staffAction } from '../staff/staff-role'

/** 门店: what staff edit as one document of `shops`, `<brand>:<shopId>`. */
export const ShopRules = v.strictObject({
  name: text('门店名称', 20),
  address: text('门店地址', 100),
  /** The content of the duty code, which is printed and stuck behind the till. */
  dutyCode: v.pipe(
    v.string('上岗码要填文字'),
    v.regex(/^[A-Za-z0-9]{8,16}$/, '上岗码要 8 到 16 位字母或数字'),
    v.title('上岗码'),
  ),
  /** 到店码: hangs where customers see it; absent where the shop has no such code. */
  visitCode: v.optional(
    v.nullable(
      v.pipe(
        v.string('到店码要填文字'),
        v.regex(/^[A-Z0-9]{8,16}$/, '到店码要 8 到 16 位大写字母或数字'),
        v.title('到店码'),
      ),
    ),
    null,
  ),
  open: yesNo('是否营业'),
})
export type ShopRules = v.InferOutput<typeof ShopRules>

/** 上岗码图片: the shop's code as a picture in the cloud's storage, ready to print. */
export const makeDutyCode = staffAction('shop.makeDutyCode', {
  roles: ['console', 'shops'],
  input: v.strictObject({ shopId: Slug, operator: text('操作人', 30) }),
  output: v.strictObject({ fileId: v.string(), scene: v.string() }),
  refusals: ['SHOP_NOT_FOUND'],
})

/** 到店码图片: hangs in the shop; scanned with WeChat it opens the tasks and passes its code. */
export const makeVisitCode = staffAction('shop.makeVisitCode', {
  roles: ['console', 'shops'],
  input: v.strictObject({ shopId: Slug, operator: text('操作人', 30) }),
  output: v.strictObject({ fileId: v.string(), scene: v.string() }),
  refusals: ['SHOP_NOT_FOUND', 'NO_VISIT_CODE'],
})
