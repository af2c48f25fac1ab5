/**
 * The digests that marketplaces sign with; passed in, because the domain computes none itself. Text
 * is UTF-8.
 */
export interface Digests {
  /** Lower-case hexadecimal. */
  md5(text: string): string
  sha1(text: string): string
  hmacMd5(key: string, text: string): string
  hmacSha256(key: string, text: string): string
  hmacSha256Base64(key: string, text: string): string
  /**
   * AES-256-CBC without unpadding; the IV is the first 16 bytes of the key. Null if it does not
   * decrypt.
   */
  decryptAes(keyBase64: string, dataBase64: string): Uint8Array | null
  /** Compares in a time that does not reveal where two texts differ. */
  same(a: string, b: string): boolean
}
