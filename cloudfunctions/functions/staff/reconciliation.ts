import {
  AlertView,
  openReconciliation,
  runReconciliation,
  SweepView,
} from '../../contracts/books/reconciliation'
import { wordsOfAlerts } from '../../workflows/message/alert-words'
import { _ } from '../../platform/wechat/cloud'
import { findDocuments, getDocument, putDocument } from '../../platform/database/collection'
import { readable } from '../../platform/door/damaged'
import { newSweep } from '../../workflows/books/reconciliation-sweep'
import { staffHandler } from '../../platform/door/staff-gate'

const ALERTS_SHOWN = 100

/** Requests a sweep; the timer performs it, because it may take many runs. */
export const handleRunReconciliation = staffHandler(runReconciliation, async (input, context) => {
  const { brand, now, today, reference } = context
  const sweep = newSweep(brand, today, `staff:${now}:${reference}`, input.full)
  await putDocument('walks', sweep)
  return { started: true as const }
})

export const handleOpenReconciliation = staffHandler(
  openReconciliation,
  async (_input, context) => {
    const { brand } = context
    const sweep = await getDocument('walks', `${brand}:reconciliation`)
    const where = {
      brand,
      topic: _.in([
        'account',
        'stock',
        'claim',
        'orderApi',
        'pay',
        'pickUp',
        'pool',
        'staff',
        'code',
        'publication',
        'shop',
        'document',
      ]),
      state: 'open',
    }
    const open = await findDocuments('alerts', { where, limit: ALERTS_SHOWN })
    const alerts = open.sort((a, b) => b.firstSeenAt - a.firstSeenAt)
    const inWords = await wordsOfAlerts(alerts, brand)
    const sweeps = sweep?.job === 'reconciliation' ? [sweep] : []
    const [told] = await readable(context, 'walks', sweeps, SweepView, viewOf)
    const shown = await readable(context, 'alerts', alerts, AlertView, (alert) => {
      const { topic, kind, subject, firstSeenAt, lastSeenAt } = alert
      return { topic, kind, subject, sentence: inWords(alert), firstSeenAt, lastSeenAt }
    })
    return { sweep: told ?? null, alerts: shown }
  },
)

function viewOf(sweep: {
  day: string
  full: boolean
  phase: string
  checked: number
  drifts: number
}) {
  const { day, full, phase, checked, drifts } = sweep
  return { day, full, done: phase === 'done', checked, drifts }
}
