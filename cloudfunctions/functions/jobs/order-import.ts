import * as v from 'valibot'
import type { ClaimRules } from '../../domain/claim/claim'
import { _ } from '../../platform/wechat/cloud'
import { addDocuments, findDocuments } from '../../platform/database/collection'
import type { ImportRun } from '../../platform/database/documents'
import { tellDamaged } from '../../platform/door/damaged'
import type { Context } from '../../platform/door/door'
import { isTransient } from '../../platform/failures'
import { resumeRun } from '../../workflows/order/import-run'
import { loggedText, logLine } from '../../platform/log'
import { TIMER } from '../../workflows/programme/publishing/publisher'
import { auditLine } from '../../platform/door/audit'

/** Far more than a shop ever has in progress at once. */
const RUNS_MAX = 20
/** Without these settings nothing can continue; the SDK would call it an outage. */
const Resumable = v.object({ fileId: v.string(), cursor: v.number() })

/**
 * 续导: continues imports and previews that were cut off, the longest waiting first; each takes up to
 * most of a run's time. A failure of one stays its own: it is logged and counted as a try, and the
 * next one gets its turn.
 */
export async function resumeImports(
  context: Context,
  rules: ClaimRules,
  mayBegin: () => boolean,
): Promise<number> {
  const { brand, now } = context
  const runs = await findDocuments('imports', {
    where: { brand, state: _.in(['running', 'previewing']) },
    sort: [['updatedAt', 1]],
    limit: RUNS_MAX,
  })
  let finished = 0
  for (const found of runs) {
    if (!mayBegin()) break
    if (!v.safeParse(Resumable, found).success) {
      await tellDamaged(context, 'imports', found._id)
      continue
    }
    try {
      const run = await resumeRun(found, rules, now)
      if (!('state' in run) || run.state !== 'done') continue
      await addDocuments('audit', [lineOf(run, context)])
      finished++
    } catch (thrown) {
      logLine('error', { job: 'imports', import: found._id, thrown: loggedText(thrown) })
      if (isTransient(thrown)) continue
      await tellDamaged(context, 'imports', found._id)
    }
  }
  return finished
}

/** The timer finished what somebody of the staff started. */
function lineOf({ _id, operator, orders, added, changed }: ImportRun, context: Context) {
  const input = { importId: _id, begunBy: operator, orders, added, changed }
  const line = auditLine(context, { operator: TIMER, action: 'order-import.resume', input }, 'ok')
  return { ...line, _id: `${line._id}:${_id}` }
}
