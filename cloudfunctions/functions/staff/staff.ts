import { enrolStaff } from '../../contracts/staff'
import { accountId } from '../../domain/account'
import { staffHandler } from '../../platform/staff-gate'
import { transact } from '../../platform/transaction'

export const handleEnrolStaff = staffHandler(enrolStaff, async (input, { brand, staffName }) => {
  // Who has rights on the environment names the staff; staff do not name each other.
  if (staffName !== null) return { refused: 'CONSOLE_ONLY' }
  const { memberId, name, active } = input
  const staffId = `${brand}:${memberId}`
  return transact(async (tx) => {
    const account = await tx.get('accounts', accountId(brand, memberId))
    if (!account || account.leftAt !== undefined)
      return tx.abort({ refused: 'MEMBER_NOT_FOUND' as const })
    await tx.put('staff', { _id: staffId, brand, memberId, name, active })
    await tx.put('accounts', { ...account, isStaff: active })
    return { staffId }
  })
})
