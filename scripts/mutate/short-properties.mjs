/** Enough examples to notice a wrong line; the tests themselves run more. */
const MOST_RUNS = 30

export const properties = { isShort: true }

/** fast-check with fewer examples, and the same ones each time: what kills a mutant kills it again. */
export function shortened(fastCheck) {
  const settings = (given) => {
    const numRuns = given?.numRuns ?? 100
    return {
      ...given,
      seed: given?.seed ?? 20_261_120,
      numRuns: properties.isShort ? Math.min(numRuns, MOST_RUNS) : numRuns,
      endOnFailure: true,
    }
  }
  const assert = (property, given) => fastCheck.assert(property, settings(given))
  return { ...fastCheck, assert, default: { ...fastCheck.default, assert }, __esModule: true }
}
