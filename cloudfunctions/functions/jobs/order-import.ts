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

/** This many are read at once; more are read when all of them have had their turn. */
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
  let finished = 0
  const seen: string[] = []
  while (mayBegin()) {
    const runs = await waitingRuns(context.brand, seen)
    for (const found of runs) {
      if (!mayBegin()) break
      seen.push(found._id)
      if (await resumeOne(found, rules, context)) finished++
    }
    if (runs.length < RUNS_MAX) break
  }
  return finished
}

function waitingRuns(brand: string, seen: readonly string[]): Promise<ImportRun[]> {
  return findDocuments('imports', {
    where: { brand, state: _.in(['running', 'previewing']), _id: _.nin([...seen]) },
    sort: [['updatedAt', 1]],
    limit: RUNS_MAX,
  })
}

/** True when this was the last slice of a commit. */
async function resumeOne(found: ImportRun, rules: ClaimRules, context: Context): Promise<boolean> {
  const tell = () => tellDamaged(context, 'imports', found._id)
  if (!v.safeParse(Resumable, found).success) {
    await tell()
    return false
  }
  try {
    const run = await resumeRun(found, rules, context.now)
    if (!('state' in run) || run.state !== 'done') return false
    await addDocuments('audit', [lineOf(run, context)])
    return true
  } catch (thrown) {
    logLine('error', { job: 'imports', import: found._id, thrown: loggedText(thrown) })
    if (!isTransient(thrown)) await tell()
    return false
  }
}

/** The timer finished what somebody of the staff started. */
function lineOf({ _id, operator, orders, added, changed }: ImportRun, context: Context) {
  const input = { importId: _id, begunBy: operator, orders, added, changed }
  const line = auditLine(context, { operator: TIMER, action: 'order-import.resume', input }, 'ok')
  return { ...line, _id: `${line._id}:${_id}` }
}
