import * as v from 'valibot'
import { openAlert } from '../../domain/message/alert'
import { getDocument, putDocument } from '../database/collection'
import type { Collection } from '../database/documents'
import type { Context } from './door'
import { isTransient } from '../failures'
import { loggedText, logLine, textOf } from '../log'

type Call = Pick<Context, 'brand' | 'now'>

/**
 * A document of an older or newer shape, or one that somebody edited in the console: alerted once,
 * until somebody has handled it.
 */
export async function tellDamaged(
  { brand, now }: Call,
  collection: Collection,
  id: string,
): Promise<void> {
  const subject = `${collection}/${id}`
  const before = await getDocument('alerts', `${subject}:damaged`)
  if (before?.state === 'open') return
  const about = { brand, topic: 'document' as const, subject }
  await putDocument(
    'alerts',
    openAlert(about, { kind: 'damaged', facts: { collection, id } }, before, now),
  )
}

/**
 * The views of a list. A document that cannot be shown is left out and alerted, and the rest is
 * shown; an outage stays an outage.
 */
export async function readable<D extends { _id: string }, S extends v.GenericSchema>(
  call: Call,
  collection: Collection,
  documents: readonly D[],
  schema: S,
  viewOf: (document: D) => unknown,
): Promise<v.InferOutput<S>[]> {
  const views: v.InferOutput<S>[] = []
  for (const document of documents) {
    const view = viewed(schema, () => viewOf(document))
    if (view) views.push(view.output)
    else await tellSafely(call, collection, document._id)
  }
  return views
}

/** The view of one document; null where it cannot be shown, which raises an alert. */
export async function readableOne<D extends { _id: string }, S extends v.GenericSchema>(
  call: Call,
  collection: Collection,
  document: D,
  schema: S,
  viewOf: (document: D) => unknown,
): Promise<v.InferOutput<S> | null> {
  const [view] = await readable(call, collection, [document], schema, viewOf)
  return view ?? null
}

function viewed<S extends v.GenericSchema>(schema: S, view: () => unknown) {
  try {
    const parsed = v.safeParse(schema, view())
    return parsed.success ? { output: parsed.output } : null
  } catch (thrown) {
    if (isTransient(thrown)) throw thrown
    return null
  }
}

/** A list is shown even if its alert cannot be written. */
async function tellSafely(call: Call, collection: Collection, id: string): Promise<void> {
  try {
    await tellDamaged(call, collection, id)
  } catch (thrown) {
    logLine('error', { collection, thrown: textOf(thrown) })
  }
}

/** Does one piece of a sweep; one that breaks raises an alert, is skipped and returned. */
export async function doOne(
  call: Call,
  collection: Collection,
  id: string,
  work: () => Promise<void>,
): Promise<unknown> {
  try {
    await work()
    return null
  } catch (thrown) {
    if (isTransient(thrown)) throw thrown
    logLine('error', { job: true, collection, thrown: loggedText(thrown) })
    await tellDamaged(call, collection, id)
    return thrown
  }
}
