import { resolveAlert } from '../../contracts/message/alert'
import { resolved } from '../../domain/message/alert'
import { mayAsk, rolesForAlert } from '../../domain/staff/staff-role'
import { staffHandler } from '../../platform/door/staff-gate'
import { refuseOwnAffair } from '../../workflows/staff/own-affair'
import { transact } from '../../platform/database/transaction'

export const handleResolveAlert = staffHandler(resolveAlert, async (input, context) => {
  const { brand, now } = context
  const { alertId, note } = input
  const by = { operator: context.staffName ?? input.operator, note }
  return transact(async (tx) => {
    const alert = await tx.get('alerts', alertId)
    if (alert?.brand !== brand) return tx.abort({ refused: 'ALERT_NOT_FOUND' as const })
    if (!mayAsk(rolesForAlert(alert.topic), context.roles)) {
      return tx.abort({ refused: 'ROLE_MISSING' as const })
    }
    const about = [...(alert.members ?? [alert.subject.split(':')[1] ?? '']), alert.actor ?? '']
    const own = await refuseOwnAffair(tx, context, input.operator, about.filter(Boolean))
    if (own) return tx.abort(own)
    const { state, resolvedBy, resolvedAt } = alert
    if (state === 'resolved') {
      const isAgain = resolvedBy?.operator === by.operator && resolvedBy.note === note
      const answer = { alertId, operator: by.operator, resolvedAt: resolvedAt ?? now }
      return tx.abort(isAgain ? answer : { refused: 'ALERT_RESOLVED' as const })
    }
    await tx.put('alerts', resolved(alert, now, by))
    return { alertId, operator: by.operator, resolvedAt: now }
  })
})
