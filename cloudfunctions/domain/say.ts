import { assert } from './assert'

/** A sentence with facts in it. A missing fact is damage and must not be printed as a word. */
export function say(
  texts: TemplateStringsArray,
  ...facts: (string | number | undefined)[]
): string {
  for (const fact of facts) {
    assert(typeof fact === 'string' || Number.isFinite(fact), 'a sentence has its facts')
  }
  return String.raw({ raw: texts }, ...facts)
}
