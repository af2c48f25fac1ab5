import { openAlert, resolved, type Alert, type Finding } from '../../domain/message/alert'
import { getDocument, putDocument } from '../../platform/database/collection'

/** Writes what is wrong with a subject now, and resolves its alerts that no longer hold. */
export async function tellFindings(
  about: Pick<Alert, 'brand' | 'topic' | 'subject'>,
  findings: readonly Finding[],
  open: readonly Alert[],
  now: number,
): Promise<void> {
  const own = open.filter((alert) => alert.subject === about.subject)
  for (const finding of findings) {
    const known = own.find((alert) => alert.kind === finding.kind)
    const before = known ?? (await getDocument('alerts', `${about.subject}:${finding.kind}`))
    await putDocument('alerts', openAlert(about, finding, before, now))
  }
  for (const alert of own) {
    if (findings.some(({ kind }) => kind === alert.kind)) continue
    await putDocument('alerts', resolved(alert, now))
  }
}
