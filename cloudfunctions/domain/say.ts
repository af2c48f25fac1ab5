import { assert } from './assert'

/** Words with facts in them. A fact that is not there is damage, and no word of a sentence. */
export function say(
  texts: TemplateStringsArray,
  ...facts: (string | number | undefined)[]
): string {
  for (const fact of facts) {
    assert(typeof fact === 'string' || Number.isFinite(fact), 'a sentence has its facts')
  }
  return String.raw({ raw: texts }, ...facts)
}
