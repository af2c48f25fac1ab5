import * as v from 'valibot'
import { cloudApi } from '../cloud-api'
import { readReply } from '../replies'

const ImportReport = v.object({
  importId: v.string(),
  state: v.picklist(['preview', 'running', 'done']),
  channel: v.string(),
  layout: v.string(),
  orders: v.number(),
  added: v.number(),
  changed: v.number(),
  unchanged: v.number(),
  claimsCredited: v.number(),
  claimsClawedBack: v.number(),
  errorCount: v.number(),
  errors: v.array(v.object({ row: v.number(), message: v.string() })),
})
export type ImportReport = v.InferOutput<typeof ImportReport>

/** More rounds than the largest file needs: a run that never ends stops here. */
const ROUNDS_MAX = 500

async function askStaff(action: string, input: object): Promise<ImportReport> {
  const read = readReply(await cloudApi.call('staff', { action, input }), ImportReport)
  if ('problem' in read) throw new Error(read.problem)
  return read.ok
}

export function previewImport(operator: string, fileId: string): Promise<ImportReport> {
  return askStaff('order-import.preview', { operator, fileId })
}

/** One call writes as much as fits into a function's time, so it is repeated until done. */
export async function commitImport(
  operator: string,
  importId: string,
  onProgress: (report: ImportReport) => void,
): Promise<void> {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const report = await askStaff('order-import.commit', { operator, importId })
    onProgress(report)
    if (report.state !== 'running') return
  }
  throw new Error('导入还没有做完，请再点一次「确认导入」')
}
