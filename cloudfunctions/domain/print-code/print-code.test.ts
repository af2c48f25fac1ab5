import { createHash } from 'node:crypto'
import fc from 'fast-check'
import {
  ALPHABET,
  charactersFrom,
  CODE_LENGTH,
  formatCode,
  readCode,
  writeCode,
  type Digest,
} from './print-code'

const digest: Digest = (text) => createHash('sha256').update(`key:${text}`).digest()
const another: Digest = (text) => createHash('sha256').update(`other:${text}`).digest()

const aCode = fc
  .uint8Array({ minLength: 14, maxLength: 14 })
  .map((bytes) => charactersFrom(bytes, 14))
  .map((body) => writeCode(body.slice(0, 3), body.slice(3), digest))

test('a code has 16 characters of the alphabet and reads as itself', () => {
  fc.assert(
    fc.property(aCode, (code) => {
      expect(code).toHaveLength(CODE_LENGTH)
      expect([...code].every((character) => ALPHABET.includes(character))).toBe(true)
      expect(readCode(code, digest)).toBe(code)
    }),
  )
})

/** The ways in which a person may type the same label. */
const KEYBOARD: Record<string, string[]> = { '0': ['O', 'o'], '1': ['I', 'i', 'L', 'l'] }
const BETWEEN = ['', ' ', '-', '–', '\u200b', '\t', '　']

test('confusable characters, small letters, spaces and hyphens read the same', () => {
  const written = fc.tuple(aCode, fc.infiniteStream(fc.nat(1000))).map(([code, picks]) => {
    const pick = (from: string[]) => from[Number(picks.next().value) % from.length] ?? ''
    const characters = [...code].map((character) => {
      const same = [character, character.toLowerCase(), ...(KEYBOARD[character] ?? [])]
      return pick(same) + pick(BETWEEN)
    })
    return { code, typed: characters.join('') }
  })
  fc.assert(fc.property(written, ({ code, typed }) => expect(readCode(typed, digest)).toBe(code)))
})

test('the code as a label shows it is read correctly, and reading twice changes nothing', () => {
  fc.assert(
    fc.property(aCode, (code) => {
      expect(formatCode(code)).toMatch(/^(\w{4}-){3}\w{4}$/)
      const once = readCode(formatCode(code), digest)
      expect(once && readCode(once, digest)).toBe(once)
      expect(once).toBe(code)
    }),
  )
})

test.each([
  '',
  '-',
  'U',
  '7K2M',
  '０'.repeat(17),
  '测试测试测试测试',
  '👍'.repeat(8),
  'U'.repeat(16),
])('%j is not a code', (typed) => expect(readCode(typed, digest)).toBeNull())

/** Of many wrong codes, how many are taken for good ones, per 1,024. */
function slips(wrong: fc.Arbitrary<string>): number {
  const samples = fc.sample(wrong, { numRuns: 20_000, seed: 20261122 })
  return (samples.filter((code) => readCode(code, digest) !== null).length / samples.length) * 1024
}

test('one wrong character is found, except for about 1 in 1,024', () => {
  const change = fc.tuple(aCode, fc.nat(CODE_LENGTH - 1), fc.integer({ min: 1, max: 31 }))
  const wrong = change.map(([code, at, by]) => {
    const other = ALPHABET.charAt((ALPHABET.indexOf(code.charAt(at)) + by) % 32)
    return code.slice(0, at) + other + code.slice(at + 1)
  })
  const found = slips(wrong)
  expect(found).toBeGreaterThan(0.2)
  expect(found).toBeLessThan(2)
})

test('two swapped characters are found, except for about 1 in 1,024', () => {
  const swap = fc
    .tuple(aCode, fc.nat(CODE_LENGTH - 2))
    .filter(([code, at]) => code.charAt(at) !== code.charAt(at + 1))
  const wrong = swap.map(
    ([code, at]) => code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2),
  )
  const found = slips(wrong)
  expect(found).toBeGreaterThan(0.2)
  expect(found).toBeLessThan(2)
})

test('the check characters of another key are wrong, except for about 1 in 1,024', () => {
  const foreign = aCode.map((code) => writeCode(code.slice(0, 3), code.slice(3, 14), another))
  expect(slips(foreign)).toBeLessThan(2)
})
