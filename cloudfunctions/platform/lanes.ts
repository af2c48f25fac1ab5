/**
 * Works on items in order, a few at a time, because a batch mostly waits for the network. Starts no
 * new ones when `goOn` returns false; the first failure is thrown after those under way have ended.
 * Written by hand, because p-map ends before those under way have ended and cannot be asked to stop
 * in time.
 */
export async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  goOn: () => boolean,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0
  let failed = false
  const lane = async () => {
    while (!failed && next < items.length && goOn()) {
      const item = items[next++] as T
      await work(item).catch((thrown: unknown) => {
        failed = true
        throw thrown
      })
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane))
  const broken = ended.find((each) => each.status === 'rejected')
  if (broken) throw broken.reason
}
