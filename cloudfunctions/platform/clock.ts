/** The only place where the product reads the time. Milliseconds since 1970. */
export function now(): number {
  return Date.now()
}

/** Milliseconds that have really passed, for limits on how long a function runs. */
export function stopwatch(): () => number {
  const start = process.hrtime.bigint()
  return () => Number((process.hrtime.bigint() - start) / 1_000_000n)
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
