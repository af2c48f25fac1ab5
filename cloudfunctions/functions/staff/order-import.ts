import type * as v from 'valibot'
import { commitImport, previewImport, type ImportReport } from '../../contracts/order/order-import'
import { CHANNELS } from '../../contracts/order/channel'
import { claimRules } from '../../workflows/claim/claim-settlement'
import type { ImportRun } from '../../platform/database/documents'
import { commitRun, previewRun } from '../../workflows/order/import-run'
import { inForce } from '../../workflows/programme/publication'
import { staffHandler } from '../../platform/door/staff-gate'
import { noteSentence } from './import-notes'

export const handlePreviewImport = staffHandler(previewImport, async (input, { brand, now }) => {
  const run = await previewRun(brand, input, now)
  return 'refused' in run ? run : reportOf(run)
})

export const handleCommitImport = staffHandler(commitImport, async (input, context) => {
  const { brand, now, staffName } = context
  if (!input.importId.startsWith(`${brand}:`)) return { refused: 'IMPORT_NOT_FOUND' }
  const rules = claimRules((await inForce(brand, now)).program)
  const run = await commitRun(
    input.importId,
    { operator: staffName ?? input.operator, accept: input.accept },
    rules,
    now,
  )
  return 'refused' in run ? run : reportOf(run)
})

function reportOf(run: ImportRun): v.InferOutput<typeof ImportReport> {
  const channel = CHANNELS.find((each) => each === run.channel) ?? null
  const { _id, state, layout, orders, added, changed, unchanged } = run
  const { claimsCredited, claimsClawedBack, errorCount, errors } = run
  return {
    importId: _id,
    state,
    channel,
    layout,
    orders,
    added,
    changed,
    unchanged,
    claimsCredited,
    claimsClawedBack,
    errorCount,
    errors,
    percent: run.percent,
    problem: state === 'failed' ? (run.failure?.reason ?? null) : null,
    notes: run.notes.map((note) => ({ ...note, message: noteSentence(note, run.accept) })),
    accept: run.accept?.refunds ?? null,
  }
}
