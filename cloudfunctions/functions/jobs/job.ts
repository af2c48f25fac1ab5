import { runDue } from '../../contracts/job'
import { claimRules } from '../../platform/claim-settlement'
import { _ } from '../../platform/cloud'
import { findDocuments, updateWhere } from '../../platform/collection'
import { handler, type Context } from '../../platform/door'
import { commitRun } from '../../platform/import-run'
import { inForce } from '../../platform/publication'
import { checkDrafts } from '../../platform/publish'

/** Imports that were cut off, taken up by one run of the timer. */
const IMPORTS_PER_RUN = 1
const CLAIMS_PER_RUN = 500

export const handleRunDue = handler(runDue, async (_input, { brand, now }: Context) => {
  const report = await checkDrafts(brand, now)
  return {
    published: report.published,
    rejected: report.rejected.length,
    importsFinished: await resumeImports(brand, now),
    claimsClosed: await closeWaiting(brand, now),
  }
})

async function resumeImports(brand: string, now: number): Promise<number> {
  const where = { brand, state: 'running' }
  const running = await findDocuments('imports', { where, limit: IMPORTS_PER_RUN })
  const [first] = running
  // One per run: a run takes up to most of the function's time.
  if (!first) return 0
  const rules = claimRules((await inForce(brand, now)).program)
  const run = await commitRun(first._id, rules, now)
  return 'state' in run && run.state === 'done' ? 1 : 0
}

/** A claim that waited for too long is closed with its reason; a late import changes nothing. */
async function closeWaiting(brand: string, now: number): Promise<number> {
  const where = { brand, state: 'waiting', waitsUntil: _.lt(now) }
  const late = await findDocuments('claims', { where, limit: CLAIMS_PER_RUN })
  let closed = 0
  for (const { _id } of late) {
    closed += await updateWhere('claims', { _id, state: 'waiting' }, { state: 'closed' })
  }
  return closed
}
