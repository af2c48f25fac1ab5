/** A string, or a number with everything that belongs to it. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
const WHOLE = /^-?\d+$/

/**
 * Reads JSON, but gives a whole number that JavaScript cannot hold as a string of its digits:
 * marketplaces write order numbers of 19 digits as numbers, and a rounded one is another order.
 */
export function readExactJson(text: string): unknown {
  // What is not JSON throws here, so the tokens below are those of a valid text.
  JSON.parse(text)
  return JSON.parse(text.replace(TOKEN, exact)) as unknown
}

function exact(token: string): string {
  return WHOLE.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token
}
