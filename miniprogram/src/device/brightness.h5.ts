export const canBrighten = false

/** A page in a browser cannot change the brightness. */
export async function brighten(): Promise<(() => void) | null> {
  return null
}
