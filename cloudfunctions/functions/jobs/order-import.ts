import type { ClaimRules } from '../../domain/claim'
import { _ } from '../../platform/cloud'
import { addDocuments, findDocuments } from '../../platform/collection'
import type { ImportRun } from '../../platform/documents'
import type { Context } from '../../platform/door'
import { resumeRun } from '../../platform/import-run'
import { loggedText, logLine } from '../../platform/log'
import { TIMER } from '../../platform/publishing/publisher'
import { auditLine } from '../../platform/staff/audit'

/** Far more than a shop has under way at once. */
const RUNS_MAX = 20

/**
 * 续导: goes on with imports and previews that were cut off, the one first that waits longest; each
 * takes up to most of a run's time. What one of them stumbles over is its own: it is logged, counted
 * as a try, and the next one gets its turn.
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
    try {
      const run = await resumeRun(found, rules, now)
      if (!('state' in run) || run.state !== 'done') continue
      await addDocuments('audit', [lineOf(run, context)])
      finished++
    } catch (thrown) {
      logLine('error', { job: 'imports', import: found._id, thrown: loggedText(thrown) })
    }
  }
  return finished
}

/** The timer ended what somebody of the staff began. */
function lineOf({ _id, operator, orders, added, changed }: ImportRun, context: Context) {
  const input = { importId: _id, begunBy: operator, orders, added, changed }
  const line = auditLine(context, { operator: TIMER, action: 'order-import.resume', input }, 'ok')
  return { ...line, _id: `${line._id}:${_id}` }
}
