import type { ClaimRules } from '../../domain/claim'
import { findDocuments } from '../../platform/collection'
import { commitRun } from '../../platform/import-run'

/** 续导: goes on with one import that was cut off; it takes up to most of a run's time. */
export async function resumeImports(
  brand: string,
  rules: ClaimRules,
  now: number,
): Promise<number> {
  const where = { brand, state: 'running' }
  const [first] = await findDocuments('imports', { where, limit: 1 })
  if (!first) return 0
  const run = await commitRun(first._id, rules, now)
  return 'state' in run && run.state === 'done' ? 1 : 0
}
