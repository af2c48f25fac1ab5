import * as v from 'valibot'
import { between, fen, named, slug, text } from '../scalars'

/** 券模板: what staff edit as one document of `coupon_templates`, `<brand>:<templateId>`. */
export const CouponTemplateRules = v.pipe(
  v.strictObject({
    title: text('券名称', 20),
    kind: named(
      '券类型',
      v.picklist(
        ['off', 'discount', 'exchange'],
        '券类型只能填 off（满减）、discount（折扣）或 exchange（兑换）',
      ),
    ),
    /** `off`: fen. `discount`: tenths of 折, so 85 is 8.5 折. `exchange`: 0. */
    value: between('面值', 0, 10_000_000),
    floorFen: fen('使用门槛', 0, 100_000_000),
    terms: v.optional(
      v.pipe(
        v.string('使用说明要填文字'),
        v.maxLength(200, '使用说明最多 200 个字'),
        v.title('使用说明'),
      ),
      '',
    ),
    /** Days after issue; the last day counts in full, in Shanghai time. */
    validDays: between('有效天数', 1, 1000),
    /** Shops that accept it; empty means all. */
    shops: v.optional(named('可用门店', v.array(slug('门店编号'), '可用门店要填成列表')), []),
  }),
  v.check((c) => c.kind !== 'off' || c.value > 0, '满减券的面值要大于 0'),
  v.check(
    (c) => c.kind !== 'off' || c.floorFen === 0 || c.value <= c.floorFen,
    '满减券的面值不能大于使用门槛',
  ),
  v.check(
    (c) => c.kind !== 'discount' || (c.value >= 10 && c.value <= 99),
    '折扣券的面值填 10 到 99，85 表示 8.5 折',
  ),
)
export type CouponTemplateRules = v.InferOutput<typeof CouponTemplateRules>
