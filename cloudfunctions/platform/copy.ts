import { pause } from './clock'

/** Longer than a copy of a call needs on a slow day, shorter than a function may run. */
const PAUSES_MS = [100, 200, 400, 800, 1600]

/**
 * What the other copy of this call came to. The platform may deliver a call twice at once, and a
 * phone code works once: the copy that finds it spent waits for the one that spent it.
 * Null where no other copy is at work: whoever shows an old code waits in vain for about 3 s.
 */
export async function waitForCopy<T>(find: () => Promise<T | null>): Promise<T | null> {
  for (const ms of PAUSES_MS) {
    const found = await find()
    if (found !== null) return found
    await pause(ms)
  }
  return find()
}
