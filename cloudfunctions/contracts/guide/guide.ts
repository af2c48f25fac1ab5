import * as v from 'valibot'
import { Slug, text } from '../scalars'
import { staffAction } from '../staff/staff-role'

/** 登记导购: makes a member a guide of some shops; called again, it changes the entry. */
export const enrolGuide = staffAction('guide.enrol', {
  roles: ['console', 'manager'],
  input: v.strictObject({
    operator: text('操作人', 30),
    memberId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
    name: text('导购姓名', 20),
    number: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,12}$/, '工号要填字母或数字，最多 12 位')),
    shops: v.pipe(v.array(Slug), v.minLength(1, '至少要填一个门店'), v.maxLength(200)),
    active: v.boolean(),
  }),
  output: v.strictObject({ guideId: v.string() }),
  refusals: ['MEMBER_NOT_FOUND', 'NAME_TAKEN', 'SHOP_NOT_FOUND'],
})
