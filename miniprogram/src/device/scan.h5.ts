/** Browsers offer no scanner: pages show typing instead. */
export const canScan = false

export async function scan(): Promise<string | null> {
  return null
}
