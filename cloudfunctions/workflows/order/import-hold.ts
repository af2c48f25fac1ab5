import { putDocument } from '../../platform/database/collection'
import type { ImportRun } from '../../platform/database/documents'
import { newId } from '../../platform/ids'
import { transact } from '../../platform/database/transaction'

/** Longer than a function may run: a holder that has not let go by then was killed. */
const HELD_MS = 70_000

/** A person goes on at once, whoever is at work: what an earlier holder still notes is dropped. */
export async function takeRun(run: ImportRun, now: number): Promise<ImportRun> {
  const taken = held(run, newId(), now)
  await putDocument('imports', taken)
  return taken
}

/** The timer takes what nobody holds; null when somebody was quicker. */
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

/** After a bug the timer may try again at once; where even this fails, the hold runs out by itself. */
export async function letGo(run: ImportRun): Promise<void> {
  await whileHolding(run, released).catch(() => undefined)
}

/** Keeps how far a holder has come, as long as it is the holder. */
export function noteRun(run: ImportRun): Promise<void> {
  return whileHolding(run, () => run)
}

/** Notes how a slice ended and lets go. */
export async function releaseRun(run: ImportRun): Promise<ImportRun> {
  const free = released(run)
  await noteRun(free)
  return free
}

/** What a holder writes after somebody else has taken its run is dropped. */
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
