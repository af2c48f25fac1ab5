import * as v from 'valibot'
import { text } from '../scalars'
import { STAFF_ROLES, staffAction } from './staff-role'

/** 登记员工: a member may work on the brand's phone screens; called again, it changes the entry. */
export const enrolStaff = staffAction('staff.enrol', {
  roles: ['console', 'manager'],
  input: v.strictObject({
    operator: text('操作人', 30),
    memberId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
    /** The name shown beside everything that they decide. */
    name: text('员工姓名', 20),
    active: v.boolean(),
    /** Their roles; the smallest one where none is given. */
    roles: v.optional(
      v.pipe(
        v.array(v.picklist(STAFF_ROLES, '角色只能填 ' + STAFF_ROLES.join('、')), '角色要填成列表'),
        v.minLength(1, '至少要填一个角色'),
        v.maxLength(STAFF_ROLES.length),
      ),
    ),
  }),
  output: v.strictObject({ staffId: v.string() }),
  refusals: ['MEMBER_NOT_FOUND', 'NAME_TAKEN', 'ROLE_NOT_YOURS'],
})
