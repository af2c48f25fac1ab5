import * as v from 'valibot'
import {
  IMPORT_ACCEPTS,
  type ImportAccept,
} from '../../../../cloudfunctions/contracts/order/order-import'
import { cloudApi } from '../cloud-api'
import { readReply } from '../replies'

const ImportReport = v.object({
  importId: v.string(),
  state: v.picklist(['previewing', 'preview', 'running', 'done', 'failed']),
  percent: v.number(),
  problem: v.nullable(v.string()),
  channel: v.nullable(v.string()),
  layout: v.string(),
  orders: v.number(),
  added: v.number(),
  changed: v.number(),
  unchanged: v.number(),
  claimsCredited: v.number(),
  claimsClawedBack: v.number(),
  errorCount: v.number(),
  errors: v.array(v.object({ row: v.number(), message: v.string() })),
  notes: v.array(v.object({ code: v.string(), message: v.string() })),
  accept: v.nullable(v.picklist(IMPORT_ACCEPTS)),
})
export type ImportReport = v.InferOutput<typeof ImportReport>

/** More rounds than the largest file needs, to stop a run that would never end. */
const ROUNDS_MAX = 500

async function askStaff(action: string, input: object): Promise<ImportReport> {
  const read = readReply(await cloudApi.call('staff', { action, input }), ImportReport)
  if ('problem' in read) throw new Error(read.problem)
  return read.ok
}

/** One call reads as much as fits into a function's time, so it is repeated to the end. */
export function previewImport(
  operator: string,
  fileId: string,
  onProgress: (report: ImportReport) => void,
): Promise<void> {
  return untilDone('order-import.preview', { operator, fileId }, 'previewing', onProgress)
}

/** The file does not report the refunds of some orders, and nobody has answered for them yet. */
export function asksRefunds({ state, accept, notes }: ImportReport): boolean {
  const isUnknown = notes.some(({ code }) => code === 'REFUNDS_UNKNOWN')
  return state === 'preview' && accept === null && isUnknown
}

/** Commits a previewed file; repeats the call until all of it is written. */
export function commitImport(
  operator: string,
  { importId, accept }: { importId: string; accept?: ImportAccept | undefined },
  onProgress: (report: ImportReport) => void,
): Promise<void> {
  const said = accept === undefined ? {} : { accept }
  return untilDone('order-import.commit', { operator, importId, ...said }, 'running', onProgress)
}

async function untilDone(
  action: string,
  input: object,
  goesOn: ImportReport['state'],
  onProgress: (report: ImportReport) => void,
): Promise<void> {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const report = await askStaff(action, input)
    onProgress(report)
    if (report.state !== goesOn) return
  }
  throw new Error('还没有做完，请再点一次')
}
