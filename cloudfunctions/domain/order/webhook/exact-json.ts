/** A string, or a number with all of its characters. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
const WHOLE = /^-?\d+$/

/** No order is nested deeper; a text of nothing but brackets costs a parser seconds. */
const DEPTH_MAX = 32

/**
 * Reads JSON, but returns a whole number that JavaScript cannot hold as a string of its digits:
 * marketplaces write order numbers of 19 digits as numbers, and a rounded one is another order.
 */
export function readExactJson(text: string): unknown {
  if (depthOf(text) > DEPTH_MAX) throw new SyntaxError('the JSON is nested too deeply')
  // Invalid JSON throws here, so the tokens below are those of a valid text.
  JSON.parse(text)
  return JSON.parse(text.replace(TOKEN, exact)) as unknown
}

/** The deepest nesting, found in one pass; invalid JSON has some depth, too. */
function depthOf(text: string): number {
  let [depth, deepest, inString] = [0, 0, false]
  for (let i = 0; i < text.length && deepest <= DEPTH_MAX; i++) {
    const letter = text[i]
    if (inString && letter === '\\') i++
    else if (letter === '"') inString = !inString
    else if (!inString && (letter === '[' || letter === '{')) deepest = Math.max(deepest, ++depth)
    else if (!inString && (letter === ']' || letter === '}')) depth--
  }
  return deepest
}

function exact(token: string): string {
  return WHOLE.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token
}
