import * as v from 'valibot'
import { action } from '../action'
import { RequestId } from '../scalars'

/**
 * 换手机号: the member stays who they are, and the old number is free for somebody else. A number
 * of another member moves here, and nothing else does; that member is told.
 */
export const changePhone = action('phone.change', {
  input: v.strictObject({
    requestId: RequestId,
    /** From `getPhoneNumber`: the new number is theirs, as WeChat says. */
    phoneCode: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  }),
  output: v.strictObject({ phoneMasked: v.string() }),
  refusals: ['PHONE_CODE_INVALID'],
})
