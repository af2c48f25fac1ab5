import { cancelByStaff } from '../../contracts/redemption'
import { refuseCancel } from '../../domain/redemption-cancel'
import { cancelOnce } from '../../platform/redemption-cancel'
import { staffHandler } from '../../platform/staff-gate'

export const handleCancelByStaff = staffHandler(cancelByStaff, (input, context) => {
  const { requestId, redemptionId, reason } = input
  const by = { operator: context.staffName ?? input.operator, reason }
  return cancelOnce({ requestId, redemptionId, account: null, by, refuse: refuseCancel }, context)
})
