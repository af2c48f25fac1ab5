import { putDocument } from '../../platform/database/collection'
import type { ImportRun } from '../../platform/database/documents'
import { newId } from '../../platform/ids'
import { transact } from '../../platform/database/transaction'

/** Longer than a function may run: a holder that has not let go by then was killed. */
const HELD_MS = 70_000

/** A person may take over from any holder at once; what that holder still writes is dropped. */
export async function takeRun(run: ImportRun, now: number): Promise<ImportRun> {
  const taken = held(run, newId(), now)
  await putDocument('imports', taken)
  return taken
}

/** The timer takes only a run that nobody holds; null when somebody else was quicker. */
export function takeIdleRun(found: ImportRun, now: number): Promise<ImportRun | null> {
  const taken = held(found, newId(), now)
  return transact(async (tx) => {
    const latest = await tx.get('imports', found._id)
    const isUntouched = latest?.holder === found.holder && latest?.state === found.state
    if (!latest || !isUntouched || isHeld(latest, now)) return tx.abort(null)
    await tx.put('imports', taken)
    return taken
  })
}

/** After a bug the timer may try again at once; if even this write fails, the hold expires. */
export async function letGo(run: ImportRun): Promise<void> {
  await whileHolding(run, released).catch(() => undefined)
}

/** Saves a holder's progress, as long as it is still the holder. */
export function noteRun(run: ImportRun): Promise<void> {
  return whileHolding(run, () => run)
}

/** Records how a slice ended and releases the hold. */
export async function releaseRun(run: ImportRun): Promise<ImportRun> {
  const free = released(run)
  await noteRun(free)
  return free
}

/** Whatever a former holder writes after its run was taken over is dropped. */
async function whileHolding(
  { _id, holder }: ImportRun,
  change: (latest: ImportRun) => ImportRun,
): Promise<void> {
  await transact(async (tx) => {
    const latest = await tx.get('imports', _id)
    if (!latest || latest.holder !== holder) return tx.abort(undefined)
    return tx.put('imports', change(latest))
  })
}

function released({ heldUntil: _over, ...free }: ImportRun): ImportRun {
  return free
}

function isHeld({ heldUntil }: ImportRun, now: number): boolean {
  return heldUntil !== undefined && heldUntil > now
}

export function held(run: ImportRun, holder: string, now: number): ImportRun {
  return { ...run, holder, heldUntil: now + HELD_MS, updatedAt: now }
}
