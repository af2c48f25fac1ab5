/** Browsers offer no scanner, so pages let people type instead. */
export const canScan = false

export async function scan(): Promise<string | null> {
  return null
}
