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
    run.state === 'failed' && run.failure !== undefined ? [stopped(run, run.failure.reason)] : []
  await tellFindings(about, findings, open, now)
}

function stopped({ fileId, orders }: ImportRun, reason: string): Finding {
  return { kind: 'import-stopped', facts: { file: fileName(fileId), orders, reason } }
}
