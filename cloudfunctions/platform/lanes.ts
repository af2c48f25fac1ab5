/**
 * Works on items in order, a few at a time: a batch mostly waits for the network. Stops beginning
 * new ones when `goOn` says so; the first failure is thrown after those under way have ended.
 * By hand, because p-map ends before those under way have ended and cannot be told to stop in time.
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
