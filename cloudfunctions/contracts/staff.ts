import * as v from 'valibot'
import { action } from './action'
import { text } from './scalars'

/** 登记员工: a member may work on the brand's phone screens; said again, it changes the entry. */
export const enrolStaff = action('staff.enrol', {
  input: v.strictObject({
    operator: text('操作人', 30),
    memberId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
    /** Stands beside everything that they decide. */
    name: text('员工姓名', 20),
    active: v.boolean(),
  }),
  output: v.strictObject({ staffId: v.string() }),
  refusals: ['MEMBER_NOT_FOUND', 'CONSOLE_ONLY'],
})
