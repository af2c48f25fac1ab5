import { doOne } from '../../platform/door/damaged'
import type { Collection } from '../../platform/database/documents'
import { isTransient } from '../../platform/failures'
import { inLanes } from '../../platform/lanes'
import { chunksOf, type TimeLeft, type Worked } from '../../platform/sweep'

/** Which brand's documents are worked on, and for how long. */
export interface Care {
  brand: string
  now: number
  collection: Collection
  timeLeft: TimeLeft
}

interface Side<D> {
  /** How many documents are worked on at once; one by default. */
  lanes?: number
  /**
   * Documents with the same key are done one after the other, because at the same time they would
   * only conflict.
   */
  keyOf?: (document: D) => string
  /** What to do about a document that is skipped, besides reporting it. */
  passOver?: (document: D) => Promise<void>
}

/**
 * Works on each document by itself: one that breaks a rule of ours is logged, reported, skipped and
 * returned. An outage ends the work immediately; the next run continues. `work` returns how much it
 * did.
 */
export async function eachAlone<D extends { _id: string }>(
  { timeLeft, collection, ...call }: Care,
  documents: readonly D[],
  work: (document: D) => Promise<number | boolean>,
  { lanes = 1, keyOf = ({ _id }) => _id, passOver }: Side<D> = {},
): Promise<Worked> {
  const broken: unknown[] = []
  let done = 0
  const one = async (document: D) => {
    const thrown = await doOne(call, collection, document._id, async () => {
      // Not `done +=`: another lane may have added to it meanwhile.
      const own = Number(await work(document))
      done += own
    })
    if (thrown === null) return
    broken.push(thrown)
    await passOver?.(document)
  }
  await inLanes(grouped(documents, keyOf), lanes, timeLeft, (group) =>
    inLanes(group, 1, timeLeft, one),
  )
  return { done, broken }
}

function grouped<D>(documents: readonly D[], keyOf: (document: D) => string): D[][] {
  const groups = new Map<string, D[]>()
  for (const document of documents) {
    const group = groups.get(keyOf(document))
    if (group) group.push(document)
    else groups.set(keyOf(document), [document])
  }
  return [...groups.values()]
}

/** This many documents share a transaction: each costs a read, a write and a share of the rest. */
const TOGETHER = 10
/** How many transactions run at once. */
const LANES = 4

/** Works on documents in groups. One that breaks a rule of ours does not stop its group. */
export async function inGroups<D extends { _id: string }>(
  care: Care,
  documents: readonly D[],
  work: (ids: string[]) => Promise<number>,
): Promise<Worked> {
  const broken: unknown[] = []
  let done = 0
  const together = async (group: D[]) => {
    const own = await work(group.map(({ _id }) => _id))
    done += own
  }
  const apart = async (group: D[]) => {
    // What was started together is finished, even when the time is over.
    const each = { ...care, timeLeft: () => true }
    const worked = await eachAlone(each, group, ({ _id }) => work([_id]))
    done += worked.done
    broken.push(...(worked.broken ?? []))
  }
  await inLanes(chunksOf(documents, TOGETHER), LANES, care.timeLeft, async (group) => {
    try {
      await together(group)
    } catch (thrown) {
      if (isTransient(thrown)) throw thrown
      await apart(group)
    }
  })
  return { done, broken }
}
