import type { Finding } from '../../domain/message/alert'
import { tellFindings } from '../message/alerts'
import { findDocuments } from '../../platform/database/collection'
import type { ImportRun } from '../../platform/database/documents'
import { fileName } from './import-slice'

/** One import is tried this often without progress. */
export const TRIES_MAX = 3

/** Alerts staff to an import that stopped half-way; resolves it once the import is done. */
export async function tellImportFailure(run: ImportRun, now: number): Promise<void> {
  const about = { brand: run.brand, topic: 'orderImport' as const, subject: run._id }
  const open = await findDocuments('alerts', { where: { ...about, state: 'open' }, limit: 1 })
  const findings: Finding[] =
    run.state === 'failed' && run.failure !== undefined
      ? [{ kind: 'stopped', sentence: sentenceOf(run, run.failure.reason) }]
      : []
  await tellFindings(about, findings, open, now)
}

function sentenceOf({ fileId, orders }: ImportRun, reason: string): string {
  return `订单文件“${fileName(fileId)}”导入了 ${orders} 个订单后停了：${reason}。已导入的不受影响，处理后请重新预览、确认`
}
