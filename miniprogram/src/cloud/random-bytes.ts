/** The last resort on phones without a secure source: rarely repeats, never used for secrets. */
export function weakRandomBytes(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => Math.floor(Math.random() * 256))
}
