import * as v from 'valibot'
import { named, yesNo } from '../scalars'

const LANDLINE = /^0\d{2,3}-?[2-9]\d{6,7}$/
const HOTLINE = /^[48]00-?\d{3}-?\d{4}$/
const MOBILE = /^1[3-9]\d{9}$/

const Phone = v.pipe(
  v.string('联系电话要填文字，例如 0571-87001234'),
  v.check(
    (phone) => [LANDLINE, HOTLINE, MOBILE].some((kind) => kind.test(phone)),
    '联系电话要填带区号的座机、400 或 800 电话或手机号，例如 0571-87001234',
  ),
  v.title('联系电话'),
)

/** 联系我们: how members reach the brand; if neither is set, nothing is shown. */
export const ContactSettings = v.strictObject({
  /** WeChat's own customer service, to be switched on at 公众平台 first. */
  service: v.optional(yesNo('微信客服'), false),
  phone: v.optional(named('联系电话', v.nullable(Phone)), null),
})
