import { enrolStaff } from '../../contracts/staff/staff'
import { LEAST_ROLES, ROLE_NAMES } from '../../contracts/staff/staff-role'
import { accountId } from '../../domain/account/account'
import { roleNotHeld } from '../../domain/staff/staff-role'
import { wechatsOf } from '../../platform/door/enrolled-wechat'
import { staffHandler } from '../../platform/door/staff-gate'
import { refuseOwnAffair, refuseTakenName, takeName } from '../../workflows/staff/own-affair'
import { transact } from '../../platform/database/transaction'

/** Nobody can give or take away a role that they do not have themselves. */
export const handleEnrolStaff = staffHandler(enrolStaff, async (input, context) => {
  const { brand } = context
  const { operator, memberId, name, active } = input
  const roles = [...new Set(input.roles ?? LEAST_ROLES)]
  const staffId = `${brand}:${memberId}`
  const wechats = await wechatsOf(memberId)
  const taken = await refuseTakenName(brand, input)
  return transact(async (tx) => {
    const own = await refuseOwnAffair(tx, context, operator, [memberId])
    if (own) return tx.abort(own)
    if (taken) return tx.abort(taken)
    const before = await tx.get('staff', staffId)
    const touched = before ? [...roles, ...before.roles] : roles
    const missing = roleNotHeld(touched, context.roles)
    if (missing) {
      const reason = `你自己没有「${ROLE_NAMES[missing]}」的权限，不能给别人，也不能改有这个权限的人`
      return tx.abort({ refused: 'ROLE_NOT_YOURS' as const, detail: { reason } })
    }
    const account = await tx.get('accounts', accountId(brand, memberId))
    if (!account || account.leftAt !== undefined) {
      return tx.abort({ refused: 'MEMBER_NOT_FOUND' as const })
    }
    const lost = await takeName(tx, brand, input)
    if (lost) return tx.abort(lost)
    await tx.put('staff', { _id: staffId, brand, memberId, name, active, roles, wechats })
    await tx.put('accounts', { ...account, isStaff: active })
    return { staffId }
  })
})
