import * as v from 'valibot'
import { Count, text } from '../scalars'
import { staffAction } from '../staff/staff-role'

/**
 * 换密钥: encrypts phones and codes of pools again with the newest key, page by page; call it until nothing is left.
 * After that the old key can be removed from the settings.
 */
export const rotateKeys = staffAction('key-rotation.run', {
  roles: ['console'],
  input: v.strictObject({
    operator: text('操作人', 30),
    /** Where the last page ended. */
    after: v.optional(v.pipe(v.string(), v.maxLength(120)), ''),
  }),
  output: v.strictObject({ rotated: Count, next: v.nullable(v.string()) }),
  refusals: [],
})
