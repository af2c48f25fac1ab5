import * as v from 'valibot'
import { action } from '../action'
import { RequestId } from '../scalars'

/**
 * 换手机号: the member keeps everything, and the old number becomes free for others. If the new number
 * belongs to another member, only the number moves here, and that member is informed.
 */
export const changePhone = action('phone.change', {
  input: v.strictObject({
    requestId: RequestId,
    /** From `getPhoneNumber`: WeChat confirms that the new number is theirs. */
    phoneCode: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  }),
  output: v.strictObject({ phoneMasked: v.string() }),
  refusals: ['PHONE_CODE_INVALID'],
})
