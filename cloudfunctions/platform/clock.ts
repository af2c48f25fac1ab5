/** The only place where the product reads the time. Milliseconds since 1970. */
export function now(): number {
  return Date.now()
}

/** Milliseconds of real time, for limits on how long a function runs. */
export function stopwatch(): () => number {
  const start = process.hrtime.bigint()
  return () => Number((process.hrtime.bigint() - start) / 1_000_000n)
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/**
 * Whether some work ends within this many milliseconds; if not, it continues but nobody waits for
 * it. Null waits for as long as it takes.
 */
export async function endsWithin(ms: number | null, work: Promise<unknown>): Promise<boolean> {
  const ended = work.then(() => true)
  if (ms === null) return ended
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  const first = await Promise.race([ended, over])
  clearTimeout(timer)
  return first
}
