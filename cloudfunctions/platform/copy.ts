import { pause } from './clock'

/** Longer than another copy of a call needs on a slow day, shorter than a function may run. */
const PAUSES_MS = [100, 200, 400, 800, 1600]

/**
 * The result of the other copy of this call. The platform may deliver a call twice at the same
 * time, and a phone code works only once: the copy that finds the code used waits for the other
 * one. Null where no other copy is running: a caller with an old code waits about 3 s for nothing.
 */
export async function waitForCopy<T>(find: () => Promise<T | null>): Promise<T | null> {
  for (const ms of PAUSES_MS) {
    const found = await find()
    if (found !== null) return found
    await pause(ms)
  }
  return find()
}
