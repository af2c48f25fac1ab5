/**
 * Crockford's Base32: no I, L, O or U, so that a scratched label can be read in only one way. A
 * code is 3 characters of its batch, 11 random ones (55 bits) and 2 that check the rest.
 */
export const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const BATCH_LENGTH = 3
export const RANDOM_LENGTH = 11
const CHECK_LENGTH = 2
export const CODE_LENGTH = BATCH_LENGTH + RANDOM_LENGTH + CHECK_LENGTH
const BODY_LENGTH = CODE_LENGTH - CHECK_LENGTH
const GROUP = 4

/** A keyed digest, so that only the holder of the key can tell a code from other characters. */
export type Digest = (text: string) => Uint8Array

/** Five bits of each byte: 256 is a multiple of 32, so even bytes give even characters. */
export function charactersFrom(bytes: Uint8Array, length: number): string {
  return Array.from(bytes.subarray(0, length), (byte) => ALPHABET.charAt(byte % 32)).join('')
}

/** A whole code from what it is made of. */
export function writeCode(batch: string, random: string, digest: Digest): string {
  const body = batch + random
  return body + charactersFrom(digest(body), CHECK_LENGTH)
}

/** People also copy a label in front of the code, such as 防伪码：. */
const LABEL = /^[\s\p{Cf}]*\p{Script=Han}+[\s\p{Cf}]*[:#]?/u

/** What a person typed, in the one standard spelling of that label. */
export function normaliseCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(LABEL, '')
    .toUpperCase()
    .replace(/[\s\u200b\ufeff‐-―−_-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
}

/** The code that was typed, or null if no batch can contain it; needs no database. */
export function readCode(typed: string, digest: Digest): string | null {
  const code = normaliseCode(typed)
  if (code.length !== CODE_LENGTH) return null
  if ([...code].some((character) => !ALPHABET.includes(character))) return null
  const body = code.slice(0, BODY_LENGTH)
  return charactersFrom(digest(body), CHECK_LENGTH) === code.slice(BODY_LENGTH) ? code : null
}

/** `7K2M-…`: in groups, as a label shows it. Spreadsheets do not change it, either. */
export function formatCode(code: string): string {
  return (code.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-')
}
