import { putDocument } from '../../platform/database/collection'
import type { ImportRun } from '../../platform/database/documents'
import { newId } from '../../platform/ids'
import { transact } from '../../platform/database/transaction'

/** Longer than a function may run: who has not given the lease up by then was killed. */
const LEASE_MS = 70_000

/** A person may take over any lease immediately; what is still written under it is dropped. */
export async function takeRun(run: ImportRun, now: number): Promise<ImportRun> {
  const taken = leased(run, newId(), now)
  await putDocument('imports', taken)
  return taken
}

/** The timer takes only a run that nobody leases; null when somebody else was quicker. */
export function takeIdleRun(found: ImportRun, now: number): Promise<ImportRun | null> {
  const taken = leased(found, newId(), now)
  return transact(async (tx) => {
    const latest = await tx.get('imports', found._id)
    const isUntouched = latest?.leaseId === found.leaseId && latest?.state === found.state
    if (!latest || !isUntouched || isLeased(latest, now)) return tx.abort(null)
    await tx.put('imports', taken)
    return taken
  })
}

/** After a bug the timer may try again immediately; if even this write fails, the lease expires. */
export async function giveUpLease(run: ImportRun): Promise<void> {
  await whileLeased(run, released).catch(() => undefined)
}

/** Saves the progress of a slice, as long as its lease is still the run's. */
export function noteRun(run: ImportRun): Promise<void> {
  return whileLeased(run, () => run)
}

/** Records how a slice ended and releases the lease. */
export async function releaseRun(run: ImportRun): Promise<ImportRun> {
  const free = released(run)
  await noteRun(free)
  return free
}

/** Whatever is written under an earlier lease, after the run was taken over, is dropped. */
async function whileLeased(
  { _id, leaseId }: ImportRun,
  change: (latest: ImportRun) => ImportRun,
): Promise<void> {
  await transact(async (tx) => {
    const latest = await tx.get('imports', _id)
    if (!latest || latest.leaseId !== leaseId) return tx.abort(undefined)
    return tx.put('imports', change(latest))
  })
}

function released({ leaseEndsAt: _over, ...free }: ImportRun): ImportRun {
  return free
}

function isLeased({ leaseEndsAt }: ImportRun, now: number): boolean {
  return leaseEndsAt !== undefined && leaseEndsAt > now
}

export function leased(run: ImportRun, leaseId: string, now: number): ImportRun {
  return { ...run, leaseId, leaseEndsAt: now + LEASE_MS, updatedAt: now }
}
