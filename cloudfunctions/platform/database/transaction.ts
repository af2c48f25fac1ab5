import { pause } from '../clock'
import { db, type SdkTransaction } from '../wechat/cloud'
import { isConflict, isEnded } from '../failures'
import type { AppendOnly, Collection, Documents } from './documents'
import { fromStored, toStored } from './shapes'

/** After this many tries the phone is asked to try again. */
const TRIES = 8
const FIRST_PAUSE_MS = 15

export class Exhausted extends Error {
  override name = 'Exhausted'
}

/** Ends a transaction without writing and gives `answer` to the caller. */
class Abort<T> {
  constructor(readonly answer: T) {}
}

/** What `work` returned, whether it was committed or aborted. */
type Answered<R> = R extends Abort<infer A> ? A : R

/** What is possible inside a transaction: by id only, as the platform allows. */
export interface Transaction {
  get<C extends Collection>(collection: C, id: string): Promise<Documents[C] | null>
  /** Fails if the id exists: a document with a natural key is written only once. */
  add<C extends Collection>(collection: C, documents: Documents[C][]): Promise<void>
  /** Replaces a whole document, or makes it. */
  put<C extends Exclude<Collection, AppendOnly>>(
    collection: C,
    document: Documents[C],
  ): Promise<void>
  /** Only for links: all other documents stay, with the personal data taken out. */
  remove(collection: 'identities', id: string): Promise<void>
  /** Leaves everything as it was. */
  abort<T>(answer: T): Abort<T>
}

function over(sdk: SdkTransaction): Transaction {
  return {
    async get<C extends Collection>(collection: C, id: string) {
      const { data } = await sdk.collection(collection).doc(id).get()
      return data ? fromStored(collection, data) : null
    },
    async add(collection, documents) {
      if (documents.length === 0) return
      // The SDK accepts several documents in one call, although its types do not show it.
      const stored = documents.map((each) => toStored(collection, each))
      const data: object = stored.length === 1 ? { ...stored[0] } : stored
      await sdk.collection(collection).add({ data })
    },
    async put(collection, document) {
      const { _id, ...data } = document
      await sdk
        .collection(collection)
        .doc(_id)
        .set({ data: toStored(collection, data) })
    },
    async remove(collection, id) {
      await sdk.collection(collection).doc(id).remove()
    },
    abort: (answer) => new Abort(answer),
  }
}

/**
 * Runs `work` in one transaction and commits what it wrote. `work` may run several times, so it
 * must not read the clock or make an id: the SDK's own retry misses conflicts that a write raises
 * (measured on wx-server-sdk 4.0.2), so the retry is here.
 */
export async function transact<R>(work: (tx: Transaction) => Promise<R>): Promise<Answered<R>> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(work)
    } catch (thrown) {
      if (!isConflict(thrown)) throw thrown
      if (attempt === TRIES) throw new Exhausted(`conflict after ${TRIES} tries`)
      await pause(backoffMs(attempt))
    }
  }
}

async function once<R>(work: (tx: Transaction) => Promise<R>): Promise<Answered<R>> {
  const sdk = await db.startTransaction()
  try {
    const result = await work(over(sdk))
    if (result instanceof Abort) {
      await sdk.rollback()
      return result.answer as Answered<R>
    }
    await sdk.commit()
    return result as Answered<R>
  } catch (thrown) {
    // After a conflict the server itself ends the transaction; after anything else its locks would
    // stay for 30 s.
    if (!isEnded(thrown)) await sdk.rollback().catch(() => undefined)
    throw thrown
  }
}

function backoffMs(attempt: number): number {
  const longest = FIRST_PAUSE_MS * 2 ** attempt
  return longest * (0.5 + Math.random() / 2)
}
