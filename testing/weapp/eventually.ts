const LOOK_EVERY_MS = 10
/** Long enough for a cold function on a busy machine. */
const PATIENCE_MS = 15_000

/** Tries again until there is a result; if none ever comes, the error says what is missing. */
export async function eventually<T>(
  look: () => T | Promise<T>,
  missing: () => string,
  patienceMs = PATIENCE_MS,
): Promise<NonNullable<T>> {
  const end = performance.now() + patienceMs
  for (;;) {
    const found = await look()
    if (found) return found
    if (performance.now() > end) throw new Error(missing())
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}
